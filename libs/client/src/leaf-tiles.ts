import {
  HASH_BYTES,
  inclusionFromTiles,
  TILE_WIDTH,
  tilePath,
  tilesOfProof,
  verifyInclusion,
  type Checkpoint,
  type HashTile,
} from '#tlog';

/** The tile in which the hash of a leaf stands, in a log of `size` leaves. */
function tileOf(index: number, size: number): HashTile {
  const place = Math.floor(index / TILE_WIDTH);
  return { level: 0, index: place, width: Math.min(TILE_WIDTH, size - place * TILE_WIDTH) };
}

/** The paths of all tiles with which {@link LeafTiles} proves leaves of a log of `size` leaves, in order. */
export function tilesFor(indexes: readonly number[], size: number): string[] {
  const paths = new Set<string>();
  const seen = new Set<number>();
  for (const index of indexes) {
    const own = tileOf(index, size);
    if (seen.has(own.index)) continue;
    seen.add(own.index);
    // The first of a tile and the last of it need the same others.
    for (const tile of [own, ...tilesOfProof(index, size)]) paths.add(tilePath(tile));
  }
  return [...paths].sort();
}

/**
 * Hashes of a log's leaves out of its tiles, from anybody: each tile is proved once, up to a checkpoint. The proof of one leaf
 * of a tile takes in every hash of it, so that all are as good as that one.
 */
export class LeafTiles {
  readonly #proved = new Set<number>();

  /** @param tiles - bytes by path */
  constructor(
    private readonly checkpoint: Pick<Checkpoint, 'size' | 'root'>,
    private readonly tiles: ReadonlyMap<string, Uint8Array>,
  ) {}

  /** The hash of the leaf that stands at a place, 32 bytes. @throws `tree.range`, `proof.*` where its tile does not lead to the checkpoint */
  hash(index: number): Uint8Array {
    const { size, root } = this.checkpoint;
    const tile = tileOf(index, size);
    const leafHash = this.bytes(tile).slice((index % TILE_WIDTH) * HASH_BYTES, ((index % TILE_WIDTH) + 1) * HASH_BYTES);
    if (this.#proved.has(tile.index)) return leafHash;
    verifyInclusion({ index, size, leafHash, proof: this.inclusion(index), root });
    this.#proved.add(tile.index);
    return leafHash;
  }

  /** The inclusion proof of a leaf, from the leaf up. @throws as {@link hash} */
  inclusion(index: number): Uint8Array[] {
    return inclusionFromTiles(index, this.checkpoint.size, (tile) => this.bytes(tile));
  }

  private bytes(tile: HashTile): Uint8Array {
    return this.tiles.get(tilePath(tile)) ?? new Uint8Array(0);
  }
}
