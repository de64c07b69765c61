import { Injectable } from '@nestjs/common';
import { type Checked, type Finding, Fsck } from '../audit/fsck.js';
import type { Transaction } from '../platform/database.js';
import { AttachmentUploads } from './attachment-uploads.js';

interface Row {
  readonly conversation_id: Buffer;
  readonly id: string;
  readonly blob: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}

const PAGE = 500;

/** That every stored attachment is there, whole, and hashes to what was announced. */
@Injectable()
export class AttachmentsFsck {
  constructor(
    fsck: Fsck,
    private readonly uploads: AttachmentUploads,
  ) {
    fsck.register({ name: 'attachments', check: async (tx) => this.check(tx) });
  }

  private async check(tx: Transaction): Promise<Checked> {
    const findings: Finding[] = [];
    let items = 0;
    let last: Pick<Row, 'conversation_id' | 'id'> = { conversation_id: Buffer.alloc(0), id: '' };
    for (;;) {
      const page = await tx.query<Row[]>(
        `select conversation_id, id, blob, bytes, sha256 from attachment
         where stored_at is not null and deleted_at is null and blob is not null and (conversation_id, id) > ($1, $2)
         order by conversation_id, id limit $3`,
        [last.conversation_id, last.id, PAGE],
      );
      for (const row of page) {
        const what = await this.uploads.fault(row);
        if (what !== undefined) findings.push({ place: `attachment ${row.blob.slice(0, 8)}`, what });
        last = row;
      }
      items += page.length;
      if (page.length < PAGE) return { items, findings };
    }
  }
}
