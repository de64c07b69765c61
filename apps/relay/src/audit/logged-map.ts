import { Injectable, type OnModuleInit } from '@nestjs/common';
import { equalBytes, fromBase64url, fromUtf8, toBase64url } from '#primitives';
import { mapKey, type MapKind, MapTree } from '#tlog';
import { AuditLog } from './audit-log.js';
import { StartFault } from '../platform/config.js';
import { Database, type Transaction } from '../platform/database.js';
import { type MapChange, MapSources } from './map-sources.js';

/** The map as the audit leaf at `leafIndex` names its root. */
export interface MapVersion {
  readonly leafIndex: number;
  readonly tree: MapTree;
}

interface Row {
  readonly kind: MapKind;
  readonly id: string;
  readonly value: Buffer;
  readonly leaf_index: number;
}

/** The map of protocol 5.2, kept incrementally: its changes since the last leaf make the next leaf. */
@Injectable()
export class LoggedMap implements OnModuleInit {
  /** Oldest first; the first is the newest one under a shown checkpoint. */
  #versions: MapVersion[] = [];

  constructor(
    private readonly database: Database,
    private readonly auditLog: AuditLog,
    private readonly sources: MapSources,
  ) {}

  /** @throws StartFault when the stored entries do not have the root that was logged last */
  async onModuleInit(): Promise<void> {
    await this.follow();
    const newest = this.#versions.at(-1);
    if (newest === undefined) return;
    const [row] = await this.database.manager.query<{ entry: Buffer }[]>(
      `select entry from log_leaf where log = 'audit' and index = $1`,
      [newest.leafIndex],
    );
    const root = row && mapRootOf(row.entry);
    if (root === undefined || !equalBytes(root, newest.tree.root)) {
      throw new StartFault('The map in the database does not have the root that the audit log names. Run fsck, and restore a whole backup.');
    }
  }

  /** Logs a new root if anything moved; returns whether it did. */
  async advance(): Promise<boolean> {
    const moved = await this.database.transaction(async (tx) => {
      const taken: [(typeof this.sources.all)[number], readonly MapChange[]][] = [];
      for (const source of this.sources.all) taken.push([source, await source.take(tx)]);
      const changes = taken.flatMap(([, some]) => some);
      if (changes.length === 0) return false;
      // Rows first, the log last; the map itself is guarded by the log's lock, taken before it is read.
      await tx.query('lock table map_entry in share row exclusive mode');
      const base = await this.latest(tx);
      const tree = changes.reduce((map, { kind, id, value }) => map.set(mapKey(kind, id), value), base);
      const leafIndex = await this.auditLog.append(tx, { type: 'map.moved', facts: { root: toBase64url(tree.root) } });
      await this.store(tx, changes, leafIndex);
      for (const [source, some] of taken) if (some.length > 0) await source.taken(tx, some, leafIndex);
      return true;
    });
    if (moved) await this.follow();
    return moved;
  }

  /** Reads what other nodes have logged. */
  async follow(): Promise<void> {
    const known = this.#versions.at(-1);
    const rows = await this.changedSince(this.database.manager, known?.leafIndex ?? -1);
    const version = withRows(known, rows);
    // Another call may have read the same rows meanwhile.
    if (version !== undefined && version.leafIndex > (this.#versions.at(-1)?.leafIndex ?? -1)) this.#versions.push(version);
  }

  /** The newest version whose leaf is among the first `size` leaves, or undefined. Older ones are forgotten. */
  under(size: number): MapVersion | undefined {
    const index = this.#versions.findLastIndex(({ leafIndex }) => leafIndex < size);
    if (index > 0) this.#versions = this.#versions.slice(index);
    return index < 0 ? undefined : this.#versions[0];
  }

  private async latest(tx: Transaction): Promise<MapTree> {
    const known = this.#versions.at(-1);
    return withRows(known, await this.changedSince(tx, known?.leafIndex ?? -1))?.tree ?? known?.tree ?? MapTree.empty;
  }

  private async changedSince(manager: Transaction, leafIndex: number): Promise<Row[]> {
    return manager.query('select kind, id, value, leaf_index from map_entry where leaf_index > $1', [leafIndex]);
  }

  private async store(tx: Transaction, changes: readonly MapChange[], leafIndex: number): Promise<void> {
    await tx.query(
      `insert into map_entry (kind, id, value, leaf_index)
       select kind, id, decode(value, 'hex'), $4 from unnest($1::text[], $2::text[], $3::text[]) as changed (kind, id, value)
       on conflict (kind, id) do update set value = excluded.value, leaf_index = excluded.leaf_index`,
      [
        changes.map(({ kind }) => kind),
        changes.map(({ id }) => id),
        changes.map(({ value }) => Buffer.from(value).toString('hex')),
        leafIndex,
      ],
    );
  }
}

function withRows(known: MapVersion | undefined, rows: readonly Row[]): MapVersion | undefined {
  if (rows.length === 0) return undefined;
  let tree = known?.tree ?? MapTree.empty;
  let leafIndex = known?.leafIndex ?? -1;
  for (const row of rows) {
    tree = tree.set(mapKey(row.kind, row.id), row.value);
    leafIndex = Math.max(leafIndex, row.leaf_index);
  }
  return { tree, leafIndex };
}

/** The root in a `map.moved` leaf; undefined for a leaf of another type. */
export function mapRootOf(entry: Uint8Array): Uint8Array | undefined {
  const { type, root } = JSON.parse(fromUtf8(entry)) as { type: string; root?: string };
  return type === 'map.moved' && root !== undefined ? fromBase64url(root) : undefined;
}
