import { concat } from '#primitives';
import { refuse } from './errors.js';
import type { MerkleTree } from './merkle-tree.js';

/** Hashes of a full tile, and entries of a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

const MAX_LEVEL = 63;
const PATH = /^(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/;

/** A resource of a tiled log: hashes of a level, 0 being those of the leaves, or entries; `index` counts full tiles from the left. */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number;
}

/** Reads what follows `<prefix>/tile/`; undefined for whatever {@link tilePath} would not write. @param path - untrusted */
export function parseTilePath(path: string): Tile | undefined {
  const [whole, kind = '', places = '', width = String(TILE_WIDTH)] = PATH.exec(path) ?? [];
  const tile: Tile = {
    level: kind === 'entries' ? kind : Number(kind),
    index: Number(places.replace(/[x/]/g, '')),
    width: Number(width),
  };
  const { level } = tile;
  if (whole === undefined || (level !== 'entries' && level > MAX_LEVEL)) return undefined;
  if (tile.width < 1 || tile.width > TILE_WIDTH) return undefined;
  return tilePath(tile) === path ? tile : undefined;
}

/** The path of a tile under `<prefix>/tile/`, such as `0/x001/234.p/5`. */
export function tilePath({ level, index, width }: Tile): string {
  const places = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    places.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  const suffix = width === TILE_WIDTH ? '' : `.p/${String(width)}`;
  return `${String(level)}/${places.join('/')}${suffix}`;
}

/** Whether a tree of `size` leaves has the tile, whole as asked: each of its hashes is of a complete subtree. */
export function hasTile({ level, index, width }: Tile, size: number): boolean {
  const complete = level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level);
  return width >= 1 && width <= TILE_WIDTH && index * TILE_WIDTH + width <= complete;
}

/** The hashes of a tile, 32 bytes each, as a tree of `size` leaves has them. @throws `tree.range` where it has no such tile */
export function tileHashes(tree: MerkleTree, tile: Tile & { readonly level: number }, size: number): Uint8Array {
  if (size > tree.size || !hasTile(tile, size)) refuse('tree.range');
  const { level, index, width } = tile;
  const first = index * TILE_WIDTH;
  return concat(...Array.from({ length: width }, (_, at) => tree.subtree(8 * level, first + at)));
}

/** Entries as a bundle holds them: each preceded by its length, 2 bytes big-endian. @throws `tree.leaf` for one of 64 KiB or more */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const parts = entries.flatMap((entry) => {
    if (entry.length >= 1 << 16) refuse('tree.leaf');
    return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
  });
  return concat(...parts);
}
