import type { QueryConfig } from 'pg';
import { numberOfKind } from '../conversations/frame-kinds.js';
import type { PendingFrame } from './pending-frame.js';
import type { ConversationEnd, FirstPlace, Placement } from './place-frames.js';

/** The distinct conversations of a batch, each with its number in it and its id of 32 bytes, in order of number. */
export type Numbered = ReadonlyMap<string, { readonly number: number; readonly key: Uint8Array }>;

/** A row of {@link lockQuery}. */
export interface LockedRow {
  readonly place: number;
  readonly seq: string;
  readonly head: Buffer;
  readonly statement: Buffer;
}

/** A row of {@link knownQuery}. */
export interface KnownRow {
  readonly place: string;
  readonly seq: string;
  readonly hash: Buffer;
}

const LOCK = `
  select k.place, c.seq, c.head, c.statement
  from conversation c join (
    select place, substring($1::bytea from 32 * place + 1 for 32) as id from generate_series(0, $2::int - 1) place
  ) k on c.id = k.id
  order by c.id for update of c`;

const KNOWN = `
  select k.place, f.seq, f.hash
  from unnest($2::int[], $3::text[], $4::uuid[]) with ordinality as k (conversation, sender, id, place)
  join frame f on f.conversation_id = substring($1::bytea from 32 * k.conversation + 1 for 32)
    and f.sender = k.sender and f.id = k.id`;

// [Note: One buffer] Arrays of bytea are read as text, byte by byte; a slice of one parameter is not, and is some eight
// times as fast. `$1` holds id, S and new head of each conversation, `$4` S, hash and bytes of each frame.
const APPEND = `
  with target as (
    select substring($1::bytea from 96 * (k.place::int - 1) + 1 for 32) as id,
           substring($1::bytea from 96 * (k.place::int - 1) + 33 for 32) as statement,
           substring($1::bytea from 96 * (k.place::int - 1) + 65 for 32) as head,
           k.before, k.after
    from unnest($2::bigint[], $3::bigint[]) with ordinality as k (before, after, place)
  ), held as materialized (
    select c.id from target t join conversation c on c.id = t.id
    where c.seq = t.before and c.statement = t.statement
    order by c.id for update of c
  ), verdict as materialized (
    select count(*) = cardinality($2::bigint[]) as holds from held
  ), grown as (
    update conversation c set seq = t.after, head = t.head
    from target t where c.id = t.id and (select holds from verdict)
  ), added as (
    insert into frame (conversation_id, seq, kind, statement, sender, id, hash, bytes, stored_at)
    select substring($1::bytea from 96 * k.conversation + 1 for 32), k.seq, k.kind,
           substring($4::bytea from k.start for 32), k.sender, k.id, substring($4::bytea from k.start + 32 for 32),
           substring($4::bytea from k.start + 64 for k.length), $11::bigint
    from unnest($5::int[], $6::bigint[], $7::text[], $8::uuid[], $9::int[], $10::int[], $12::smallint[])
      as k (conversation, seq, sender, id, start, length, kind)
    where (select holds from verdict)
  )
  select holds from verdict`;
const HEADER_BYTES = 64;

/** Locks the rows of conversations in order of id, and reads their ends. */
export function lockQuery(conversations: Numbered): QueryConfig {
  return { name: 'frames-lock', text: LOCK, values: [keysOf(conversations), conversations.size] };
}

/** Finds what is stored under the same (conversation, sender, id) as frames of the batch. To be asked under the locks. */
export function knownQuery(batch: readonly PendingFrame[], conversations: Numbered): QueryConfig {
  const values = [keysOf(conversations), numbersOf(batch, conversations), sendersOf(batch), idsOf(batch)];
  return { name: 'frames-known', text: KNOWN, values };
}

/**
 * Stores a placement if every conversation's end is still as it was placed upon, locking the rows in order of id; the
 * one row of its answer, `holds`, says whether. Nothing is stored otherwise, nor when a frame is a repeat (23505).
 */
export function appendQuery(
  { placed, ends }: Placement,
  before: ReadonlyMap<string, ConversationEnd>,
  storedAt: number,
): QueryConfig {
  const rows = [...ends];
  const numbers = new Map(rows.map(([conversation], number) => [conversation, number]));
  const keys = Buffer.concat(
    rows.flatMap(([conversation, { head, statement }]) => [Buffer.from(conversation, 'base64url'), statement, head]),
  );
  const frames = placed.map(({ frame }) => frame);
  const { buffer, starts, lengths } = oneBuffer(frames);
  return {
    name: 'frames-append',
    text: APPEND,
    values: [
      keys,
      rows.map(([conversation]) => before.get(conversation)?.seq ?? 0),
      rows.map(([, { seq }]) => seq),
      buffer,
      frames.map(({ conversation }) => numbers.get(conversation) ?? 0),
      placed.map(({ seq }) => seq),
      sendersOf(frames),
      idsOf(frames),
      starts,
      lengths,
      storedAt,
      frames.map(({ kind }) => numberOfKind(kind)),
    ],
  };
}

/** Numbers the distinct conversations of a batch. */
export function numbered(batch: readonly PendingFrame[]): Numbered {
  const found = new Map<string, { number: number; key: Uint8Array }>();
  for (const { conversation, conversationKey } of batch) {
    if (!found.has(conversation)) found.set(conversation, { number: found.size, key: conversationKey });
  }
  return found;
}

/** The ends that {@link lockQuery} read, by conversation. */
export function endsOf(rows: readonly LockedRow[], conversations: Numbered): Map<string, ConversationEnd> {
  const names = [...conversations.keys()];
  return new Map(
    rows.map(({ place, seq, head, statement }) => [names[place] ?? '', { seq: Number(seq), head, statement }]),
  );
}

/** What {@link knownQuery} found, by place in the batch. */
export function knownOf(rows: readonly KnownRow[]): Map<number, FirstPlace> {
  return new Map(rows.map(({ place, seq, hash }) => [Number(place) - 1, { seq: Number(seq), hash }]));
}

function oneBuffer(frames: readonly PendingFrame[]): { buffer: Buffer; starts: number[]; lengths: number[] } {
  const lengths = frames.map(({ bytes }) => bytes.length);
  const buffer = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + HEADER_BYTES + length, 0));
  let offset = 0;
  const starts = frames.map(({ statement, hash, bytes }) => {
    const start = offset;
    buffer.set(statement, start);
    buffer.set(hash, start + 32);
    buffer.set(bytes, start + HEADER_BYTES);
    offset += HEADER_BYTES + bytes.length;
    return start + 1;
  });
  return { buffer, starts, lengths };
}

const keysOf = (conversations: Numbered): Buffer => Buffer.concat([...conversations.values()].map(({ key }) => key));
const sendersOf = (frames: readonly PendingFrame[]): string[] => frames.map(({ sender }) => sender);
const idsOf = (frames: readonly PendingFrame[]): string[] => frames.map(({ id }) => id);
const numbersOf = (frames: readonly PendingFrame[], conversations: Numbered): number[] =>
  frames.map(({ conversation }) => conversations.get(conversation)?.number ?? 0);
