import { closeSync, fstatSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CodedError } from '#primitives';
import { spawnBound, type ProcessEnd } from './bound-process.js';
import { startFault, type StartErrorCode } from './faults.js';
import { openLogFile } from './log-file.js';

/** What a relay process is told; everything else it reads from the environment. */
export type RelayOptions = {
  readonly port: number;
  readonly databaseUrl: string;
  readonly keysDir: string;
  readonly witnessUrls: readonly string[];
  /** Where both its outputs go. */
  readonly logFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The program; the built relay when absent. */
  readonly program?: string;
};

/** A relay that answered that it is ready. */
export type RunningRelay = {
  readonly origin: string;
  readonly pid: number;
  readonly ended: Promise<ProcessEnd>;
  stop(): Promise<void>;
};

const HOST = '127.0.0.1';
const STARTS_WITHIN = 60_000;
const STOPS_WITHIN = 20_000;
const PORT_FREES_WITHIN = 3_000;

/**
 * Starts a relay as a process of its own and waits until it says that it is ready.
 * @throws `start.relay` with the relay's own sentence where it gave one
 */
export async function startRelay(options: RelayOptions): Promise<RunningRelay> {
  const origin = `http://${HOST}:${String(options.port)}`;
  const output = openLogFile(options.logFile);
  const before = fstatSync(output).size;
  const program = options.program ?? fileURLToPath(new URL('../../apps/relay/src/main.js', import.meta.url));
  const env = {
    ...options.environment,
    COMITY_DATABASE_URL: options.databaseUrl,
    COMITY_LISTEN_HOST: HOST,
    COMITY_PORT: String(options.port),
    COMITY_ORIGIN: origin,
    COMITY_KEYS_DIR: options.keysDir,
    // Without a witness of its own a start leaves the word to the environment: an empty network is founded with others'.
    ...(options.witnessUrls.length > 0 && { COMITY_WITNESS_URLS: options.witnessUrls.join(',') }),
  };
  const args = ['--enable-source-maps', program];
  const relay = spawnBound({ command: process.execPath, args, cwd: '/', env, stopSignal: 'SIGTERM', output });
  closeSync(output);
  const asking = new AbortController();
  void relay.ended.then(() => {
    asking.abort();
  });
  if (!(await answers(`${origin}/ready`, asking.signal))) {
    await relay.stop(STOPS_WITHIN);
    throw relayFault(options.logFile, before);
  }
  return {
    origin,
    pid: relay.pid,
    ended: relay.ended,
    async stop() {
      await relay.stop(STOPS_WITHIN);
    },
  };
}

/**
 * The port if it is free (any free one for 0). A killed run's relay is given a moment to let go of it.
 * @param patience milliseconds of that moment
 * @throws `start.port-taken`
 */
export async function freePort(wanted: number, patience = PORT_FREES_WITHIN): Promise<number> {
  const began = performance.now();
  for (;;) {
    const found = await tryPort(wanted);
    if (typeof found === 'number') return found;
    if (found !== 'EADDRINUSE' || performance.now() - began > patience) {
      const why = found === 'EADDRINUSE' ? 'another program listens on it' : `the system refuses it (${found})`;
      const remedy = 'stop that program, or give another port by --port N';
      throw startFault('start.port-taken', `Port ${String(wanted)} of ${HOST} cannot be used`, why, remedy);
    }
    await sleep(100);
  }
}

async function tryPort(wanted: number): Promise<number | string> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen(wanted, HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : wanted;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

async function answers(url: string, ended: AbortSignal): Promise<boolean> {
  const began = performance.now();
  while (!ended.aborted && performance.now() - began < STARTS_WITHIN) {
    try {
      const response = await fetch(url, { signal: AbortSignal.any([ended, AbortSignal.timeout(2_000)]) });
      if (response.ok) return true;
    } catch {
      // It does not listen yet.
    }
    await sleep(50);
  }
  return false;
}

/** The relay writes structured lines, and the reason it cannot start as a plain sentence, its last one. */
function relayFault(logFile: string, before: number): Error {
  const plain = readFileSync(logFile)
    .subarray(before)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('{') && !/^\s+at /.test(line));
  const sentence = plain.at(-1);
  if (sentence?.endsWith('.') === true) return new CodedError<StartErrorCode>('start.relay', sentence);
  return startFault('start.relay', 'The relay did not start', sentence ?? 'it gave no reason', `see ${logFile}`);
}
