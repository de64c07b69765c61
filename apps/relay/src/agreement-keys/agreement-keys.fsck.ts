import { Injectable } from '@nestjs/common';
import { equalBytes } from '#primitives';
import { agreementValue } from '#tlog';
import { type Checked, Fsck } from '../audit/fsck.js';
import type { Transaction } from '../platform/database.js';

/** That the map names of each device its newest logged key, and no key that is not stored. */
@Injectable()
export class AgreementKeysFsck {
  constructor(fsck: Fsck) {
    fsck.register({ name: 'agreement keys', check: async (tx) => this.check(tx) });
  }

  private async check(tx: Transaction): Promise<Checked> {
    const rows = await tx.query<
      { number: number | null; key: Buffer | null; value: Buffer | null; leaf_index: number }[]
    >(
      `select newest.number, newest.key, named.value, coalesce(newest.leaf_index, named.leaf_index) as leaf_index
       from (select distinct on (device) * from agreement_key where leaf_index is not null order by device, number desc) newest
       full join (select * from map_entry where kind = 'agreement') named on named.id = newest.device`,
    );
    const findings = rows
      .filter(({ number, key, value }) => {
        if (number === null || key === null || value === null) return true;
        return !equalBytes(agreementValue(number, key), value);
      })
      .map(({ leaf_index }) => ({
        place: `map of leaf ${String(leaf_index)}`,
        what: 'names another key than is stored',
      }));
    return { items: rows.length, findings };
  }
}
