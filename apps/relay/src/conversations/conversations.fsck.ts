import { Injectable } from '@nestjs/common';
import { head0, nextHeadOfHash, sha256 } from '#crypto/verify';
import { equalBytes } from '#primitives';
import { headValue } from '#tlog';
import { type Checked, type Finding, Fsck } from '../audit/fsck.js';
import type { Transaction } from '../platform/database.js';
import { kindOfNumber } from './frame-kinds.js';

interface FrameRow {
  readonly conversation_id: Buffer;
  readonly seq: number;
  readonly kind: number;
  readonly statement: Buffer;
  readonly sender: string;
  readonly id: string;
  readonly hash: Buffer;
  readonly bytes: Buffer;
}

interface ConversationEnd {
  readonly id: Buffer;
  readonly seq: number;
  readonly head: Buffer;
  readonly mapped: Buffer | null;
}

// Frames hold up to 64 KiB each.
const PAGE = 500;

/** That every conversation's frames are dense, hash and chain to the head that stands in its row, none twice, and that the map names a head of the chain. */
@Injectable()
export class ConversationsFsck {
  constructor(fsck: Fsck) {
    fsck.register({ name: 'conversations', check: async (tx) => this.check(tx) });
  }

  private async check(tx: Transaction): Promise<Checked> {
    const findings: Finding[] = [];
    let items = 0;
    let last: Buffer = Buffer.alloc(0);
    for (;;) {
      const [end] = await tx.query<ConversationEnd[]>(
        `select c.id, c.seq, c.head, m.value as mapped from conversation c
         left join map_entry m on m.kind = 'head' and m.id = translate(rtrim(encode(c.id, 'base64'), '='), '+/', '-_')
         where c.id > $1 order by c.id limit 1`,
        [last],
      );
      if (end === undefined) break;
      const { frames, faults } = await this.chain(tx, end);
      items += frames;
      // Enough of the id for an operator to find it, too little to name it elsewhere.
      findings.push(...faults.map((what) => ({ place: `conversation ${end.id.toString('hex').slice(0, 8)}`, what })));
      last = end.id;
    }
    return { items, findings: [...findings, ...(await this.strays(tx))] };
  }

  private async chain(tx: Transaction, end: ConversationEnd): Promise<{ frames: number; faults: string[] }> {
    const faults: string[] = [];
    let head = head0(end.id.toString('base64url'));
    let seq = 0;
    let isMapped = end.mapped === null;
    for (;;) {
      const page = await tx.query<FrameRow[]>(
        'select * from frame where conversation_id = $1 and seq > $2 order by seq limit $3',
        [end.id, seq, PAGE],
      );
      if (page.length === 0) break;
      for (const frame of page) {
        if (frame.seq !== seq + 1) faults.push(`frame ${String(seq + 1)} is missing`);
        if (!equalBytes(sha256(frame.bytes), frame.hash)) faults.push(`frame ${String(frame.seq)} has other bytes`);
        seq = frame.seq;
        head = nextHeadOfHash(head, { ...frame, kind: kindOfNumber(frame.kind), S: frame.statement });
        isMapped ||= end.mapped !== null && equalBytes(end.mapped, headValue(seq, head));
      }
    }
    if (seq !== end.seq) faults.push(`ends at ${String(seq)}, not at ${String(end.seq)}`);
    else if (!equalBytes(head, end.head)) faults.push('has another head');
    if (!isMapped) faults.push('stands in the map with a head it never had');
    return { frames: seq, faults };
  }

  private async strays(tx: Transaction): Promise<Finding[]> {
    const [row] = await tx.query<[{ twice: number; homeless: number }]>(
      `select (select count(*) from (select from frame group by conversation_id, sender, id having count(*) > 1) repeated) as twice,
              (select count(*) from (select distinct conversation_id from frame) f
               where not exists (select from conversation c where c.id = f.conversation_id)) as homeless`,
    );
    return [
      ...(row.twice > 0 ? [{ place: 'frames', what: `${String(row.twice)} are stored twice` }] : []),
      ...(row.homeless > 0
        ? [{ place: 'frames', what: `of ${String(row.homeless)} conversations that do not exist` }]
        : []),
    ];
  }
}
