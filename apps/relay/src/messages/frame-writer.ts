import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { unixSeconds } from '#primitives';
import { numberOfKind } from '../conversations/frame-kinds.js';
import { SystemClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { RUN_TIME_ROLE } from '../platform/database.js';

import type { PendingFrame, PlacedFrame } from './pending-frame.js';
import { type ConversationEnd, type FirstPlace, type Placement, placeFrames } from './place-frames.js';

/** A batch once it is durable: the outcome of each frame, and the frames that are new. */
export interface Committed extends Placement {
  /** The relay's time of storing, Unix seconds. */
  readonly storedAt: number;
}

// Each distinct conversation is named once, in `$1`, and by its number elsewhere.
const LOCK = {
  name: 'frames-lock',
  text: `
    select k.place, c.seq, c.head, c.statement
    from conversation c join (
      select place, substring($1::bytea from 32 * place + 1 for 32) as id from generate_series(0, $2::int - 1) place
    ) k on c.id = k.id
    order by c.id for update of c`,
};
const KNOWN = {
  name: 'frames-known',
  text: `
    select k.place, f.seq, f.hash
    from unnest($2::int[], $3::text[], $4::uuid[]) with ordinality as k (conversation, sender, id, place)
    join frame f on f.conversation_id = substring($1::bytea from 32 * k.conversation + 1 for 32)
      and f.sender = k.sender and f.id = k.id`,
};
// All frames lie in one buffer, one after the other: S, hash, bytes. [Note: One buffer] Arrays of bytea are read as
// text, byte by byte; a slice of one parameter is not, and is some eight times as fast.
const INSERT = {
  name: 'frames-insert',
  text: `
    insert into frame (conversation_id, seq, kind, statement, sender, id, hash, bytes, stored_at)
    select substring($1::bytea from 32 * k.conversation + 1 for 32), k.seq, ${String(numberOfKind('content'))},
           substring($2::bytea from k.start for 32), k.sender, k.id, substring($2::bytea from k.start + 32 for 32),
           substring($2::bytea from k.start + 64 for k.length), $8::bigint
    from unnest($3::int[], $4::bigint[], $5::text[], $6::uuid[], $7::int[], $9::int[])
      as k (conversation, seq, sender, id, start, length)`,
};
const ADVANCE = {
  name: 'frames-advance',
  text: `
    update conversation c set seq = k.seq, head = substring($1::bytea from 64 * k.place + 33 for 32)
    from unnest($2::int[], $3::bigint[]) as k (place, seq)
    where c.id = substring($1::bytea from 64 * k.place + 1 for 32)`,
};
const HEADER_BYTES = 64;
// Plans are made once, before the tables have statistics: an index is always right for a handful of keys.
const SETTINGS = [
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'plan_cache_mode=force_generic_plan',
];

/** The hand-written write path: one transaction a batch, in two round trips (protocol 3.5). */
@Injectable()
export class FrameWriter implements OnApplicationShutdown {
  /** How many batches are written at a time, of different conversations. */
  static readonly lanes = 2;
  readonly #pool: pg.Pool;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: SystemClock,
  ) {
    const settings = ['lock_timeout=10s', 'idle_in_transaction_session_timeout=30s', ...SETTINGS];
    this.#pool = new pg.Pool({
      connectionString: config.databaseUrl,
      application_name: 'comity-frames',
      max: FrameWriter.lanes,
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 0,
      options: `-c role=${RUN_TIME_ROLE} ${settings.map((setting) => `-c ${setting}`).join(' ')}`,
    });
    // A connection lost while idle is replaced at the next batch; without a listener it would end the process.
    this.#pool.on('error', () => undefined);
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
      const committed = await this.write(client, batch);
      client.release();
      return committed;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  private async write(client: pg.PoolClient, batch: readonly PendingFrame[]): Promise<Committed> {
    const conversations = numbered(batch);
    const keys = Buffer.concat([...conversations.values()].map(({ key }) => key));
    const [, locked, repeats] = await Promise.all([
      client.query('begin'),
      client.query<LockedRow>({ ...LOCK, values: [keys, conversations.size] }),
      client.query<KnownRow>({ ...KNOWN, values: [keys, numbersOf(batch, conversations), senders(batch), ids(batch)] }),
    ]);
    const names = [...conversations.keys()];
    const ends = new Map(locked.rows.map((row) => [names[row.place] ?? '', endOf(row)]));
    const known = new Map(repeats.rows.map((row) => [Number(row.place) - 1, firstPlaceOf(row)]));
    const placement = placeFrames(batch, ends, known);
    const storedAt = unixSeconds(this.clock);
    if (placement.placed.length === 0) await client.query('rollback');
    else await this.store(client, placement, conversations, keys, storedAt);
    return { ...placement, storedAt };
  }

  private async store(
    client: pg.PoolClient,
    { placed, ends }: Placement,
    conversations: Numbered,
    keys: Buffer,
    storedAt: number,
  ): Promise<void> {
    const frames = placed.map(({ frame }) => frame);
    const { buffer, starts, lengths } = oneBuffer(placed);
    const rows = [...ends];
    const heads = Buffer.concat(
      rows.flatMap(([name, { head }]) => [conversations.get(name)?.key ?? new Uint8Array(), head]),
    );
    const seqs = placed.map(({ seq }) => seq);
    const numbers = numbersOf(frames, conversations);
    const values = [keys, buffer, numbers, seqs, senders(frames), ids(frames), starts, storedAt, lengths];
    const [, , committed] = await Promise.all([
      client.query({ ...INSERT, values }),
      client.query({ ...ADVANCE, values: [heads, rows.map((_, place) => place), rows.map(([, { seq }]) => seq)] }),
      client.query('commit'),
    ]);
    // The commit of a transaction that failed succeeds, as a rollback.
    if (committed.command !== 'COMMIT') throw new Error('the batch was rolled back');
  }
}

