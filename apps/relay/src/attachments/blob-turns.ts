import { Injectable } from '@nestjs/common';
import type { QueryRunner } from 'typeorm';
import { ProblemError } from '#contracts';
import { Database } from '../platform/database.js';

/**
 * Lets one node at a time write a blob and hash it, for as long as a slow piece takes: by locks of one database session, which
 * end with it. Those of one node take turns by the library's own locks.
 */
@Injectable()
export class BlobTurns {
  #session: QueryRunner | undefined;
  #turns = 0;

  constructor(private readonly database: Database) {}

  /** Does something to a blob while no other node does. @throws `relay.unavailable` when one does */
  async alone<Outcome>(blob: string, act: () => Promise<Outcome>): Promise<Outcome> {
    const session = (this.#session ??= this.database.session());
    this.#turns += 1;
    try {
      const [{ locked }] = (await session.query(
        `select pg_try_advisory_lock(hashtextextended('attachment ' || $1, 0)) as locked`,
        [blob],
      )) as [{ locked: boolean }];
      if (!locked) throw new ProblemError('relay.unavailable', 'upload');
      try {
        return await act();
      } finally {
        await session.query(`select pg_advisory_unlock(hashtextextended('attachment ' || $1, 0))`, [blob]);
      }
    } finally {
      this.#turns -= 1;
      if (this.#turns === 0) await this.end(session);
    }
  }

  // Nothing is held up by a connection that is waited for by nobody.
  private async end(session: QueryRunner): Promise<void> {
    this.#session = undefined;
    await session.release();
  }
}
