import { Injectable } from '@nestjs/common';
import type { AgreementKey, DeviceId } from '#contracts';
import { fromBase64url, toBase64url } from '#primitives';
import { Database, type Transaction } from '../platform/database.js';

interface Row {
  readonly device: DeviceId;
  readonly number: number;
  readonly valid_from: number;
  readonly valid_until: number;
  readonly key: Buffer;
  readonly signature: Buffer;
}

/** A key that the next logged map must name. */
export interface UnloggedKey {
  readonly device: DeviceId;
  readonly number: number;
  readonly key: Buffer;
}

const COLUMNS = 'device, number, valid_from, valid_until, key, signature';

/** Published agreement keys. A key without `leaf_index` is in no logged map yet. */
@Injectable()
export class AgreementKeysRepository {
  constructor(private readonly database: Database) {}

  /** The newest key of a device, logged or not. The transaction keeps others from publishing for the device meanwhile. */
  async newest(tx: Transaction, device: DeviceId): Promise<AgreementKey | undefined> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('agreement-key ' || $1, 0))`, [device]);
    const [row] = await tx.query<Row[]>(
      `select ${COLUMNS} from agreement_key where device = $1 order by number desc limit 1`,
      [device],
    );
    return row && keyOf(row);
  }

  async insert(tx: Transaction, { device, number, from, until, key, signature }: AgreementKey): Promise<void> {
    await tx.query(`insert into agreement_key (${COLUMNS}) values ($1, $2, $3, $4, $5, $6)`, [
      device,
      number,
      from,
      until,
      Buffer.from(fromBase64url(key)),
      Buffer.from(fromBase64url(signature)),
    ]);
  }

  /** Of each device its newest key that a map leaf below `auditSize` names; in no order. */
  async logged(devices: readonly DeviceId[], auditSize: number): Promise<AgreementKey[]> {
    const rows = await this.database.manager.query<Row[]>(
      `select distinct on (device) ${COLUMNS} from agreement_key
       where device = any($1) and leaf_index < $2 order by device, number desc`,
      [devices, auditSize],
    );
    return rows.map(keyOf);
  }

  /** The numbers alone of {@link logged}, with the end of each key's life. */
  async loggedNumbers(
    devices: readonly DeviceId[],
    auditSize: number,
  ): Promise<{ device: DeviceId; number: number; until: number }[]> {
    return this.database.manager.query(
      `select distinct on (device) device, number, valid_until as until from agreement_key
       where device = any($1) and leaf_index < $2 order by device, number desc`,
      [devices, auditSize],
    );
  }

  /** Locks, in key order, the keys that no map names yet; of each device only its newest is returned. */
  async takeUnlogged(tx: Transaction): Promise<UnloggedKey[]> {
    const rows = await tx.query<UnloggedKey[]>(
      `select device, number, key from agreement_key where leaf_index is null order by device, number for update`,
    );
    return [...new Map(rows.map((row) => [row.device, row])).values()];
  }

  /** Names the leaf of the keys that {@link takeUnlogged} returned and of older ones they replace. */
  async setLogged(tx: Transaction, devices: readonly string[], leafIndex: number): Promise<void> {
    await tx.query('update agreement_key set leaf_index = $2 where device = any($1) and leaf_index is null', [
      devices,
      leafIndex,
    ]);
  }
}

function keyOf({ device, number, valid_from, valid_until, key, signature }: Row): AgreementKey {
  return {
    device,
    number,
    from: valid_from,
    until: valid_until,
    key: toBase64url(key),
    signature: toBase64url(signature),
  };
}
