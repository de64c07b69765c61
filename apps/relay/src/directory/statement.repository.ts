import { Injectable } from '@nestjs/common';
import type { FieldOpening } from '#contracts';
import { fromBase64url, toBase64url } from '#primitives';
import { Database, type Transaction } from '../platform/database.js';

/** A statement at its place in the directory log. */
export interface StoredStatement {
  readonly index: number;
  readonly subject: string;
  readonly hash: Buffer;
  readonly statement: string;
}

const PAGE = 2000;

/** The statements behind the log's entries, and the openings of their personal fields. */
@Injectable()
export class StatementRepository {
  constructor(private readonly database: Database) {}

  /** Stores a statement and its openings at the index its entry got. */
  async insert(tx: Transaction, stored: StoredStatement, openings: readonly FieldOpening[]): Promise<void> {
    const { index, subject, hash, statement } = stored;
    await tx.query('insert into directory_statement (index, subject, hash, statement) values ($1, $2, $3, $4)', [
      index,
      subject,
      hash,
      statement,
    ]);
    for (const { label, value, r } of openings) {
      await tx.query('insert into directory_opening (index, label, value, r) values ($1, $2, $3, $4)', [
        index,
        label,
        value,
        Buffer.from(fromBase64url(r)),
      ]);
    }
  }

  /** Statements of every subject, or of one, from an index on, in order. */
  async from(index: number, limit = PAGE, subject?: string): Promise<StoredStatement[]> {
    return this.database.manager.query(
      `select index, subject, hash, statement from directory_statement
       where index >= $1 and ($3::text is null or subject = $3) order by index limit $2`,
      [index, limit, subject ?? null],
    );
  }

  /** Entries alone, from an index on and below a size, in order. */
  async entries(from: number, limit: number, size: number): Promise<{ subject: string; hash: Buffer }[]> {
    return this.database.manager.query(
      'select subject, hash from directory_statement where index >= $1 and index < $3 order by index limit $2',
      [from, limit, size],
    );
  }

  /** Openings by the index of their statement. */
  async openings(indexes: readonly number[]): Promise<ReadonlyMap<number, FieldOpening[]>> {
    const rows = await this.database.manager.query<{ index: number; label: string; value: string; r: Buffer }[]>(
      'select index, label, value, r from directory_opening where index = any($1) order by index, label',
      [indexes],
    );
    const found = new Map<number, FieldOpening[]>();
    for (const { index, label, value, r } of rows) {
      found.set(index, [...(found.get(index) ?? []), { label, value, r: toBase64url(r) }]);
    }
    return found;
  }
}
