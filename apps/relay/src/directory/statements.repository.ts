import { Injectable } from '@nestjs/common';
import { type FieldOpening, limits } from '#contracts';
import { fromBase64url, toBase64url } from '#primitives';
import { Database, type Transaction } from '../platform/database.js';

/** A statement at its place in the directory log. */
export interface StoredStatement {
  readonly index: number;
  readonly subject: string;
  readonly hash: Buffer;
  readonly statement: string;
}

/** Who is entitled to a commitment's value (protocol 1.3). */
export type Visibility = 'everyone' | 'members';

/** An opening, by its statement's index and its place beside it. */
export interface PlacedOpening extends FieldOpening {
  readonly index: number;
  readonly place: number;
  /** Its statement's. */
  readonly hash: Buffer;
}

const PAGE = 500;

/** The statements behind the log's entries, and the openings of their commitments. */
@Injectable()
export class StatementsRepository {
  constructor(private readonly database: Database) {}

  /** Stores a statement and its openings at the index its entry got. */
  async insert(
    tx: Transaction,
    { index, subject, hash, statement }: StoredStatement,
    openings: readonly (FieldOpening & { visible: Visibility })[],
  ): Promise<void> {
    await tx.query('insert into directory_statement (index, subject, hash, statement) values ($1, $2, $3, $4)', [
      index,
      subject,
      hash,
      statement,
    ]);
    for (const [place, { label, value, r, visible }] of openings.entries()) {
      await tx.query(
        'insert into directory_opening (index, place, label, value, r, visible) values ($1, $2, $3, $4, $5, $6)',
        [index, place, label, value, Buffer.from(fromBase64url(r)), visible],
      );
    }
  }

  /**
   * Statements from an index on and below a size, of every subject or one, in order: fewer than `limit` when their bytes,
   * and those of their openings, come to `limits.pageBytes`. The first always comes.
   */
  async from(
    index: number,
    size = Number.MAX_SAFE_INTEGER,
    limit = PAGE,
    subject?: string,
  ): Promise<StoredStatement[]> {
    return this.database.manager.query(
      `select index, subject, hash, statement
       from (
         select *, sum(bytes) over (order by index) - bytes as before
         from (
           select *, octet_length(statement) + coalesce((
             select sum(octet_length(label) + octet_length(value)) from directory_opening opening
             where opening.index = stated.index), 0) as bytes
           from directory_statement stated
           where index >= $1 and index < $2 and ($4::text is null or subject = $4) order by index limit $3
         ) page
       ) measured
       where before < $5 order by index`,
      [index, size, limit, subject ?? null, limits.pageBytes],
    );
  }

  /** Entries alone, from an index on and below a size, in order. */
  async entries(from: number, size: number, limit: number): Promise<{ subject: string; hash: Buffer }[]> {
    return this.database.manager.query(
      'select subject, hash from directory_statement where index >= $1 and index < $2 order by index limit $3',
      [from, size, limit],
    );
  }

  /** What opens the personal fields that everyone may see, of all statements about a subject below a size. */
  async openToEveryone(subject: string, size: number): Promise<FieldOpening[]> {
    const rows = await this.database.manager.query<{ label: string; value: string; r: Buffer }[]>(
      `select distinct opening.label, opening.value, opening.r
       from directory_statement stated join directory_opening opening using (index)
       where stated.subject = $1 and stated.index < $2 and opening.visible = 'everyone'`,
      [subject, size],
    );
    return rows.map(({ label, value, r }) => ({ label, value, r: toBase64url(r) }));
  }

  /** What opens the personal fields of all statements about a subject, each with its place. */
  async openingsAbout(tx: Transaction, subject: string): Promise<PlacedOpening[]> {
    const rows = await tx.query<(Omit<PlacedOpening, 'r'> & { r: Buffer })[]>(
      `select opening.index, opening.place, stated.hash, opening.label, opening.value, opening.r
       from directory_statement stated join directory_opening opening using (index)
       where stated.subject = $1 order by opening.index, opening.place`,
      [subject],
    );
    return rows.map((row) => ({ ...row, r: toBase64url(row.r) }));
  }

  /** Deletes openings; the statements stay. */
  async forget(tx: Transaction, openings: readonly Pick<PlacedOpening, 'index' | 'place'>[]): Promise<void> {
    await tx.query(
      `delete from directory_opening
       where (index, place) in (select * from unnest($1::bigint[], $2::integer[]))`,
      [openings.map(({ index }) => index), openings.map(({ place }) => place)],
    );
  }

  /** Openings by the index of their statement; to those outside only what everyone may see. */
  async openings(indexes: readonly number[], member: boolean): Promise<ReadonlyMap<number, FieldOpening[]>> {
    const rows = await this.database.manager.query<{ index: number; label: string; value: string; r: Buffer }[]>(
      `select index, label, value, r from directory_opening
       where index = any($1) and ($2 or visible = 'everyone') order by index, place`,
      [indexes, member],
    );
    const found = new Map<number, FieldOpening[]>();
    for (const { index, label, value, r } of rows) {
      found.set(index, [...(found.get(index) ?? []), { label, value, r: toBase64url(r) }]);
    }
    return found;
  }
}
