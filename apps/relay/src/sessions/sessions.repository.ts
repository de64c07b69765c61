import { Injectable } from '@nestjs/common';
import type { DeviceId } from '#contracts';
import { Database, type Transaction } from '../platform/database.js';

interface Row {
  readonly hash: Buffer;
  readonly device: DeviceId;
  readonly expiry: number;
}

const EXPIRY = 'extract(epoch from expires_at)::bigint as expiry';

/** Challenges, sessions and tickets, each found only by the hash of what opens it. Times are Unix seconds. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async addChallenge(hash: Buffer, device: DeviceId, expiry: number): Promise<void> {
    await this.database.manager.query(
      'insert into session_challenge (hash, device, expires_at) values ($1, $2, to_timestamp($3))',
      [hash, device, expiry],
    );
  }

  /** Deletes the challenge, so that it serves once; false when there is none for this device and expiry. */
  async takeChallenge(tx: Transaction, hash: Buffer, device: DeviceId, expiry: number): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      'delete from session_challenge where hash = $1 and device = $2 and expires_at = to_timestamp($3) returning 1',
      [hash, device, expiry],
    );
    return rows.length === 1;
  }

  async addSession(tx: Transaction, hash: Buffer, device: DeviceId, expiry: number): Promise<void> {
    await tx.query('insert into session (hash, device, expires_at) values ($1, $2, to_timestamp($3))', [
      hash,
      device,
      expiry,
    ]);
  }

  async session(hash: Buffer): Promise<Row | undefined> {
    const [row] = await this.database.manager.query<Row[]>(
      `select hash, device, ${EXPIRY} from session where hash = $1`,
      [hash],
    );
    return row;
  }

  /** Deletes a session and its tickets; false when it was gone. */
  async endSession(tx: Transaction, hash: Buffer): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>('delete from session where hash = $1 returning 1', [hash]);
    return rows.length === 1;
  }

  async addTicket(hash: Buffer, session: Buffer, device: DeviceId, expiry: number): Promise<void> {
    await this.database.manager.query(
      'insert into session_ticket (hash, session, device, expires_at) values ($1, $2, $3, to_timestamp($4))',
      [hash, session, device, expiry],
    );
  }

  /** Deletes the ticket and returns the session it belongs to, if both were good at `now`. */
  async takeTicket(hash: Buffer, now: number): Promise<Row | undefined> {
    const [[ticket]] = await this.database.manager.query<[{ session: Buffer; live: boolean }[], number]>(
      'delete from session_ticket where hash = $1 returning session, expires_at > to_timestamp($2) as live',
      [hash, now],
    );
    return ticket?.live === true ? this.session(ticket.session) : undefined;
  }

  /** Forgets what has expired. */
  async sweep(now: number): Promise<void> {
    for (const table of ['session_challenge', 'session_ticket', 'session']) {
      await this.database.manager.query(`delete from ${table} where expires_at < to_timestamp($1)`, [now]);
    }
  }
}
