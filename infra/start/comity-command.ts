import { Writable } from 'node:stream';
import { startFault } from './faults.js';

/** A JSON document that a command printed. */
export type CommandDocument = Readonly<Record<string, unknown>>;

/** How a command ended: its exit code, and what it said on standard error. */
export type CommandEnd = { readonly code: number; readonly said: string };

/** Runs one command line of `comity`, as a person would type it; each document that it prints is handed on as it comes. */
export async function runCommand(
  argv: readonly string[],
  onDocument: (document: CommandDocument) => void,
): Promise<CommandEnd> {
  let said = '';
  // Each document is written whole, with the end of its line.
  const out = writingTo((text) => {
    onDocument(JSON.parse(text) as CommandDocument);
  });
  const err = writingTo((text) => (said += text));
  // A fifth of a second of a processor, which a start that runs no command does without.
  const { run } = await import('#cli/run');
  return { code: await run(['--json', ...argv], { out, err }), said };
}

/** As {@link runCommand}, for a command that must succeed: every document it printed. @throws `start.demonstration` */
export async function comity(argv: readonly string[]): Promise<CommandDocument[]> {
  const documents: CommandDocument[] = [];
  demandDone(argv, await runCommand(argv, (document) => documents.push(document)));
  return documents;
}

/** @throws `start.demonstration`, with the command and what it said, unless it ended with 0 */
export function demandDone(argv: readonly string[], { code, said }: CommandEnd): void {
  if (code === 0) return;
  throw startFault(
    'start.demonstration',
    'The demonstration network could not be founded',
    `comity ${argv.slice(0, 6).join(' ')} said: ${said.trim()}`,
    'start again, with another --data folder if it stays so',
  );
}

function writingTo(take: (text: string) => void): Writable {
  return new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      take(chunk.toString());
      done();
    },
  });
}
