import type { ConversationId } from '#contracts';
import { codeOf, type Logger } from '#primitives';
import { readFrames } from './conversation-relay.js';
import type { Conversations } from './conversations.js';
import type { ClientSocket, Timers } from './environment.js';
import { refuse } from './errors.js';
import type { HistoryTaking } from './grant-take.js';
import type { Upkeep } from './upkeep.js';

const CONNECT_ATTEMPTS = 200;
const CONNECT_PAUSE = 50;
/** Attempts after which the relay is asked over HTTP whether it refuses this device. */
const ASK_WHY_EVERY = 20;
/** What time mends: connecting goes on. */
const passing: ReadonlySet<string | undefined> = new Set(['client.offline', 'relay.unavailable', 'relay.fault']);
/** Milliseconds before a socket that the relay has ended or refused is opened again: doubled up to the longest. */
const REOPEN_PAUSE = 500;
const REOPEN_LONGEST = 30_000;
const MINUTE = 60_000;
/** Pulled by cursor this often, so that no lost hint loses a frame (protocol 3.5). */
const PULL_EVERY = 30_000;
/** Well within the fifteen minutes of a session. */
const RENEW_EVERY = 8 * MINUTE;

/** What a socket brings a client, and when it acts by itself. */
export interface LiveParts {
  readonly conversations: Conversations;
  readonly upkeep: Upkeep;
  readonly taking: HistoryTaking;
  readonly logger: Logger;
  readonly timers: Timers;
  /** A single-use ticket, to renew the socket's session. */
  readonly ticket: () => Promise<string>;
}

/** Keeps a client up to date while its socket is open: reads what is pushed, and repeats what must not be missed. */
export class LiveSocket {
  #stops: (() => void)[] = [];
  readonly #under = new Set<Promise<void>>();
  #wanted = false;
  #reopenPause = REOPEN_PAUSE;

  constructor(
    private readonly socket: ClientSocket,
    private readonly parts: LiveParts,
  ) {
    const { conversations, upkeep, taking } = parts;
    const on = (event: string, what: (...args: unknown[]) => Promise<unknown>): void => {
      socket.on(event, (...args: never[]) => void this.follow(event, () => what(...args)));
    };
    on('frames.stored', async (id, frames) => {
      await conversations.pushed(id as ConversationId, readFrames(frames));
      await upkeep.takeMarks();
    });
    on('conversation.joined', (id) => conversations.pull(id as ConversationId));
    on('conversation.advance-due', (id) => upkeep.advanceDue(id as ConversationId));
    on('grant.stored', (id) => taking.take(id as ConversationId));
    on('directory.grown', (size) => upkeep.syncDirectory(Number(size)));
    // [Note: Ended by the relay] socket.io tries again by itself where a connection broke, and only there: not where the
    // relay ended it (a session that ran out while the machine slept) or refused it (no ticket while it restarted).
    socket.on('disconnect', (...[reason]: unknown[]) => {
      if (reason === 'io server disconnect') void this.reopen();
    });
    socket.on('connect_error', (...[error]: unknown[]) => {
      if (typeof error === 'object' && error !== null && 'data' in error) void this.reopen();
    });
    socket.on('connect', () => {
      this.#reopenPause = REOPEN_PAUSE;
      // A first connection is followed by the caller's own round.
      if (this.#stops.length > 0) void this.follow('connect', () => upkeep.round());
    });
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** Connects and waits until it is. @throws `client.offline` when it takes too long, and what the relay refuses the device with */
  async connect(): Promise<void> {
    this.#wanted = true;
    this.socket.connect();
    for (let attempt = 0; !this.socket.connected; attempt++) {
      if (attempt === CONNECT_ATTEMPTS) refuse('client.offline', 'the relay could not be reached');
      if (attempt % ASK_WHY_EVERY === ASK_WHY_EVERY - 1) await this.whyRefused();
      await this.parts.timers.sleep(CONNECT_PAUSE);
    }
  }

  /** From now on repeats by itself what must be repeated. */
  stayLive(): void {
    const { timers, upkeep, ticket } = this.parts;
    const every = (milliseconds: number, event: string, act: () => Promise<unknown>): void => {
      this.#stops.push(timers.every(milliseconds, () => this.follow(event, act)));
    };
    every(MINUTE, 'minute', () => upkeep.minute());
    every(PULL_EVERY, 'pull', () => upkeep.catchUp());
    every(RENEW_EVERY, 'session.renew', async () => this.socket.emitWithAck('session.renew', await ticket()));
  }

  /** Stops everything and waits for what is under way. */
  async close(): Promise<void> {
    this.#wanted = false;
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.socket.disconnect();
    await Promise.all(this.#under);
  }

  private async whyRefused(): Promise<void> {
    await this.parts.ticket().catch((error: unknown) => {
      if (!passing.has(codeOf(error))) throw error;
    });
  }

  private async reopen(): Promise<void> {
    const pause = this.#reopenPause;
    this.#reopenPause = Math.min(pause * 2, REOPEN_LONGEST);
    await this.parts.timers.sleep(pause);
    if (this.#wanted && !this.socket.connected) this.socket.connect();
  }

  private async follow(event: string, act: () => Promise<unknown>): Promise<void> {
    // Begun within a promise, so that what throws at once is deferred like everything else.
    const running = Promise.resolve()
      .then(act)
      .then(
        () => undefined,
        (error: unknown) => {
          this.parts.logger.warn('client.deferred', { what: event, code: codeOf(error) });
        },
      );
    this.#under.add(running);
    await running;
    this.#under.delete(running);
  }
}
