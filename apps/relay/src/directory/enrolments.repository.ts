import { Injectable } from '@nestjs/common';
import { limits } from '#contracts';
import type { DeviceEnrolled } from '#directory';
import { Database, type Transaction } from '../platform/database.js';

/** A request to be enrolled, as the device made it. */
export interface StoredEnrolment {
  readonly id: Buffer;
  readonly body: string;
  readonly signature: string;
  /** Unix seconds. */
  readonly expiry: number;
}

const COLUMNS = 'id, body, signature, extract(epoch from expires_at)::bigint as expiry';
/** The place in its authority's log at which a request stands. */
const PREV = `body::jsonb ->> 'prev'`;

/** Devices that ask to be enrolled; forgotten a day after they expire. */
@Injectable()
export class EnrolmentsRepository {
  constructor(private readonly database: Database) {}

  /** The same request again changes nothing. */
  async insert(
    tx: Transaction,
    { id, body, signature, expiry }: StoredEnrolment,
    about: DeviceEnrolled,
  ): Promise<void> {
    await tx.query(
      `insert into enrolment (id, authority, officer, device, body, signature, expires_at)
       values ($1, $2, $3, $4, $5, $6, to_timestamp($7)) on conflict (id) do nothing`,
      [id, about.subject, about.officer, about.device, body, signature, expiry],
    );
  }

  async find(id: Buffer): Promise<StoredEnrolment | undefined> {
    const [row] = await this.database.manager.query<StoredEnrolment[]>(
      `select ${COLUMNS} from enrolment where id = $1`,
      [id],
    );
    return row;
  }

  /**
   * Leaves beside a request only the newest others that wait in the name of the same officer, `most` with itself. What
   * stands at an earlier place stays: its device has yet to learn what became of it.
   */
  async displace(tx: Transaction, id: Buffer, { subject, officer, prev }: DeviceEnrolled, most: number): Promise<void> {
    await tx.query(
      `delete from enrolment where id in (
         select id from enrolment where authority = $1 and officer = $2 and ${PREV} = $3 and id <> $4
         order by expires_at desc, id offset $5)`,
      [subject, officer, prev, id, most - 1],
    );
  }

  /**
   * Unexpired requests of an authority, or of one of its officers, that stand at its present place in the log; newest
   * first, at most `limits.waitingEnrolments`.
   */
  async waiting(authority: string, prev: string, officer: string | undefined, now: number): Promise<StoredEnrolment[]> {
    return this.database.manager.query(
      `select ${COLUMNS} from enrolment where authority = $1 and ${PREV} = $2 and ($3::text is null or officer = $3)
       and expires_at > to_timestamp($4) order by expires_at desc, id limit $5`,
      [authority, prev, officer ?? null, now, limits.waitingEnrolments],
    );
  }

  async sweep(before: number): Promise<void> {
    await this.database.manager.query('delete from enrolment where expires_at < to_timestamp($1)', [before]);
  }

  /** Serializes the requests in the name of one officer until the transaction ends. */
  async lockOfficer(tx: Transaction, officer: string): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('enrolment ' || $1, 0))`, [officer]);
  }
}
