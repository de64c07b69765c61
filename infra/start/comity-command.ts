import { PassThrough, Writable } from 'node:stream';
import { run } from '#cli/run';
import { startFault } from './faults.js';

/** Runs one command line of `comity`, as a person would type it, and answers the JSON documents it printed. */
export async function comity(argv: readonly string[]): Promise<Record<string, unknown>[]> {
  const [out, err] = [collector(), collector()];
  const code = await run(['--json', ...argv], { out: out.stream, err: err.stream });
  if (code !== 0) {
    throw startFault(
      'start.demonstration',
      'The demonstration network could not be founded',
      `comity ${argv.slice(0, 6).join(' ')} said: ${err.text().trim()}`,
      'start again with another --data folder',
    );
  }
  return lines(out.text());
}

/** The same, while the command still runs: each JSON document as it comes. */
export function comityRunning(
  argv: readonly string[],
  onDocument: (document: Record<string, unknown>) => void,
): Promise<number> {
  const stream = new PassThrough();
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    rest += chunk.toString('utf8');
    const whole = rest.split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) for (const document of lines(line)) onDocument(document);
  });
  return run(['--json', ...argv], { out: stream, err: collector().stream });
}

function lines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function collector(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}