interface LockedRow {
  readonly place: number;
  readonly seq: string;
  readonly head: Buffer;
  readonly statement: Buffer;
}

interface KnownRow {
  readonly place: string;
  readonly seq: string;
  readonly hash: Buffer;
}

type Numbered = ReadonlyMap<string, { readonly number: number; readonly key: Uint8Array }>;

function numbered(batch: readonly PendingFrame[]): Numbered {
  const found = new Map<string, { number: number; key: Uint8Array }>();
  for (const { conversation, conversationKey } of batch) {
    if (!found.has(conversation)) found.set(conversation, { number: found.size, key: conversationKey });
  }
  return found;
}

function oneBuffer(placed: readonly PlacedFrame[]): { buffer: Buffer; starts: number[]; lengths: number[] } {
  const lengths = placed.map(({ frame }) => frame.bytes.length);
  const buffer = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + HEADER_BYTES + length, 0));
  let offset = 0;
  const starts = placed.map(({ frame }) => {
    const start = offset;
    buffer.set(frame.statement, start);
    buffer.set(frame.hash, start + 32);
    buffer.set(frame.bytes, start + HEADER_BYTES);
    offset += HEADER_BYTES + frame.bytes.length;
    return start + 1;
  });
  return { buffer, starts, lengths };
}

const endOf = ({ seq, head, statement }: LockedRow): ConversationEnd => ({ seq: Number(seq), head, statement });
const firstPlaceOf = ({ seq, hash }: KnownRow): FirstPlace => ({ seq: Number(seq), hash });
const senders = (frames: readonly PendingFrame[]): string[] => frames.map(({ sender }) => sender);
const ids = (frames: readonly PendingFrame[]): string[] => frames.map(({ id }) => id);
const numbersOf = (frames: readonly PendingFrame[], conversations: Numbered): number[] =>
  frames.map(({ conversation }) => conversations.get(conversation)?.number ?? 0);
