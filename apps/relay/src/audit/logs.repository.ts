import { Injectable } from '@nestjs/common';
import { leafHash } from '#tlog';
import { Database, type Transaction } from '../platform/database.js';
import type { LogName } from './log-name.js';

// First key of the two-key advisory locks of the logs; the second is the log's.
const LOCK_SPACE = 0x6c6f_6773;
const LOCK_KEY = { directory: 1, audit: 2 } as const;
const PAGE = 10_000;

/** Leaves as they stand in PostgreSQL: the run-time role can add and read them, nothing else. */
@Injectable()
export class LogsRepository {
  constructor(private readonly database: Database) {}

  /** Makes this transaction the one sequencer of a log until it ends. See [Note: Order of locks]. */
  async lock(tx: Transaction, log: LogName): Promise<void> {
    await tx.query('select pg_advisory_xact_lock($1, $2)', [LOCK_SPACE, LOCK_KEY[log]]);
  }

  /** Adds a leaf and returns its index. The caller holds the lock; without it, the primary key refuses a second leaf at one place. */
  async append(tx: Transaction, log: LogName, entry: Uint8Array): Promise<number> {
    const [row] = await tx.query<[{ index: number }]>(
      `insert into log_leaf (log, index, hash, entry)
       select $1, coalesce((select max(index) + 1 from log_leaf where log = $1), 0), $2, $3 returning index`,
      [log, Buffer.from(leafHash(entry)), Buffer.from(entry)],
    );
    return row.index;
  }

  /** Number of leaves, as this transaction sees it. */
  async size(tx: Transaction, log: LogName): Promise<number> {
    const [row] = await tx.query<[{ size: number }]>(
      'select coalesce(max(index) + 1, 0) as size from log_leaf where log = $1',
      [log],
    );
    return row.size;
  }

  /** Leaf hashes of 32 bytes from an index on, a page at a time. */
  async hashes(log: LogName, from: number): Promise<Buffer[]> {
    const rows = await this.database.manager.query<{ hash: Buffer }[]>(
      'select hash from log_leaf where log = $1 and index >= $2 order by index limit $3',
      [log, from, PAGE],
    );
    return rows.map(({ hash }) => hash);
  }

  /** What opens the commitments in the audit leaves from an index on, of `limit` leaves. */
  async openings(from: number, limit: number): Promise<{ index: number; label: string; value: string; r: Buffer }[]> {
    return this.database.manager.query(
      'select index, label, value, r from audit_opening where index >= $1 and index < $2 order by index, label',
      [from, from + limit],
    );
  }

  /** Leaves themselves from an index on, at most `limit`. */
  async entries(log: LogName, from: number, limit = PAGE): Promise<{ index: number; hash: Buffer; entry: Buffer }[]> {
    return this.database.manager.query(
      'select index, hash, entry from log_leaf where log = $1 and index >= $2 order by index limit $3',
      [log, from, limit],
    );
  }
}
