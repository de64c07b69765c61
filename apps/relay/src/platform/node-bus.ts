import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import pg from 'pg';
import { SystemClock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { RUN_TIME_ROLE } from './database.js';
import { randomText } from './ids.js';
import { RelayLogger } from './logger.js';
import { faultText } from './problem.filter.js';

/** Something that happened on one node and may concern sockets of another. A hint: what is lost, is pulled. */
export type Hint =
  | readonly [kind: 'frames', conversation: string, from: number, to: number]
  | readonly [kind: 'advance-due', conversation: string, reason: 'unreadable' | 'dormant-back' | 'eviction']
  | readonly [kind: 'grant', conversation: string, joiner: string];

/** Told of another node's hint. */
export type HintListener = (hint: Hint) => void;

const CHANNEL = 'comity_nodes';
const HEARTBEAT_MILLISECONDS = 2000;
/** A node that was not heard for so long is gone. */
const PEER_MILLISECONDS = 7000;
const RECONNECT_MILLISECONDS = 1000;
/** PostgreSQL takes less than 8,000 bytes in one notification. */
const MAX_HINTS = 50;

/**
 * Tells other nodes through PostgreSQL's notifications. Outside the transactions of the acts, since a commit that
 * notifies waits for every other that does; and only while there is another node.
 */
@Injectable()
export class NodeBus implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #node = randomText();
  readonly #listeners: HintListener[] = [];
  #client: pg.Client | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #peerAt = 0;
  #waiting: Hint[] = [];
  #stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: SystemClock,
    private readonly logger: RelayLogger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
    this.#heartbeat = setInterval(() => {
      this.notify([]);
    }, HEARTBEAT_MILLISECONDS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#heartbeat);
    await this.#client?.end().catch(() => undefined);
  }

  onHint(listener: HintListener): void {
    this.#listeners.push(listener);
  }

  /** Tells the other nodes, if there are any. */
  publish(hint: Hint): void {
    if (this.clock.now() - this.#peerAt > PEER_MILLISECONDS) return;
    if (this.#waiting.push(hint) > 1) return;
    setImmediate(() => {
      const hints = this.#waiting;
      this.#waiting = [];
      for (let i = 0; i < hints.length; i += MAX_HINTS) this.notify(hints.slice(i, i + MAX_HINTS));
    });
  }

  private notify(hints: readonly Hint[]): void {
    const payload = JSON.stringify([this.#node, ...hints]);
    this.#client?.query('select pg_notify($1, $2)', [CHANNEL, payload]).catch((error: unknown) => {
      this.logger.warn('nodes.notify-failed', { fault: faultText(error) });
    });
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'comity-nodes',
      pipeline: true,
      options: `-c role=${RUN_TIME_ROLE}`,
      connectionTimeoutMillis: 10_000,
    });
    client.on('notification', ({ payload }) => {
      this.hear(payload ?? '');
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      this.logger.warn('nodes.away', { fault: faultText(error) });
      void client.end().catch(() => undefined);
      this.reconnect();
      return;
    }
    client.once('end', () => {
      this.#client = undefined;
      this.reconnect();
    });
    this.#client = client;
    this.notify([]);
  }

  private reconnect(): void {
    if (this.#stopped) return;
    setTimeout(() => {
      if (!this.#stopped) void this.connect();
    }, RECONNECT_MILLISECONDS).unref();
  }

  private hear(payload: string): void {
    const [node, ...hints] = JSON.parse(payload) as [string, ...Hint[]];
    if (node === this.#node) return;
    const isNew = this.clock.now() - this.#peerAt > PEER_MILLISECONDS;
    this.#peerAt = this.clock.now();
    if (isNew) this.notify([]);
    for (const hint of hints) for (const listener of this.#listeners) listener(hint);
  }
}
