import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { CheckName, ClientEnvironment, Database } from '#client';
import { limits, msgpackParser, type WireFrame } from '#contracts';
import type { Clock, Logger } from '#primitives';
import type { Chance } from './chaos.js';
import type { Wire } from './proxy.js';

const BOUNDS = {
  maxBinLength: limits.rosterStatementBytes,
  maxStrLength: limits.statementBytes,
  maxArrayLength: limits.pageFrames,
  maxMapLength: 16,
};
const NO_ANSWER = 20_000;

/** What a test changes of a client's surroundings. */
export interface Weather {
  readonly chance: Chance;
  /** How many of the acknowledgements on the socket never arrive: a share from 0 to 1. */
  ackLoss: number;
  /** What becomes of frames that the relay pushes: as they come where absent. */
  pushed: ((frames: readonly WireFrame[]) => readonly (readonly WireFrame[])[]) | undefined;
  /** Changes what the relay answers over HTTP, as a cheating client's own code may, or does something before it arrives. */
  answered: ((path: string, body: string) => string | Promise<string>) | undefined;
  /** The process is dead: nothing leaves it and nothing enters. */
  dead: boolean;
  /** Milliseconds until an event on the socket counts as unanswered. */
  patience: number;
}

/** The environment of a client under test: real HTTP and real sockets over a {@link Wire}. */
export function personEnvironment(given: {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly wire: Wire;
  /** As clients know the relay; requests go through the wire instead. */
  readonly relayUrl: () => string;
  readonly weather: Weather;
  /** Checks that a cheating officer has taken out of the client. */
  readonly without: readonly CheckName[];
}): ClientEnvironment & { readonly sockets: Socket[]; stopTimers(): void } {
  const { clock, logger, database, wire, weather } = given;
  const stops = new Set<() => void>();
  const sockets: Socket[] = [];
  return {
    clock,
    logger,
    database,
    unsafeTestingWithout: given.without,
    sockets,
    stopTimers: () => {
      for (const stop of stops) stop();
    },
    async http({ method, url, headers, body }) {
      if (weather.dead) return never();
      const response = await fetch(url.replace(given.relayUrl(), wire.url), {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(NO_ANSWER),
        ...(body !== undefined && { body }),
      });
      const text = await response.text();
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- it may have died while this waited
      if (weather.dead) return never();
      return { status: response.status, body: (await weather.answered?.(new URL(url).pathname, text)) ?? text };
    },
    async httpBytes({ method, url, headers, body }) {
      if (weather.dead) return never();
      const response = await fetch(url.replace(given.relayUrl(), wire.url), {
        method,
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(NO_ANSWER),
        ...(body !== undefined && { body }),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      // oxlint-disable-next-line typescript/no-unnecessary-condition -- it may have died while this waited
      if (weather.dead) return never();
      return { status: response.status, headers: Object.fromEntries(response.headers), body: bytes };
    },
    makeSocket(_url, ticket) {
      const socket = io(wire.url, {
        autoConnect: false,
        forceNew: true,
        transports: ['websocket'],
        parser: msgpackParser(BOUNDS),
        reconnectionDelay: 50,
        reconnectionDelayMax: 500,
        auth: (give) => {
          ticket().then(
            (value) => give({ ticket: value }),
            () => give({}),
          );
        },
      });
      sockets.push(socket);
      return weathered(socket, weather);
    },
    timers: {
      sleep: async (milliseconds) => (weather.dead ? never() : sleep(milliseconds)),
      every(milliseconds, act) {
        const timer = setInterval(() => void act(), milliseconds);
        const stop = (): void => clearInterval(timer);
        stops.add(stop);
        return stop;
      },
    },
  };
}

function weathered(socket: Socket, weather: Weather): ReturnType<ClientEnvironment['makeSocket']> {
  return {
    get connected() {
      return socket.connected;
    },
    connect: () => {
      if (!weather.dead) socket.connect();
    },
    disconnect: () => void socket.disconnect(),
    on(event, listener) {
      const heard = listener as (...args: unknown[]) => void;
      socket.on(event, (...args: unknown[]) => {
        if (weather.dead) return;
        const frames = args[1] as readonly WireFrame[];
        if (event !== 'frames.stored' || weather.pushed === undefined) heard(...args);
        else for (const part of weather.pushed(frames)) heard(args[0], part);
      });
    },
    async emitWithAck(event, argument) {
      const answer: unknown = await socket.timeout(weather.patience).emitWithAck(event, argument);
      if (weather.dead) return never();
      if (weather.chance.happens(weather.ackLoss)) throw new Error('the acknowledgement was lost');
      return answer;
    },
  };
}

const never = (): Promise<never> => new Promise(() => undefined);
