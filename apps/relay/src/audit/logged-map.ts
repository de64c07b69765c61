import { Injectable, type OnModuleInit } from '@nestjs/common';
import { equalBytes, fromBase64url, fromUtf8, toBase64url, unixSeconds } from '#primitives';
import { mapKey, MapTree } from '#tlog';
import { AuditLog } from './audit-log.js';
import { SystemClock } from '../platform/clock.js';
import { StartFault } from '../platform/config.js';
import { Database, type Transaction } from '../platform/database.js';
import { type MapChange, MapSources } from './map-sources.js';
import { type MapRow, type MapVersion, MapVersions, versionsAfter } from './map-versions.js';

/**
 * How long superseded versions are kept, seconds by this relay's clock: three times as long as a client goes back, so that
 * neither a restart nor a clock that jumps a little makes an honest relay owe what it no longer has.
 */
const KEPT_SECONDS = 900;

// The leaf whose map is the oldest that is kept, by the time until which a leaf is old; never beyond the shown checkpoint.
const oldestKept = (time: '$1' | '$2'): string => `
  select max(index) from map_leaf
  where at <= ${time} and index < coalesce((select size from checkpoint_shown where log = 'audit'), 0)`;

/**
 * The map of protocol 5.2, kept incrementally: its changes since the last leaf make the next leaf.
 *
 * [Note: The map's leaf is the last] Whoever makes an audit checkpoint logs the map's root first, whenever the map moved
 * or the log grew, and the checkpoint ends with that leaf. So a reader who is given a leaf at the checkpoint's last
 * index knows that no newer map stands behind it. It names the map leaf before it as `previous`, so that no map between
 * two looks can be left out.
 */
@Injectable()
export class LoggedMap implements OnModuleInit {
  readonly #versions = new MapVersions();

  constructor(
    private readonly database: Database,
    private readonly auditLog: AuditLog,
    private readonly sources: MapSources,
    private readonly clock: SystemClock,
  ) {}

  /** @throws StartFault when the stored entries do not have the root that was logged last */
  async onModuleInit(): Promise<void> {
    await this.follow();
    const { newest } = this.#versions;
    if (newest === undefined) return;
    const [row] = await this.database.manager.query<{ entry: Buffer }[]>(
      `select entry from log_leaf where log = 'audit' and index = $1`,
      [newest.leafIndex],
    );
    const root = row && mapLeafOf(row.entry)?.root;
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
      const { newest } = this.#versions;
      const base = versionsAfter(newest, await this.changedSince(tx)).at(-1) ?? newest;
      const tree = changes.reduce(
        (map, { kind, id, value }) => map.set(mapKey(kind, id), value),
        base?.tree ?? MapTree.empty,
      );
      const facts = { root: toBase64url(tree.root), ...(base !== undefined && { previous: base.leafIndex }) };
      const leafIndex = await this.auditLog.append(tx, { type: 'map.moved', facts });
      await tx.query('insert into map_leaf (index, at) values ($1, $2)', [leafIndex, unixSeconds(this.clock)]);
      await this.store(tx, changes, leafIndex);
      for (const [source, some] of taken) if (some.length > 0) await source.taken(tx, some, leafIndex);
      return true;
    });
    if (moved) await this.follow();
    return moved;
  }

  /** Reads what other nodes have logged. */
  async follow(): Promise<void> {
    const { newest } = this.#versions;
    this.#versions.add(versionsAfter(newest, await this.changedSince(this.database.manager)));
  }

  /** Leaves of the audit log up to and with the newest map's: the size of the next checkpoint. 0 before the first. */
  get size(): number {
    return (this.#versions.newest?.leafIndex ?? -1) + 1;
  }

  /** As {@link MapVersions.under}. */
  under(size: number, since?: number): readonly MapVersion[] {
    return this.#versions.under(size, since);
  }

  /** The audit checkpoint of this size is shown: versions that are both under it and old are let go of. */
  shown(size: number): void {
    this.#versions.forget(size, this.old);
  }

  private get old(): number {
    return unixSeconds(this.clock) - KEPT_SECONDS;
  }

  private async endsWithMap(tx: Transaction): Promise<boolean> {
    const [row] = await tx.query<{ ends: boolean }[]>(
      `select (select max(index) from map_leaf) = (select max(index) from log_leaf where log = 'audit') as ends`,
    );
    return row?.ends === true;
  }

  // One statement, so that the entries are those of exactly these leaves.
  private async changedSince(manager: Transaction): Promise<MapRow[]> {
    return manager.query(
      `select leaf.index as leaf, leaf.at, kind, id, value
       from (select index, at from map_leaf where index > $1 and index >= coalesce((${oldestKept('$2')}), 0)) leaf
       full join (select kind, id, value, leaf_index from map_entry where leaf_index > $1
                  union all select kind, id, value, leaf_index from map_entry_past where leaf_index > $1) entry
         on leaf_index = leaf.index
       order by coalesce(leaf.index, leaf_index)`,
      [this.#versions.newest?.leafIndex ?? -1, this.old],
    );
  }

  private async store(tx: Transaction, changes: readonly MapChange[], leafIndex: number): Promise<void> {
    await tx.query(
      `insert into map_entry_past (kind, id, value, leaf_index, superseded_by)
       select kind, id, value, leaf_index, $3
       from map_entry join unnest($1::text[], $2::text[]) as changed (kind, id) using (kind, id)`,
      [changes.map(({ kind }) => kind), changes.map(({ id }) => id), leafIndex],
    );
    await tx.query(`delete from map_entry_past where superseded_by <= (${oldestKept('$1')})`, [this.old]);
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

/** What a `map.moved` leaf says; undefined for a leaf of another type, and for one that was damaged where it is stored. */
export function mapLeafOf(entry: Uint8Array): { readonly root: Uint8Array; readonly previous?: number } | undefined {
  try {
    const { type, root, previous } = JSON.parse(fromUtf8(entry)) as { type: string; root?: string; previous?: number };
    if (type !== 'map.moved' || root === undefined) return undefined;
    return { root: fromBase64url(root), ...(previous !== undefined && { previous }) };
  } catch {
    // Whoever looks for its root misses it, and says so.
    return undefined;
  }
}
