import { Injectable } from '@nestjs/common';
import { equalBytes } from '#primitives';
import { mapKey, type MapKind, MapTree } from '#tlog';
import type { Transaction } from '../platform/database.js';
import { type Checked, Fsck } from './fsck.js';
import { mapRootOf } from './logged-map.js';

/** That the stored map has the root that the newest `map.moved` leaf names. */
@Injectable()
export class MapFsck {
  constructor(fsck: Fsck) {
    fsck.register({ name: 'map', check: async (tx) => this.check(tx) });
  }

  private async check(tx: Transaction): Promise<Checked> {
    const rows = await tx.query<{ kind: MapKind; id: string; value: Buffer; leaf_index: number }[]>(
      'select kind, id, value, leaf_index from map_entry',
    );
    const tree = MapTree.of(rows.map(({ kind, id, value }) => ({ key: mapKey(kind, id), value })));
    const [{ newest } = { newest: null }] = await tx.query<{ newest: number | null }[]>(
      'select max(index) as newest from map_leaf',
    );
    const [leaf] = await tx.query<{ entry: Buffer }[]>(
      `select entry from log_leaf where log = 'audit' and index = $1`,
      [newest],
    );
    const named = leaf === undefined ? new Uint8Array(0) : mapRootOf(leaf.entry);
    const findings =
      rows.every(({ leaf_index }) => leaf_index <= (newest ?? -1)) &&
      named !== undefined &&
      equalBytes(named, tree.root)
        ? []
        : [{ place: `leaf ${String(newest)}`, what: 'names another root' }];
    return { items: rows.length, findings };
  }
}
