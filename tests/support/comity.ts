import { Writable } from 'node:stream';
import { run } from '#cli/run';

/** How a command ended, and what it wrote. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `comity` in this process. */
export async function comity(...argv: readonly string[]): Promise<Said> {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err'): Writable =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written[name] += chunk.toString();
        done();
      },
    });
  const code = await run(argv, { out: stream('out'), err: stream('err') });
  return { code, ...written };
}
