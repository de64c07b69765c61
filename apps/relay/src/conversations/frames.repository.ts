import { Injectable } from '@nestjs/common';
import type { ConversationId, DeviceId, WireFrame } from '#contracts';
import { Database } from '../platform/database.js';
import { kindOfNumber, numberOfKind } from './frame-kinds.js';

interface Row {
  readonly seq: number;
  readonly kind: number;
  readonly statement: Buffer;
  readonly sender: string;
  readonly id: string;
  readonly bytes: Buffer;
  readonly stored_at: number;
}

/** Reads frames by cursor; content is written by `messages/`, statements by their service. */
@Injectable()
export class FramesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Frames with after < seq <= last, in order, at most `limit`, and no more bytes than `maxBytes` unless the first alone has.
   */
  async page(id: ConversationId, after: number, last: number, limit: number, maxBytes: number): Promise<WireFrame[]> {
    const rows = await this.database.manager.query<Row[]>(
      `select seq, kind, statement, sender, id, bytes, stored_at
       from (
         select *, sum(length(bytes)) over (order by seq) - length(bytes) as before
         from (select * from frame where conversation_id = $1 and seq > $2 and seq <= $3 order by seq limit $4) page
       ) measured
       where before < $5 order by seq`,
      [Buffer.from(id, 'base64url'), after, last, limit, maxBytes],
    );
    return rows.map((row) => [
      row.seq,
      kindOfNumber(row.kind),
      row.statement,
      row.sender,
      row.id,
      row.bytes,
      row.stored_at,
    ]);
  }

  /** The id of a device's first post of an epoch, by `S`, to an archive; undefined where it has posted none. */
  async archivePost(id: ConversationId, S: Uint8Array, archive: string, sender: DeviceId): Promise<string | undefined> {
    // A post is canonical JSON, and begins with the archive's name.
    const start = `{"archive":"${archive}"`;
    const [row] = await this.database.manager.query<{ id: string }[]>(
      `select id from frame
       where conversation_id = $1 and sender = $2 and kind = $3 and statement = $4 and substring(bytes from 1 for $5) = $6
       order by seq limit 1`,
      [Buffer.from(id, 'base64url'), sender, numberOfKind('archive'), Buffer.from(S), start.length, Buffer.from(start)],
    );
    return row?.id;
  }
}
