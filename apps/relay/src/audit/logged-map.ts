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

// One row for each changed entry beside the newest map leaf, or a single one without an entry.
interface Row {
  readonly newest: number | null;
  readonly kind: MapKind | null;
  readonly id: string;
  readonly value: Buffer;
}

/**
 * The map of protocol 5.2, kept incrementally: its changes since the last leaf make the next leaf.
 *
 * [Note: The map's leaf is the last] Whoever makes an audit checkpoint logs the map's root first, whenever the map moved
 * or the log grew, and the checkpoint ends with that leaf. So a reader who is given a leaf at the checkpoint's last
 * index knows that no newer map stands behind it.
 */
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
      throw new StartFault(
        'The map in the database does not have the root that the audit log names. Run fsck, and restore a whole backup.',
      );
    }
  }

  /** Logs the root anew if the map moved or the log grew (see [Note: The map's leaf is the last]); returns whether it did. */
  async advance(): Promise<boolean> {
    const moved = await this.database.transaction(async (tx) => {
      const taken: [(typeof this.sources.all)[number], readonly MapChange[]][] = [];
      for (const source of this.sources.all) taken.push([source, await source.take(tx)]);
      const changes = taken.flatMap(([, some]) => some);
      if (changes.length === 0 && (await this.endsWithMap(tx))) return false;
      // Rows first, the log last; the map itself is guarded by the log's lock, taken before it is read.
      await tx.query('lock table map_entry in share row exclusive mode');
      const base = withRows(this.#versions.at(-1), await this.changedSince(tx))?.tree ?? MapTree.empty;
      const tree = changes.reduce((map, { kind, id, value }) => map.set(mapKey(kind, id), value), base);
      const leafIndex = await this.auditLog.append(tx, { type: 'map.moved', facts: { root: toBase64url(tree.root) } });
      await tx.query('insert into map_leaf (index) values ($1)', [leafIndex]);
      await this.store(tx, changes, leafIndex);
      for (const [source, some] of taken) if (some.length > 0) await source.taken(tx, some, leafIndex);
      return true;
    });
    if (moved) await this.follow();
    return moved;
  }

  /** Reads what other nodes have logged. */
  async follow(): Promise<void> {
    const version = withRows(this.#versions.at(-1), await this.changedSince(this.database.manager));
    // Another call may have read the same rows meanwhile.
    if (version !== undefined && version.leafIndex > (this.#versions.at(-1)?.leafIndex ?? -1))
      this.#versions.push(version);
  }

  /** Leaves of the audit log up to and with the newest map's: the size of the next checkpoint. 0 before the first. */
  get size(): number {
    return (this.#versions.at(-1)?.leafIndex ?? -1) + 1;
  }

  /** The newest version whose leaf is among the first `size` leaves, or undefined. Older ones are forgotten. */
  under(size: number): MapVersion | undefined {
    const index = this.#versions.findLastIndex(({ leafIndex }) => leafIndex < size);
    if (index > 0) this.#versions = this.#versions.slice(index);
    return index < 0 ? undefined : this.#versions[0];
  }

  private async endsWithMap(tx: Transaction): Promise<boolean> {
    const [row] = await tx.query<{ ends: boolean }[]>(
      `select (select max(index) from map_leaf) = (select max(index) from log_leaf where log = 'audit') as ends`,
    );
    return row?.ends === true;
  }

  // One statement, so that the entries are those of exactly the newest leaf.
  private async changedSince(manager: Transaction): Promise<Row[]> {
    return manager.query(
      `select leaf.newest, kind, id, value
       from (select max(index) as newest from map_leaf) leaf left join map_entry on leaf_index > $1`,
      [this.#versions.at(-1)?.leafIndex ?? -1],
    );
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
  const leafIndex = rows[0]?.newest;
  if (leafIndex === undefined || leafIndex === null) return known;
  let tree = known?.tree ?? MapTree.empty;
  for (const { kind, id, value } of rows) if (kind !== null) tree = tree.set(mapKey(kind, id), value);
  return { tree, leafIndex };
}

/** The root in a `map.moved` leaf; undefined for a leaf of another type. */
export function mapRootOf(entry: Uint8Array): Uint8Array | undefined {
  const { type, root } = JSON.parse(fromUtf8(entry)) as { type: string; root?: string };
  return type === 'map.moved' && root !== undefined ? fromBase64url(root) : undefined;
}
