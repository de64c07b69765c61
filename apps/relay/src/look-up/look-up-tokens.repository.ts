import { Injectable } from '@nestjs/common';
import type { AuthorityId, DeviceId, LookUpToken, TokenScope } from '#contracts';
import { fromBase64url, toBase64url } from '#primitives';
import { Database, type Transaction } from '../platform/database.js';

type Row = Omit<LookUpToken, 'id' | 'usedAt'> & { readonly id: Buffer; readonly used: number | null };

/** So long a further use is not written down, seconds. */
const NOTED_EVERY = 3600;

/** A token to be kept. */
export interface NewLookUpToken {
  readonly id: string;
  /** SHA-256 of the token's bytes. */
  readonly hash: Buffer;
  readonly authority: AuthorityId;
  readonly name: string;
  readonly reads: TokenScope;
  readonly by: DeviceId;
  readonly at: number;
  readonly until: number;
}

const COLUMNS = 'id, authority, name, reads, made_by as by, made_at as at, expires_at as until, used_at as used';

/** Tokens of programs and auditors, by their hashes. */
@Injectable()
export class LookUpTokensRepository {
  constructor(private readonly database: Database) {}

  /** Holds an authority's tokens until the transaction ends, forgets those that are over, and counts the others. */
  async count(tx: Transaction, authority: AuthorityId, now: number): Promise<number> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('look-up ' || $1, 0))`, [authority]);
    await tx.query('delete from look_up_token where authority = $1 and expires_at <= $2', [authority, now]);
    const [row] = await tx.query<{ count: number }[]>(
      'select count(*)::int as count from look_up_token where authority = $1',
      [authority],
    );
    return row?.count ?? 0;
  }

  async insert(tx: Transaction, { id, hash, authority, name, reads, by, at, until }: NewLookUpToken): Promise<void> {
    await tx.query(
      `insert into look_up_token (id, hash, authority, name, reads, made_by, made_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [Buffer.from(fromBase64url(id)), hash, authority, name, reads, by, at, until],
    );
  }

  /** Whether there was such a token of the authority. */
  async delete(tx: Transaction, id: string, authority: AuthorityId): Promise<boolean> {
    const gone = await tx.query<unknown[]>(
      'with gone as (delete from look_up_token where id = $1 and authority = $2 returning 1) select * from gone',
      [Buffer.from(fromBase64url(id)), authority],
    );
    return gone.length > 0;
  }

  async of(authority: AuthorityId, now: number): Promise<LookUpToken[]> {
    return this.read('authority = $1 and expires_at > $2 order by made_at, id', authority, now);
  }

  async byHash(hash: Buffer, now: number): Promise<LookUpToken | undefined> {
    return (await this.read('hash = $1 and expires_at > $2', hash, now))[0];
  }

  /** Notes that a token was used; a use soon after the last that was noted goes unnoted. */
  async noteUse(id: string, now: number): Promise<void> {
    await this.database.manager.query(
      'update look_up_token set used_at = $2 where id = $1 and (used_at is null or used_at <= $3)',
      [Buffer.from(fromBase64url(id)), now, now - NOTED_EVERY],
    );
  }

  private async read(which: string, ...values: readonly unknown[]): Promise<LookUpToken[]> {
    const rows = await this.database.manager.query<Row[]>(`select ${COLUMNS} from look_up_token where ${which}`, [
      ...values,
    ]);
    return rows.map(({ id, used, ...row }) => ({
      ...row,
      id: toBase64url(id),
      ...(used === null ? {} : { usedAt: used }),
    }));
  }
}
