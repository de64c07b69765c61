import { socketOptions, type ClientEnvironment, type Database } from '#client';
import { concat, type Clock, type Logger } from '#primitives';
import { BrowserLevel } from 'browser-level';
import { io } from 'socket.io-client';

const DATABASE = 'comity';
const HTTP_TIMEOUT_MILLISECONDS = 30_000;
const PIECE_TIMEOUT_MILLISECONDS = 60_000;

/** The browser's clock: the only place of the web client that reads it. */
const systemClock: Clock = { now: () => Date.now() };

/** The web client keeps no log: what an officer should know is shown. */
const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Everything of a browser that `libs/client` needs; the database is given when it is opened. */
export interface Browser extends Omit<ClientEnvironment, 'database'> {
  /** Milliseconds since some moment, however the clock is set; in some browsers it stands still while the machine sleeps. */
  elapsed(): number;
  /** The device's database in this browser, not yet opened. */
  newDatabase(): Database;
  /** Erases the device's database; it must be closed. */
  eraseDatabase(): Promise<void>;
}

/** The browser as `libs/client` sees it. */
export function browserEnvironment(): Browser {
  const elapsed = (): number => performance.now();
  return {
    clock: systemClock,
    logger: silentLogger,
    elapsed,
    http,
    httpBytes,
    makeSocket,
    timers,
    newDatabase,
    eraseDatabase,
  };
}

function newDatabase(): Database {
  return new BrowserLevel<string, Uint8Array>(DATABASE, {
    keyEncoding: 'utf8',
    valueEncoding: 'view',
    prefix: '',
  });
}

async function eraseDatabase(): Promise<void> {
  await BrowserLevel.destroy(DATABASE, '');
}

/** How the relay is asked, by whatever words. */
const asked = ({
  method,
  headers,
}: {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}) => ({
  method,
  headers,
  redirect: 'error' as const,
  cache: 'no-store' as const,
  credentials: 'omit' as const,
});

const http: ClientEnvironment['http'] = async ({ url, body, most, ...request }) => {
  const signal = AbortSignal.timeout(HTTP_TIMEOUT_MILLISECONDS);
  const response = await fetch(url, { ...asked(request), signal, ...(body === undefined ? {} : { body }) });
  const bytes = await boundedBytes(response, most);
  return { status: response.status, body: bytes && new TextDecoder().decode(bytes) };
};

const httpBytes: ClientEnvironment['httpBytes'] = async ({ url, body, most, ...request }) => {
  const signal = AbortSignal.timeout(PIECE_TIMEOUT_MILLISECONDS);
  // A view of its own buffer is what fetch takes.
  const content = body === undefined ? {} : { body: body.slice() };
  const response = await fetch(url, { ...asked(request), signal, ...content });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await boundedBytes(response, most),
  };
};

// Bytes are counted as they come, unpacked: what they are said to be is the relay's word.
async function boundedBytes({ body }: Response, most: number): Promise<Uint8Array | undefined> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const next = await reader?.read();
    if (next?.value === undefined) return concat(...chunks);
    length += next.value.length;
    if (length > most) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(next.value);
  }
}

const makeSocket: ClientEnvironment['makeSocket'] = (url, ticket) => io(url, socketOptions(ticket));

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });

const timers: ClientEnvironment['timers'] = {
  sleep,
  every(milliseconds, act) {
    let stopped = false;
    const run = async (): Promise<void> => {
      for (;;) {
        await sleep(milliseconds);
        if (stopped) return;
        await act();
      }
    };
    void run();
    return () => {
      stopped = true;
    };
  },
};
