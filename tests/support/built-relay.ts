import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import { aDatabase, aKeysFolder } from './relay.js';

const MAIN = 'dist/apps/relay/src/main.js';

/** The built relay as a process of its own, on a database of this file's PostgreSQL. */
export interface BuiltRelay {
  readonly url: string;
  /** What it has printed until now: its log. */
  readonly said: () => string;
  /** Stops it and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

/** Starts the relay that `npm run build` has made. @throws when nothing was built, or it does not start */
export async function aBuiltRelay(environment: Readonly<Record<string, string>> = {}): Promise<BuiltRelay> {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run npm run build first`);
  const child = spawn(process.execPath, [MAIN], {
    env: {
      COMITY_DATABASE_URL: await aDatabase(),
      COMITY_KEYS_DIR: aKeysFolder(),
      COMITY_PORT: '0',
      COMITY_CHECKPOINT_SECONDS: '1',
      COMITY_LOG_LEVEL: 'debug',
      ...environment,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const url = await listening(child, () => text);
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  };
  return { url, said: () => text, stop };
}

async function listening(child: ChildProcessWithoutNullStreams, said: () => string): Promise<string> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const url = /listens on (http:\S+)/.exec(said())?.[1];
    if (url !== undefined) return url;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the built relay did not start: ${said()}`);
}
