import { Injectable } from '@nestjs/common';
import type { ConversationId, DeviceId } from '#contracts';
import { Database } from '../platform/database.js';

/** A history grant on its way to its joiner. */
export interface StoredGrant {
  readonly granter: DeviceId;
  readonly number: number;
  readonly bytes: Buffer;
}

const keyOf = (id: ConversationId): Buffer => Buffer.from(id, 'base64url');

/** History grants, kept until their joiner has stored them. */
@Injectable()
export class GrantsRepository {
  constructor(private readonly database: Database) {}

  /** Adds a grant, or replaces the granter's own; false when `most` from all granters wait already. */
  async put(
    conversation: ConversationId,
    joiner: DeviceId,
    grant: StoredGrant,
    most: number,
    at: number,
  ): Promise<boolean> {
    const written = await this.database.manager.query<unknown[]>(
      `insert into history_grant (conversation_id, joiner, granter, number, bytes, stored_at)
       select $1, $2, $3, $4, $5, $6
       where (select count(*) from history_grant
              where conversation_id = $1 and joiner = $2 and (granter, number) <> ($3, $4)) < $7
       on conflict (conversation_id, joiner, granter, number)
       do update set bytes = excluded.bytes, stored_at = excluded.stored_at
       returning 1`,
      [keyOf(conversation), joiner, grant.granter, grant.number, grant.bytes, at, most],
    );
    return written.length === 1;
  }

  /** The oldest grants of a joiner: the first, and as many more as `maxBytes` hold. */
  async of(conversation: ConversationId, joiner: DeviceId, maxBytes: number): Promise<StoredGrant[]> {
    return this.database.manager.query<StoredGrant[]>(
      `select granter, number, bytes
       from (
         select *, sum(length(bytes)) over (order by stored_at, granter, number) - length(bytes) as before
         from history_grant where conversation_id = $1 and joiner = $2
       ) measured
       where before < $3 order by stored_at, granter, number`,
      [keyOf(conversation), joiner, maxBytes],
    );
  }

  async delete(conversation: ConversationId, joiner: DeviceId, granter: DeviceId, number: number): Promise<void> {
    await this.database.manager.query(
      'delete from history_grant where conversation_id = $1 and joiner = $2 and granter = $3 and number = $4',
      [keyOf(conversation), joiner, granter, number],
    );
  }
}
