import { Injectable } from '@nestjs/common';
import { type ApplicationId, type ApplicationWrap, type DeviceId, limits } from '#contracts';
import { fromBase64url, toBase64url } from '#primitives';
import { Database, type Transaction } from '../platform/database.js';

/** Applications' keys, sealed to devices of the secretariat. */
@Injectable()
export class ApplicationWrapsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps wraps; of one device that of the newest key. At most `limits.applicationWrapsKept` in all.
   * @param isColleagues - by a device of the secretariat, which alone replaces what was refused
   */
  async keep(
    tx: Transaction,
    id: ApplicationId,
    wraps: readonly ApplicationWrap[],
    isColleagues = false,
  ): Promise<void> {
    for (const { device, number, wrap } of wraps) {
      await tx.query(
        `insert into application_wrap (application_id, device, number, wrap)
         select $1, $2, $3, $4 where exists (select from application_wrap where application_id = $1 and device = $2)
           or (select count(*) from application_wrap where application_id = $1) < ${String(limits.applicationWrapsKept)}
         on conflict (application_id, device) do update set number = excluded.number, wrap = excluded.wrap
         where excluded.number > application_wrap.number
           or ($5 and application_wrap.wrap = '' and excluded.number = application_wrap.number)`,
        [bytes(id), device, number, bytes(wrap), isColleagues],
      );
    }
  }

  /**
   * Keeps of a wrap that its device refused no more than that.
   * @param hash - SHA-256 of its bytes, base64url: what came in its place since stays
   */
  async refuse(id: ApplicationId, device: DeviceId, hash: string): Promise<void> {
    await this.database.manager.query(
      `update application_wrap set wrap = '' where application_id = $1 and device = $2 and sha256(wrap) = $3`,
      [bytes(id), device, bytes(hash)],
    );
  }

  /** All of an application's wraps, without their bytes. */
  async of(id: ApplicationId): Promise<{ device: DeviceId; number: number }[]> {
    return this.database.manager.query(
      `select device, number from application_wrap where application_id = $1 and wrap <> '' order by device`,
      [bytes(id)],
    );
  }

  /** A device's own. */
  async ofDevice(id: ApplicationId, device: DeviceId): Promise<ApplicationWrap | undefined> {
    const [row] = await this.database.manager.query<{ number: number; wrap: Buffer }[]>(
      `select number, wrap from application_wrap where application_id = $1 and device = $2 and wrap <> ''`,
      [bytes(id), device],
    );
    return row && { device, number: row.number, wrap: toBase64url(row.wrap) };
  }
}

function bytes(text: string): Buffer {
  return Buffer.from(fromBase64url(text));
}
