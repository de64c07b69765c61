import { Injectable } from '@nestjs/common';
import type { ConversationId, ConversationKind, DeviceId } from '#contracts';
import { Database, type Transaction } from '../platform/database.js';

/** A conversation's row. Hashes are 32 bytes. */
export interface ConversationRow {
  readonly seq: number;
  readonly head: Buffer;
  readonly epoch: number;
  /** `S` of its last statement. */
  readonly statement: Buffer;
}

/** A conversation as a device sees it in its list. */
export interface ListedConversation {
  readonly id: ConversationId;
  readonly kind: ConversationKind;
  readonly seq: number;
  readonly epoch: number;
  /** The last sequence number it may fetch, where it was removed. */
  readonly until: number | null;
}

/** What a device may fetch: everything up to `seq`, whose head is `head`. */
export interface ReadableEnd {
  readonly seq: number;
  readonly head: Buffer;
  readonly removed: boolean;
}

/** A statement's frame as it is stored. */
export interface StatementFrame {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly statement: Uint8Array;
  readonly author: DeviceId;
  readonly id: string;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
  readonly storedAt: number;
}

const COLUMNS = 'seq, head, epoch, statement';
const keyOf = (id: ConversationId): Buffer => Buffer.from(id, 'base64url');

/** Conversations, their members and their statements. */
@Injectable()
export class ConversationsRepository {
  constructor(private readonly database: Database) {}

  async find(id: ConversationId): Promise<ConversationRow | undefined> {
    const [row] = await this.database.manager.query<ConversationRow[]>(
      `select ${COLUMNS} from conversation where id = $1`,
      [keyOf(id)],
    );
    return row;
  }

  /** The row, locked until the transaction ends: whoever advances a conversation holds it, and so does every batch. */
  async lock(tx: Transaction, id: ConversationId): Promise<ConversationRow | undefined> {
    const [row] = await tx.query<ConversationRow[]>(`select ${COLUMNS} from conversation where id = $1 for update`, [
      keyOf(id),
    ]);
    return row;
  }

  /** Inserts a conversation's row; false when another was first. */
  async insert(tx: Transaction, id: ConversationId, kind: ConversationKind, row: ConversationRow): Promise<boolean> {
    const inserted = await tx.query<unknown[]>(
      `insert into conversation (id, kind, seq, head, epoch, statement) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning 1`,
      [keyOf(id), kind, row.seq, row.head, row.epoch, row.statement],
    );
    return inserted.length === 1;
  }

  async advance(tx: Transaction, id: ConversationId, row: ConversationRow): Promise<void> {
    await tx.query('update conversation set seq = $2, head = $3, epoch = $4, statement = $5 where id = $1', [
      keyOf(id),
      row.seq,
      row.head,
      row.epoch,
      row.statement,
    ]);
  }

  async insertFrame(tx: Transaction, frame: StatementFrame): Promise<void> {
    const { conversation, seq, statement, author, id, hash, bytes, storedAt } = frame;
    await tx.query(
      `insert into frame (conversation_id, seq, kind, statement, sender, id, hash, bytes, stored_at)
       values ($1, $2, 1, $3, $4, $5, $6, $7, $8)`,
      [keyOf(conversation), seq, Buffer.from(statement), author, id, Buffer.from(hash), Buffer.from(bytes), storedAt],
    );
  }

  /** What is stored under a sender's id: a statement sent again is answered as the first time. */
  async frame(
    tx: Transaction,
    conversation: ConversationId,
    sender: DeviceId,
    id: string,
  ): Promise<{ seq: number; hash: Buffer; kind: number } | undefined> {
    const [row] = await tx.query<{ seq: number; hash: Buffer; kind: number }[]>(
      'select seq, hash, kind from frame where conversation_id = $1 and sender = $2 and id = $3',
      [keyOf(conversation), sender, id],
    );
    return row;
  }

