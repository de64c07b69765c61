import { refuse } from './errors.js';
import { rootOf } from './merkle-tree.js';
import { TILE_WIDTH, tilePath, type Tile } from './tiles.js';
import { HASH_BYTES, nodeHash } from './tree-hash.js';

/** A tile of hashes. */
export type HashTile = Tile & { readonly level: number };

/** Heights of a tree that one tile spans: 256 hashes are those of 8. */
const TILE_HEIGHT = 8;

/** A complete subtree of 2^height leaves, the `index`-th from the left. */
interface Subtree {
  readonly height: number;
  readonly index: number;
}

/**
 * The tiles out of which {@link inclusionFromTiles} makes a proof: a few, however large the tree.
 * @throws `tree.range` unless index is below size
 */
export function tilesOfProof(index: number, size: number): HashTile[] {
  const tiles = siblings(index, size).flatMap((sibling) => sibling.map((one) => placeOf(one, size).tile));
  return [...new Map(tiles.map((tile) => [tilePath(tile), tile])).values()];
}

/**
 * Proof that the leaf at `index` is in a tree, from the leaf up (RFC 6962 §2.1.1), out of tiles. It is as good as the tiles
 * are: untrusted until `verifyInclusion` has accepted it.
 * @param hashes - the bytes of a tile that {@link tilesOfProof} names
 * @throws `tree.range` unless index is below size, or where a tile has not the length of its width
 */
export function inclusionFromTiles(index: number, size: number, hashes: (tile: HashTile) => Uint8Array): Uint8Array[] {
  return siblings(index, size).map((sibling) =>
    sibling.map((one) => subtreeHash(one, size, hashes)).reduceRight((right, left) => nodeHash(left, right)),
  );
}

function subtreeHash(subtree: Subtree, size: number, hashes: (tile: HashTile) => Uint8Array): Uint8Array {
  const { tile, first, count } = placeOf(subtree, size);
  const bytes = hashes(tile);
  if (bytes.length !== tile.width * HASH_BYTES) refuse('tree.range');
  const hash = (at: number): Uint8Array => bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES);
  return rootOf(Array.from({ length: count }, (_, at) => hash(first + at)));
}

/** Where the hashes stand that make up a complete subtree: `count` of them from `first` on, in a tile as a tree of `size` leaves has it. */
function placeOf({ height, index }: Subtree, size: number): { tile: HashTile; first: number; count: number } {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height % TILE_HEIGHT);
  const place = Math.floor((index * count) / TILE_WIDTH);
  const complete = Math.floor(size / TILE_WIDTH ** level);
  const width = Math.min(TILE_WIDTH, complete - place * TILE_WIDTH);
  return { tile: { level, index: place, width }, first: index * count - place * TILE_WIDTH, count };
}

/** What stands beside the way from a leaf to the root, from the leaf up: each as the complete subtrees that make it up. */
function siblings(index: number, size: number): Subtree[][] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) refuse('tree.range');
  const fromTop: Subtree[][] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + 2 ** heightOf(end - start - 1);
    fromTop.push(index < middle ? complete(middle, end) : complete(start, middle));
    [start, end] = index < middle ? [start, middle] : [middle, end];
  }
  return fromTop.reverse();
}

// The leaves [start, end), start being where RFC 6962's recursion splits, as complete subtrees from the largest on.
function complete(start: number, end: number): Subtree[] {
  const found: Subtree[] = [];
  for (let from = start; from < end;) {
    const height = heightOf(end - from);
    found.push({ height, index: from / 2 ** height });
    from += 2 ** height;
  }
  return found;
}

// Of the largest complete subtree of at most `count` leaves. Sizes go beyond 32 bits, and logarithms are not exact there.
function heightOf(count: number): number {
  let height = 0;
  while (2 ** (height + 1) <= count) height++;
  return height;
}
