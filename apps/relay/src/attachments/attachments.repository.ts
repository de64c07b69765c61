import { Injectable } from '@nestjs/common';
import type { AttachmentId, AuthorityId, ConversationId, DeviceId } from '#contracts';
import { Database, type Transaction } from '../platform/database.js';

/** An attachment that is announced or stored. Times are Unix seconds by the relay's clock. */
export interface AttachmentRow {
  readonly device: DeviceId;
  readonly bytes: number;
  readonly sha256: Buffer;
  /** Its name in the {@link BlobStore}; null once its bytes are gone. */
  readonly blob: string | null;
  readonly announced_at: number;
  readonly stored_at: number | null;
  /** The conversation's end when it was stored. */
  readonly stored_seq: number | null;
  readonly deleted_at: number | null;
}

/** What is announced: who may bring it, how long it is, what it hashes to, and where it will lie. */
export interface NewAttachment {
  readonly conversation: ConversationId;
  readonly id: AttachmentId;
  readonly device: DeviceId;
  readonly authority: AuthorityId;
  readonly bytes: number;
  readonly sha256: Uint8Array;
  readonly blob: string;
  readonly at: number;
}

/** Bytes of ciphertext that are kept, or on their way. */
export interface Usage {
  readonly device: number;
  readonly authority: number;
}

/** Where the bytes of something deleted still lie. */
export interface Purgeable {
  readonly conversation_id: Buffer;
  readonly id: string;
  readonly blob: string;
}

const COLUMNS = 'device, bytes, sha256, blob, announced_at, stored_at, stored_seq, deleted_at';
const keyOf = (id: ConversationId): Buffer => Buffer.from(id, 'base64url');

/** What there is of attachments beside their bytes. */
@Injectable()
export class AttachmentsRepository {
  constructor(private readonly database: Database) {}

  async find(conversation: ConversationId, id: AttachmentId): Promise<AttachmentRow | undefined> {
    return this.findBy(this.database.manager, conversation, id);
  }

  /** As {@link find}; nobody else of the authority announces anything until the transaction ends. */
  async findForAnnouncing(
    tx: Transaction,
    authority: AuthorityId,
    conversation: ConversationId,
    id: AttachmentId,
  ): Promise<AttachmentRow | undefined> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('attachments ' || $1, 0))`, [authority]);
    return this.findBy(tx, conversation, id);
  }

  async usage(tx: Transaction, authority: AuthorityId, device: DeviceId): Promise<Usage> {
    const [row] = await tx.query<[Usage]>(
      `select coalesce(sum(bytes), 0)::bigint as authority,
              coalesce(sum(bytes) filter (where device = $2), 0)::bigint as device
       from attachment where authority = $1 and deleted_at is null`,
      [authority, device],
    );
    return row;
  }

  /** How many uploads of a device are not finished. */
  async unfinished(tx: Transaction, device: DeviceId): Promise<number> {
    const [{ count }] = await tx.query<[{ count: number }]>(
      'select count(*) from attachment where device = $1 and stored_at is null and deleted_at is null',
      [device],
    );
    return count;
  }

  async insert(tx: Transaction, attachment: NewAttachment): Promise<void> {
    const { conversation, id, device, authority, bytes, sha256, blob, at } = attachment;
    await tx.query(
      `insert into attachment (conversation_id, id, device, authority, bytes, sha256, blob, announced_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [keyOf(conversation), id, device, authority, bytes, Buffer.from(sha256), blob, at],
    );
  }

  /** Marks an upload as stored; false when it was already, or is deleted. */
  async setStored(tx: Transaction, conversation: ConversationId, id: AttachmentId, at: number): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `update attachment set stored_at = $3, stored_seq = (select seq from conversation where id = $1)
       where conversation_id = $1 and id = $2 and stored_at is null and deleted_at is null returning 1`,
      [keyOf(conversation), id, at],
    );
    return rows.length === 1;
  }

  /** Marks an attachment as deleted: nobody is given it from now on. False when it was already. */
  async setDeleted(tx: Transaction, conversation: ConversationId, id: AttachmentId, at: number): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `update attachment set deleted_at = $3
       where conversation_id = $1 and id = $2 and deleted_at is null returning 1`,
      [keyOf(conversation), id, at],
    );
    return rows.length === 1;
  }

  /** Marks every upload as deleted that was announced before `before` and is not finished. */
  async expire(before: number, at: number): Promise<void> {
    await this.database.manager.query(
      'update attachment set deleted_at = $2 where stored_at is null and deleted_at is null and announced_at < $1',
      [before, at],
    );
  }

  /** Some of what is deleted and whose bytes still lie there. */
  async purgeable(most: number): Promise<Purgeable[]> {
    return this.database.manager.query<Purgeable[]>(
      `select conversation_id, id, blob from attachment
       where deleted_at is not null and blob is not null order by deleted_at limit $1`,
      [most],
    );
  }

  /** The bytes are gone: of what was never stored nothing stays, of what was a row without a blob. */
  async setPurged({ conversation_id, id }: Purgeable): Promise<void> {
    await this.database.manager.query(
      'delete from attachment where conversation_id = $1 and id = $2 and deleted_at is not null and stored_at is null',
      [conversation_id, id],
    );
    await this.database.manager.query(
      'update attachment set blob = null where conversation_id = $1 and id = $2 and deleted_at is not null',
      [conversation_id, id],
    );
  }

  private async findBy(
    tx: Transaction,
    conversation: ConversationId,
    id: AttachmentId,
  ): Promise<AttachmentRow | undefined> {
    const [row] = await tx.query<AttachmentRow[]>(
      `select ${COLUMNS} from attachment where conversation_id = $1 and id = $2`,
      [keyOf(conversation), id],
    );
    return row;
  }
}
