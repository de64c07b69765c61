import { socketOptions, type ClientEnvironment, type Database } from '#client';
import type { Clock, Logger } from '#primitives';
import { ClassicLevel } from 'classic-level';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';

const HTTP_TIMEOUT_MILLISECONDS = 30_000;
const PIECE_TIMEOUT_MILLISECONDS = 60_000;

/** The machine's clock: the only place of the command line that reads it. */
export const systemClock: Clock = { now: () => Date.now() };

/** The command line keeps no log: what an officer should know is printed. */
const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Everything of Node that `libs/client` needs. */
export function nodeEnvironment(database: Database): ClientEnvironment {
  return { clock: systemClock, logger: silentLogger, http, httpBytes, makeSocket, timers, database };
}

/** A client's database on disk, not yet opened. One process at a time may hold it. */
export function diskDatabase(directory: string): Database {
  return new ClassicLevel<string, Uint8Array>(directory, { keyEncoding: 'utf8', valueEncoding: 'view' });
}

/** One HTTP request by fetch; redirects are refused, and no more of an answer is read than was asked for. */
export const http: ClientEnvironment['http'] = async ({ method, url, headers, body, most }) => {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(HTTP_TIMEOUT_MILLISECONDS),
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, body: (await boundedBytes(response, most))?.toString('utf8') };
};

/** As {@link http}, for a piece of an attachment. */
export const httpBytes: ClientEnvironment['httpBytes'] = async ({ method, url, headers, body, most }) => {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(PIECE_TIMEOUT_MILLISECONDS),
    // A view of its own buffer is what fetch takes.
    ...(body === undefined ? {} : { body: body.slice() }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await boundedBytes(response, most),
  };
};

// Bytes are counted as they come, unpacked: what they are said to be is the relay's word.
async function boundedBytes({ body }: Response, most: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop ends the stream.
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const makeSocket: ClientEnvironment['makeSocket'] = (url, ticket) => io(url, socketOptions(ticket));

/** The machine's timers. */
export const timers: ClientEnvironment['timers'] = {
  sleep: async (milliseconds) => {
    await sleep(milliseconds);
  },
  every(milliseconds, act) {
    const stopping = new AbortController();
    const run = async (): Promise<void> => {
      while (!stopping.signal.aborted) {
        await sleep(milliseconds, undefined, { signal: stopping.signal });
        await act();
      }
    };
    run().catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    });
    return () => {
      stopping.abort();
    };
  },
};
