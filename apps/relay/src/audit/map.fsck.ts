import { Injectable } from '@nestjs/common';
import { equalBytes } from '#primitives';
import type { Transaction } from '../platform/database.js';
import { type Checked, type Finding, Fsck, FSCK_PAGE } from './fsck.js';
import { mapLeafOf } from './logged-map.js';
import { type MapRow, versionsAfter } from './map-versions.js';

/**
 * That the stored map has the root that the newest `map.moved` leaf names, that each map kept before it has its leaf's,
 * and that each of these leaves names the one before it.
 */
@Injectable()
export class MapFsck {
  constructor(fsck: Fsck) {
    fsck.register({ name: 'map', check: async (tx) => this.check(tx) });
  }

  private async check(tx: Transaction): Promise<Checked> {
    const [{ newest } = { newest: null }] = await tx.query<{ newest: number | null }[]>(
      'select max(index) as newest from map_leaf',
    );
    const rows = await tx.query<MapRow[]>(
      `select leaf.index as leaf, 0 as at, kind, id, value
       from (select index from map_leaf
             where index >= coalesce((select min(superseded_by) from map_entry_past), $1)) leaf
       full join (select kind, id, value, leaf_index from map_entry
                  union all select kind, id, value, leaf_index from map_entry_past) entry on leaf_index = leaf.index
       order by coalesce(leaf.index, leaf_index)`,
      [newest],
    );
    const findings: Finding[] = [];
    const versions = versionsAfter(undefined, rows);
    for (const { leafIndex, tree } of versions) {
      const [leaf] = await tx.query<{ entry: Buffer }[]>(
        `select entry from log_leaf where log = 'audit' and index = $1`,
        [leafIndex],
      );
      const root = leaf && mapLeafOf(leaf.entry)?.root;
      if (root === undefined || !equalBytes(root, tree.root))
        findings.push({ place: `leaf ${String(leafIndex)}`, what: 'names another root' });
    }
    const [{ beyond } = { beyond: false }] = await tx.query<{ beyond: boolean }[]>(
      'select exists (select from map_entry where leaf_index > $1) as beyond',
      [newest ?? -1],
    );
    if (beyond) findings.push({ place: `leaf ${String(newest)}`, what: 'is older than an entry of the map' });
    return { items: rows.length, findings: [...findings, ...(await this.chain(tx))] };
  }

  private async chain(tx: Transaction): Promise<Finding[]> {
    const findings: Finding[] = [];
    let before: number | undefined;
    let isNamed = false;
    for (;;) {
      const page: { index: number; entry: Buffer }[] = await tx.query(
        `select index, entry from map_leaf join log_leaf using (index)
         where log = 'audit' and index > $1 order by index limit $2`,
        [before ?? -1, FSCK_PAGE],
      );
      if (page.length === 0) return findings;
      for (const { index, entry } of page) {
        const previous = mapLeafOf(entry)?.previous;
        // Leaves of the releases that named none come before all others.
        if ((isNamed || previous !== undefined) && previous !== before)
          findings.push({ place: `leaf ${String(index)}`, what: 'does not name the map leaf before it' });
        isNamed ||= previous !== undefined;
        before = index;
      }
    }
  }
}
