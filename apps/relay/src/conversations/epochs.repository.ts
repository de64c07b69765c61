import { Injectable } from '@nestjs/common';
import type { ConversationId, DeviceId } from '#contracts';
import type { Wrap } from '#roster';
import { Database, type Transaction } from '../platform/database.js';

/** An epoch as it was opened. Hashes are 32 bytes, `leaves` 32 bytes a wrap; times are Unix seconds. */
export interface EpochRow {
  readonly conversation: ConversationId;
  readonly epoch: number;
  readonly seq: number;
  readonly head: Uint8Array;
  readonly statement: Uint8Array;
  readonly author: DeviceId;
  readonly storedAt: number;
  readonly leaves: Uint8Array;
}

/** A device's own wrap, and what its proof is made of. */
export interface StoredWrap {
  readonly place: number;
  readonly number: number | null;
  readonly wrap: Buffer;
  readonly leaves: Buffer;
}

/** What speaks for a new epoch without changes. */
export interface EpochCause {
  /** Sequence number of the statement that opened the epoch. */
  readonly seq: number;
  readonly reported: boolean;
  /** Devices whose wrap is empty. */
  readonly dormant: readonly DeviceId[];
}

const keyOf = (id: ConversationId): Buffer => Buffer.from(id, 'base64url');

/** Epochs, their wraps, and what devices report of them. */
@Injectable()
export class EpochsRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Transaction, epoch: EpochRow, wraps: readonly Wrap[]): Promise<void> {
    const { conversation, seq, head, statement, author, storedAt, leaves } = epoch;
    await tx.query(
      `insert into epoch (conversation_id, epoch, seq, head, statement, author, stored_at, leaves)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        keyOf(conversation),
        epoch.epoch,
        seq,
        Buffer.from(head),
        Buffer.from(statement),
        author,
        storedAt,
        Buffer.from(leaves),
      ],
    );
    if (wraps.length === 0) return;
    const lengths = wraps.map(({ wrap }) => wrap.length);
    let end = 1;
    const starts = lengths.map((length) => (end += length) - length);
    // See [Note: One buffer].
    await tx.query(
      `insert into wrap (conversation_id, epoch, device, place, number, wrap)
       select $1, $2, k.device, k.ordinality - 1, k.number, substring($3::bytea from k.start for k.length)
       from unnest($4::text[], $5::bigint[], $6::int[], $7::int[]) with ordinality as k (device, number, start, length)`,
      [
        keyOf(conversation),
        epoch.epoch,
        Buffer.concat(wraps.map(({ wrap }) => wrap)),
        wraps.map(({ device }) => device),
        wraps.map(({ number }) => number ?? null),
        starts,
        lengths,
      ],
    );
  }

  /** Where a statement is stored that was sent before: its place and the head after it. */
  async placeOf(tx: Transaction, conversation: ConversationId, seq: number): Promise<{ head: Buffer } | undefined> {
    const [row] = await tx.query<{ head: Buffer }[]>('select head from epoch where conversation_id = $1 and seq = $2', [
      keyOf(conversation),
      seq,
    ]);
    return row;
  }

  /** A device's own wrap of an epoch. */
  async wrap(conversation: ConversationId, epoch: number, device: DeviceId): Promise<StoredWrap | undefined> {
    const [row] = await this.database.manager.query<StoredWrap[]>(
      `select w.place, w.number, w.wrap, e.leaves
       from wrap w join epoch e on e.conversation_id = w.conversation_id and e.epoch = w.epoch
       where w.conversation_id = $1 and w.epoch = $2 and w.device = $3`,
      [keyOf(conversation), epoch, device],
    );
    return row;
  }

  async cause(conversation: ConversationId, epoch: number): Promise<EpochCause> {
    const [row] = await this.database.manager.query<EpochCause[]>(
      `select e.seq,
              exists (select from unreadable_report r where r.conversation_id = $1 and r.epoch = $2) as reported,
              array(select w.device from wrap w where w.conversation_id = $1 and w.epoch = $2 and length(w.wrap) = 0) as dormant
       from epoch e where e.conversation_id = $1 and e.epoch = $2`,
      [keyOf(conversation), epoch],
    );
    return row ?? { seq: 0, reported: false, dormant: [] };
  }

  /** Adds a report; false when the device has reported the epoch before. */
  async addReport(
    tx: Transaction,
    report: {
      conversation: ConversationId;
      epoch: number;
      device: DeviceId;
      number: number;
      signature: Uint8Array;
      at: number;
    },
  ): Promise<boolean> {
    const inserted = await tx.query<unknown[]>(
      `insert into unreadable_report (conversation_id, epoch, device, number, signature, stored_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
      [
        keyOf(report.conversation),
        report.epoch,
        report.device,
        report.number,
        Buffer.from(report.signature),
        report.at,
      ],
    );
    return inserted.length === 1;
  }

  /** How many epochs an author has opened since a time, in all conversations. */
  async openedBy(author: DeviceId, since: number): Promise<number> {
    const [row] = await this.database.manager.query<{ opened: number }[]>(
      'select count(*) as opened from epoch where author = $1 and stored_at > $2',
      [author, since],
    );
    return row?.opened ?? 0;
  }

  /** How many epochs of an author in one conversation others have reported since a time. */
  async unreadableBy(conversation: ConversationId, author: DeviceId, since: number): Promise<number> {
    const [row] = await this.database.manager.query<{ unreadable: number }[]>(
      `select count(distinct e.epoch) as unreadable
       from unreadable_report r join epoch e on e.conversation_id = r.conversation_id and e.epoch = r.epoch
       where r.conversation_id = $1 and r.stored_at > $3 and e.author = $2 and r.device <> $2`,
      [keyOf(conversation), author, since],
    );
    return row?.unreadable ?? 0;
  }

  /** The conversations in whose present epoch a member has an empty wrap. */
  async dormantIn(device: DeviceId): Promise<ConversationId[]> {
    const rows = await this.database.manager.query<{ id: Buffer }[]>(
      `select c.id from conversation_member m
       join conversation c on c.id = m.conversation_id
       join wrap w on w.conversation_id = c.id and w.epoch = c.epoch and w.device = m.device
       where m.device = $1 and m.until_seq is null and length(w.wrap) = 0`,
      [device],
    );
    return rows.map(({ id }) => id.toString('base64url') as ConversationId);
  }
}
