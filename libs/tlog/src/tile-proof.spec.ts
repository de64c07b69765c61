import { describe, expect, it } from '@jest/globals';
import { CodedError } from '#primitives';
import { MerkleTree } from './merkle-tree.js';
import { verifyInclusion } from './proof.js';
import { inclusionFromTiles, tilesOfProof, type HashTile } from './tile-proof.js';
import { hasTile, tileHashes, tilePath } from './tiles.js';
import { leafHash } from './tree-hash.js';

const tree = new MerkleTree(Array.from({ length: 70_000 }, (_, at) => leafHash(Uint8Array.of(at >> 16, at >> 8, at))));
const served =
  (size: number) =>
  (tile: HashTile): Uint8Array =>
    tileHashes(tree, tile, size);

describe('an inclusion proof out of tiles', () => {
  it.each([1, 2, 3, 255, 256, 257, 300, 511, 512, 513, 65_535, 65_536, 65_537, 69_999])(
    'is the one that a tree of %i leaves makes, at its ends and between',
    (size) => {
      for (const index of new Set([0, 1, Math.floor(size / 3), Math.floor(size / 2), size - 2, size - 1])) {
        if (index < 0 || index >= size) continue;
        const proof = inclusionFromTiles(index, size, served(size));
        expect(proof).toEqual(tree.inclusionProof(index, size));
        verifyInclusion({ index, size, leafHash: tree.leaf(index), proof, root: tree.root(size) });
      }
    },
  );

  it('asks for the tiles that it reads, each of which the tree has, and for no others', () => {
    const [index, size] = [300, 69_999];
    const read = new Set<string>();
    inclusionFromTiles(index, size, (tile) => {
      read.add(tilePath(tile));
      return served(size)(tile);
    });
    const asked = tilesOfProof(index, size);
    expect(new Set(asked.map(tilePath))).toEqual(read);
    expect(asked.map(tilePath).sort()).toEqual(['0/001', '0/273.p/111', '1/000', '1/001.p/17']);
    expect(asked.every((tile) => hasTile(tile, size))).toBe(true);
    expect(tilesOfProof(0, 1)).toEqual([]);
  });

  it('is refused by the root when a hash of any tile that it reads is another', () => {
    const [index, size] = [300, 69_999];
    for (const wrong of tilesOfProof(index, size)) {
      const proof = inclusionFromTiles(index, size, (tile) => {
        const bytes = served(size)(tile);
        return tilePath(tile) === tilePath(wrong) ? bytes.map((byte) => byte ^ 1) : bytes;
      });
      expect(() => {
        verifyInclusion({ index, size, leafHash: tree.leaf(index), proof, root: tree.root(size) });
      }).toThrow(new CodedError('proof.refused'));
    }
  });

  it.each([
    ['is too short', -32],
    ['is cut within a hash', -1],
    ['is too long', 32],
  ])('is none when a tile %s', (_, more) => {
    const size = 300;
    const bent = (tile: HashTile): Uint8Array => {
      const bytes = served(size)(tile);
      return more < 0 ? bytes.slice(0, more) : new Uint8Array([...bytes, ...new Uint8Array(more)]);
    };
    expect(() => inclusionFromTiles(7, size, bent)).toThrow(new CodedError('tree.range'));
  });

  it.each([
    [-1, 5],
    [5, 5],
    [0, 0],
    [0.5, 5],
    [0, 2 ** 53],
  ])('is none for leaf %d of %d', (index, size) => {
    expect(() => tilesOfProof(index, size)).toThrow(new CodedError('tree.range'));
  });
});
