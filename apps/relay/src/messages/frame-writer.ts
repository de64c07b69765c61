import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { unixSeconds } from '#primitives';
import { SystemClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { RUN_TIME_ROLE } from '../platform/database.js';
import { forgetOldest } from '../platform/forget-oldest.js';
import {
  appendQuery,
  endsOf,
  knownOf,
  knownQuery,
  type KnownRow,
  lockQuery,
  type LockedRow,
  numbered,
} from './frame-sql.js';
import type { PendingFrame } from './pending-frame.js';
import { type ConversationEnd, type Placement, placeFrames } from './place-frames.js';

/** A batch once it is durable: the outcome of each frame, and the frames that are new. */
export interface Committed extends Placement {
  /** The relay's time of storing, Unix seconds. */
  readonly storedAt: number;
}

// Plans are made once, before the tables have statistics: an index is always right for a handful of keys.
const SETTINGS = [
  'lock_timeout=10s',
  'idle_in_transaction_session_timeout=30s',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'plan_cache_mode=force_generic_plan',
];
const KEPT_ENDS = 50_000;
const UNIQUE_VIOLATION = '23505';

/**
 * The hand-written write path: one transaction a batch (protocol 3.5). [Note: In one statement] A batch is placed upon
 * the ends that this node wrote last, and stored by one statement if they still hold: one round trip. Whatever that
 * cannot settle (an end that moved, a repeat, a refusal) is settled under locks, in a transaction of two.
 */
@Injectable()
export class FrameWriter implements OnApplicationShutdown {
  /** How many batches are written at a time, of different conversations. */
  static readonly lanes = 2;
  readonly #pool: pg.Pool;
  // In order of use. Never believed: the statement that relies on them compares them under the rows' locks.
  readonly #ends = new Map<string, ConversationEnd>();

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: SystemClock,
  ) {
    this.#pool = new pg.Pool({
      connectionString: config.databaseUrl,
      application_name: 'comity-frames',
      max: FrameWriter.lanes,
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 0,
      options: `-c role=${RUN_TIME_ROLE} ${SETTINGS.map((setting) => `-c ${setting}`).join(' ')}`,
    });
    // A connection lost while idle is replaced at the next batch; without a listener it would end the process.
    this.#pool.on('error', () => undefined);
    // Nor may one that is lost between two queries of a batch: its next query says so.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.end();
  }

  /**
   * Stores what of the batch is new, or nothing: settled means committed. Rejected means unknown: a repeat will tell.
   */
  async commit(batch: readonly PendingFrame[]): Promise<Committed> {
    const client = await this.#pool.connect();
    try {
      const committed = (await this.writeAtOnce(client, batch)) ?? (await this.writeUnderLocks(client, batch));
      this.keep(committed.ends);
      client.release();
      return committed;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  private async writeAtOnce(client: pg.PoolClient, batch: readonly PendingFrame[]): Promise<Committed | undefined> {
    const before = new Map<string, ConversationEnd>();
    for (const { conversation } of batch) {
      const end = this.#ends.get(conversation);
      if (end === undefined) return undefined;
      before.set(conversation, end);
    }
    const placement = placeFrames(batch, before, new Map());
    if (placement.outcomes.some((outcome) => 'refused' in outcome)) return undefined;
    const storedAt = unixSeconds(this.clock);
    const isStored = await client.query<{ holds: boolean }>(appendQuery(placement, before, storedAt)).then(
      ({ rows }) => rows[0]?.holds === true,
      (error: unknown) => {
        if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
        return false;
      },
    );
    if (isStored) return { ...placement, storedAt };
    for (const conversation of before.keys()) this.#ends.delete(conversation);
    return undefined;
  }

  private async writeUnderLocks(client: pg.PoolClient, batch: readonly PendingFrame[]): Promise<Committed> {
    const conversations = numbered(batch);
    const [, locked, repeats] = await Promise.all([
      client.query('begin'),
      client.query<LockedRow>(lockQuery(conversations)),
      client.query<KnownRow>(knownQuery(batch, conversations)),
    ]);
    const before = endsOf(locked.rows, conversations);
    const placement = placeFrames(batch, before, knownOf(repeats.rows));
    const storedAt = unixSeconds(this.clock);
    if (placement.placed.length === 0) {
      await client.query('rollback');
    } else {
      const [{ rows }, { command }] = await Promise.all([
        client.query<{ holds: boolean }>(appendQuery(placement, before, storedAt)),
        client.query('commit'),
      ]);
      // The commit of a transaction that failed succeeds, as a rollback.
      if (rows[0]?.holds !== true || command !== 'COMMIT') throw new Error('the batch was rolled back');
    }
    return { ...placement, ends: new Map([...before, ...placement.ends]), storedAt };
  }

  private keep(ends: ReadonlyMap<string, ConversationEnd>): void {
    for (const [conversation, end] of ends) {
      this.#ends.delete(conversation);
      this.#ends.set(conversation, end);
    }
    forgetOldest(this.#ends, KEPT_ENDS);
  }
}
