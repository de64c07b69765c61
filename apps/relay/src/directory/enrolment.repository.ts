import { Injectable } from '@nestjs/common';
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

/** Devices that ask to be enrolled; forgotten a day after they expire. */
@Injectable()
export class EnrolmentRepository {
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

  /** Unexpired requests of an authority, or of one of its officers, oldest first. */
  async of(
    manager: Transaction,
    authority: string,
    officer: string | undefined,
    now: number,
  ): Promise<StoredEnrolment[]> {
    return manager.query(
      `select ${COLUMNS} from enrolment where authority = $1 and ($2::text is null or officer = $2)
       and expires_at > to_timestamp($3) order by expires_at, id limit 1000`,
      [authority, officer ?? null, now],
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
