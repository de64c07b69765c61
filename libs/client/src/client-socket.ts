import type { ConversationId } from '#contracts';
import { codeOf, type Logger } from '#primitives';
import { readFrames } from './conversation-relay.js';
import type { Conversations } from './conversations.js';
import type { ClientSocket, Timers } from './environment.js';
import { refuse } from './errors.js';
import type { HistoryTaking } from './grant-take.js';
import type { Outbox } from './outbox.js';
import type { Upkeep } from './upkeep.js';

const CONNECT_ATTEMPTS = 200;
const CONNECT_PAUSE = 50;
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
  readonly outbox: Outbox;
  readonly logger: Logger;
  readonly timers: Timers;
  /** A single-use ticket, to renew the socket's session. */
  readonly ticket: () => Promise<string>;
}

/** Keeps a client up to date while its socket is open: reads what is pushed, and repeats what must not be missed. */
export class LiveSocket {
  #stops: (() => void)[] = [];
  readonly #under = new Set<Promise<void>>();

  constructor(
    private readonly socket: ClientSocket,
    private readonly parts: LiveParts,
  ) {
    const { conversations, upkeep, taking } = parts;
    const on = (event: string, what: (...args: unknown[]) => Promise<unknown>): void => {
      socket.on(event, (...args: never[]) => void this.follow(event, () => what(...args)));
    };
    on('frames.stored', (id, frames) => conversations.pushed(id as ConversationId, readFrames(frames)));
    on('conversation.joined', (id) => conversations.pull(id as ConversationId));
    on('conversation.advance-due', (id) => upkeep.advanceDue(id as ConversationId));
    on('grant.stored', (id) => taking.take(id as ConversationId));
    on('directory.grown', () => upkeep.syncDirectory());
    socket.on('connect', () => {
      // A first connection is followed by the caller's own round.
      if (this.#stops.length > 0) void this.follow('connect', () => upkeep.round());
    });
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** Connects and waits until it is. @throws `client.offline` when it takes too long */
  async connect(): Promise<void> {
    this.socket.connect();
    for (let attempt = 0; !this.socket.connected; attempt++) {
      if (attempt === CONNECT_ATTEMPTS) refuse('client.offline', 'the relay could not be reached');
      await this.parts.timers.sleep(CONNECT_PAUSE);
    }
  }

  /** From now on repeats by itself what must be repeated. */
  stayLive(): void {
    const { timers, upkeep, conversations, outbox, ticket } = this.parts;
    const every = (milliseconds: number, event: string, act: () => Promise<unknown>): void => {
      this.#stops.push(timers.every(milliseconds, () => this.follow(event, act)));
    };
    every(MINUTE, 'minute', () => upkeep.minute());
    every(PULL_EVERY, 'pull', async () => {
      await conversations.pullAll();
      await outbox.sendAll();
    });
    every(RENEW_EVERY, 'session.renew', async () => this.socket.emitWithAck('session.renew', await ticket()));
  }

  /** Stops everything and waits for what is under way. */
  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.socket.disconnect();
    await Promise.all(this.#under);
  }

  private async follow(event: string, act: () => Promise<unknown>): Promise<void> {
    const running = act().then(
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
