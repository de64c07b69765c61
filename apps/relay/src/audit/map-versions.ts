import { mapKey, type MapKind, MapTree } from '#tlog';

/** The map as the audit leaf at `leafIndex` names its root. */
export interface MapVersion {
  readonly leafIndex: number;
  /** When the leaf was logged, Unix seconds. */
  readonly at: number;
  readonly tree: MapTree;
}

/** A map leaf, an entry that it brought, or both; in the order of their leaves. An entry older than every kept leaf has none. */
export interface MapRow {
  readonly leaf: number | null;
  readonly at: number | null;
  readonly kind: MapKind | null;
  readonly id: string;
  readonly value: Uint8Array;
}

/** The versions that rows add to one that is known, oldest first. */
export function versionsAfter(known: MapVersion | undefined, rows: Iterable<MapRow>): MapVersion[] {
  const added: MapVersion[] = [];
  let tree = known?.tree ?? MapTree.empty;
  for (const { leaf, at, kind, id, value } of rows) {
    if (kind !== null) tree = tree.set(mapKey(kind, id), value);
    if (leaf === null || at === null) continue;
    // The rows of one leaf make one version.
    if (added.at(-1)?.leafIndex === leaf) added.pop();
    added.push({ leafIndex: leaf, at, tree });
  }
  return added;
}

/** The versions of the map that a node holds in memory, sharing what they have in common. */
export class MapVersions {
  /** Oldest first. */
  #versions: MapVersion[] = [];

  get newest(): MapVersion | undefined {
    return this.#versions.at(-1);
  }

  /** Adds those of `added` that are newer than all held: another call may have read the same meanwhile. */
  add(added: readonly MapVersion[]): void {
    const newest = this.newest?.leafIndex ?? -1;
    this.#versions.push(...added.filter(({ leafIndex }) => leafIndex > newest));
  }

  /**
   * The versions whose leaves are among the first `size`, from the one after the leaf `since` to the newest; the newest
   * alone when `since` is not asked for or not held any more; none before the first.
   */
  under(size: number, since?: number): readonly MapVersion[] {
    const shown = this.#versions.filter(({ leafIndex }) => leafIndex < size);
    const held = shown.findIndex(({ leafIndex }) => leafIndex === since);
    return held < 0 || held === shown.length - 1 ? shown.slice(-1) : shown.slice(held + 1);
  }

  /** Lets go of what nobody can ask for: versions before the newest that is both logged by `until` and among the first `size`. */
  forget(size: number, until: number): void {
    const from = this.#versions.findLastIndex(({ leafIndex, at }) => leafIndex < size && at <= until);
    if (from > 0) this.#versions = this.#versions.slice(from);
  }
}
