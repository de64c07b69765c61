import { describe, expect, it } from '@jest/globals';
import { concat } from '#primitives';
import { MerkleTree, rootOf } from './merkle-tree.js';
import { entryBundle, hasTile, parseTilePath, tileHashes, tilePath, type Tile } from './tiles.js';
import { leafHash } from './tree-hash.js';

const tree = new MerkleTree(Array.from({ length: 70_000 }, (_, at) => leafHash(Uint8Array.of(at >> 16, at >> 8, at))));
const leaves = (from: number, to: number): Uint8Array[] =>
  Array.from({ length: to - from }, (_, at) => tree.leaf(from + at));

describe('path of a tile', () => {
  it.each([
    ['0/000', { level: 0, index: 0, width: 256 }],
    ['63/x001/x234/067', { level: 63, index: 1_234_067, width: 256 }],
    ['1/x001/000.p/17', { level: 1, index: 1000, width: 17 }],
    ['entries/273.p/112', { level: 'entries', index: 273, width: 112 }],
  ] as const)('%s is read and written', (path, tile) => {
    expect(parseTilePath(path)).toEqual(tile);
    expect(tilePath(tile)).toBe(path);
  });

  it.each([
    '',
    '0',
    '0/0',
    '00/000',
    '64/000',
    '-1/000',
    '0/1000',
    '0/x000/001',
    '0/x001',
    '0/000.p/0',
    '0/000.p/01',
    '0/000.p/256',
    '0/000.p/257',
    '0/000/',
    '0/000.p/',
    'entries/x001/x002/x003/x004/x005/000',
    'data/000',
    '0/../000',
    '0/000\n',
  ])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

describe('tiles of a tree', () => {
  it('are those that the specification counts for 70,000 leaves', () => {
    const size = 70_000;
    expect(hasTile({ level: 0, index: 272, width: 256 }, size)).toBe(true);
    expect(hasTile({ level: 0, index: 273, width: 112 }, size)).toBe(true);
    expect(hasTile({ level: 0, index: 273, width: 113 }, size)).toBe(false);
    expect(hasTile({ level: 1, index: 0, width: 256 }, size)).toBe(true);
    expect(hasTile({ level: 1, index: 1, width: 17 }, size)).toBe(true);
    expect(hasTile({ level: 1, index: 1, width: 18 }, size)).toBe(false);
    expect(hasTile({ level: 2, index: 0, width: 1 }, size)).toBe(true);
    expect(hasTile({ level: 3, index: 0, width: 1 }, size)).toBe(false);
    expect(hasTile({ level: 'entries', index: 273, width: 112 }, size)).toBe(true);
    expect(hasTile({ level: 'entries', index: 273, width: 113 }, size)).toBe(false);
    expect(hasTile({ level: 0, index: 0, width: 0 }, size)).toBe(false);
    expect(hasTile({ level: 0, index: 0, width: 257 }, size)).toBe(false);
  });

  it('hold the leaf hashes, and above them the roots of full tiles', () => {
    expect(tileHashes(tree, { level: 0, index: 273, width: 112 }, 70_000)).toEqual(concat(...leaves(69_888, 70_000)));
    const above = tileHashes(tree, { level: 1, index: 1, width: 17 }, 70_000);
    const of = (n: number): Uint8Array => rootOf(leaves((256 + n) * 256, (257 + n) * 256));
    expect(above).toEqual(concat(...Array.from({ length: 17 }, (_, n) => of(n))));
    expect(tileHashes(tree, { level: 2, index: 0, width: 1 }, 70_000)).toEqual(rootOf(leaves(0, 65_536)));
  });

  it.each<[string, Tile & { level: number }, number]>([
    ['beyond the size asked for', { level: 0, index: 0, width: 2 }, 1],
    ['of a size that the tree has not', { level: 0, index: 0, width: 1 }, 70_001],
  ])('are refused %s', (_, tile, size) => {
    expect(() => tileHashes(tree, tile, size)).toThrow('tree.range');
  });

  it('refuses a subtree of a height or at a place that the tree has not', () => {
    expect(() => tree.subtree(40, 0)).toThrow('tree.range');
    expect(() => tree.subtree(16, 1)).toThrow('tree.range');
  });
});

describe('bundle of entries', () => {
  it('puts before each its length in two bytes', () => {
    const long = new Uint8Array(258).fill(7);
    expect(entryBundle([Uint8Array.of(1, 2), new Uint8Array(), long])).toEqual(
      concat(Uint8Array.of(0, 2, 1, 2), Uint8Array.of(0, 0), Uint8Array.of(1, 2), long),
    );
  });

  it('refuses an entry whose length does not fit', () => {
    expect(() => entryBundle([new Uint8Array(1 << 16)])).toThrow('tree.leaf');
  });
});