  /** Locks, in key order, the conversations that grew since the map last took them, and returns their ends. */
  async takeGrown(tx: Transaction): Promise<{ id: ConversationId; seq: number; head: Buffer }[]> {
    const rows = await tx.query<{ id: Buffer; seq: number; head: Buffer }[]>(
      'select id, seq, head from conversation where seq > mapped_seq order by id for update',
    );
    return rows.map((row) => ({ ...row, id: row.id.toString('base64url') as ConversationId }));
  }

  /** Marks what {@link takeGrown} returned; the rows are still locked. */
  async setTaken(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query(
      `update conversation set mapped_seq = seq
       where id in (select substring($1::bytea from 32 * place + 1 for 32) from generate_series(0, $2::int - 1) place)`,
      [Buffer.concat(ids.map((id) => Buffer.from(id, 'base64url'))), ids.length],
    );
  }

  /** The bytes of the statements from an epoch on, in order. */
  async statements(id: ConversationId, from: number): Promise<Buffer[]> {
    const rows = await this.database.manager.query<{ bytes: Buffer }[]>(
      `select f.bytes from epoch e join frame f on f.conversation_id = e.conversation_id and f.seq = e.seq
       where e.conversation_id = $1 and e.epoch >= $2 order by e.epoch`,
      [keyOf(id), from],
    );
    return rows.map(({ bytes }) => bytes);
  }

  /** The bytes of the statement whose hash is `S`, 32 bytes. */
  async statement(id: ConversationId, S: Uint8Array): Promise<Buffer | undefined> {
    const [row] = await this.database.manager.query<{ bytes: Buffer }[]>(
      `select f.bytes from epoch e join frame f on f.conversation_id = e.conversation_id and f.seq = e.seq
       where e.conversation_id = $1 and e.statement = $2`,
      [keyOf(id), Buffer.from(S)],
    );
    return row?.bytes;
  }

  /** Members from now on. Who was removed once may come again. */
  async addMembers(tx: Transaction, id: ConversationId, devices: readonly DeviceId[]): Promise<void> {
    if (devices.length === 0) return;
    await tx.query(
      `insert into conversation_member (conversation_id, device) select $1, unnest($2::text[])
       on conflict (conversation_id, device) do update set until_seq = null, until_head = null`,
      [keyOf(id), devices],
    );
  }

  /** Members no more: they may read up to the statement that removed them. */
  async removeMembers(
    tx: Transaction,
    id: ConversationId,
    devices: readonly DeviceId[],
    last: ConversationRow,
  ): Promise<void> {
    if (devices.length === 0) return;
    await tx.query(
      'update conversation_member set until_seq = $3, until_head = $4 where conversation_id = $1 and device = any($2)',
      [keyOf(id), devices, last.seq, last.head],
    );
  }

  /** Up to where a device may read, or undefined for one that never was a member. */
  async readableEnd(id: ConversationId, device: DeviceId): Promise<ReadableEnd | undefined> {
    const [row] = await this.database.manager.query<ReadableEnd[]>(
      `select coalesce(m.until_seq, c.seq) as seq, coalesce(m.until_head, c.head) as head, m.until_seq is not null as removed
       from conversation_member m join conversation c on c.id = m.conversation_id
       where m.conversation_id = $1 and m.device = $2`,
      [keyOf(id), device],
    );
    return row;
  }

  /** Every conversation that holds, or held, the device. */
  async listOf(device: DeviceId, limit: number): Promise<ListedConversation[]> {
    const rows = await this.database.manager.query<(Omit<ListedConversation, 'id'> & { id: Buffer })[]>(
      `select c.id, c.kind, coalesce(m.until_seq, c.seq) as seq, m.until_seq as until,
              case when m.until_seq is null then c.epoch else (
                select max(e.epoch) from epoch e where e.conversation_id = c.id and e.seq <= m.until_seq
              ) end as epoch
       from conversation_member m join conversation c on c.id = m.conversation_id
       where m.device = $1 order by m.conversation_id limit $2`,
      [device, limit],
    );
    return rows.map((row) => ({ ...row, id: row.id.toString('base64url') as ConversationId }));
  }
}
