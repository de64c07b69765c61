import { Injectable } from '@nestjs/common';
import { type DeviceId, type FieldOpening, limits, type PageState, type SubmittedPage } from '#contracts';
import { fromBase64url, toBase64url } from '#primitives';
import { Database, type Transaction } from '../platform/database.js';

interface Row extends Omit<SubmittedPage, 'id' | 'ended'> {
  readonly id: Buffer;
  readonly endedAt: number | null;
  readonly endedBy: DeviceId | null;
  readonly reason: string;
}

/** A page to be kept until it is decided. */
export interface NewPage {
  readonly id: string;
  readonly authority: string;
  readonly statement: string;
  readonly openings: readonly FieldOpening[];
  readonly at: number;
}

/** How a page ended, and by whom. */
export interface PageEnd {
  readonly state: Exclude<PageState, 'submitted'>;
  readonly at: number;
  readonly by?: DeviceId;
  readonly reason?: string;
}

const COLUMNS = `id, authority, state, statement, openings, submitted_at as at,
  ended_at as "endedAt", ended_by as "endedBy", reason`;

/** Pages that were submitted: one open one an authority, and a few that are over. */
@Injectable()
export class PagesRepository {
  constructor(private readonly database: Database) {}

  /** Serializes the submissions of one authority until the transaction ends. */
  async lockAuthority(tx: Transaction, authority: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('page ' || $1, 0))`, [authority]);
  }

  /** The open page of an authority, held until the transaction ends. */
  async open(tx: Transaction, authority: string): Promise<SubmittedPage | undefined> {
    const rows = await tx.query<Row[]>(
      `select ${COLUMNS} from page_submission where authority = $1 and state = 'submitted' for update`,
      [authority],
    );
    return rows.map(submitted)[0];
  }

  /** A page, held until the transaction ends. */
  async find(tx: Transaction, id: string): Promise<SubmittedPage | undefined> {
    const rows = await tx.query<Row[]>(`select ${COLUMNS} from page_submission where id = $1 for update`, [bytes(id)]);
    return rows.map(submitted)[0];
  }

  /** Opens a page; the same one that was over is open again. Of those that are over only the newest stay. */
  async insert(tx: Transaction, { id, authority, statement, openings, at }: NewPage): Promise<void> {
    await tx.query(
      `insert into page_submission (id, authority, state, statement, openings, submitted_at)
       values ($1, $2, 'submitted', $3, $4, $5)
       on conflict (id) do update set state = 'submitted', statement = excluded.statement, openings = excluded.openings,
         place = default, submitted_at = excluded.submitted_at, ended_at = null, ended_by = null, reason = ''`,
      [bytes(id), authority, statement, JSON.stringify(openings), at],
    );
    await tx.query(
      `delete from page_submission where id in (
         select id from page_submission where authority = $1 and state <> 'submitted'
         order by place desc offset $2)`,
      [authority, limits.endedPages],
    );
  }

  /** Ends an open page; the values of its commitments go with it. */
  async end(tx: Transaction, id: string, { state, at, by, reason = '' }: PageEnd): Promise<void> {
    await tx.query(
      `update page_submission set state = $2, ended_at = $3, ended_by = $4, reason = $5, openings = '[]' where id = $1`,
      [bytes(id), state, at, by ?? null, reason],
    );
  }

  /** Those of an authority, newest first. */
  async of(authority: string): Promise<SubmittedPage[]> {
    return this.read('where authority = $1 order by place desc', authority);
  }

  /** Those that wait, oldest first. */
  async waiting(): Promise<SubmittedPage[]> {
    return this.read(`where state = 'submitted' order by place`);
  }

  private async read(which: string, ...values: readonly string[]): Promise<SubmittedPage[]> {
    const rows = await this.database.manager.query<Row[]>(
      `select ${COLUMNS} from page_submission ${which} limit ${String(limits.submittedPages)}`,
      [...values],
    );
    return rows.map(submitted);
  }
}

function bytes(id: string): Buffer {
  return Buffer.from(fromBase64url(id));
}

function submitted({ id, endedAt, endedBy, reason, ...row }: Row): SubmittedPage {
  const ended = endedAt === null || endedBy === null ? undefined : { by: endedBy, at: endedAt, reason };
  return { ...row, id: toBase64url(id), ...(ended && { ended }) };
}
