import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { equalBytes, fromHex, toHex, utf8 } from '#primitives';
import { emptyRoot, leafHash, MerkleTree, rootOf, verifyConsistency, verifyInclusion } from './index.js';

// The definitions of RFC 6962 §2.1 as they stand there, over node:crypto: slow, and with nothing in common with the product.
const sha256 = (...parts: readonly Uint8Array[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

class Rfc6962 {
  readonly #heads = new Map<number, Uint8Array>();
  constructor(readonly entries: readonly Uint8Array[]) {}

  split(n: number): number {
    let k = 1;
    while (k * 2 < n) k *= 2;
    return k;
  }

  mth(start: number, end: number): Uint8Array {
    const place = start * 100_000 + end;
    let head = this.#heads.get(place);
    if (head === undefined) {
      if (end === start) head = sha256();
      else if (end - start === 1) head = sha256(Uint8Array.of(0), this.entries[start] ?? utf8('none'));
      else {
        const k = this.split(end - start);
        head = sha256(Uint8Array.of(1), this.mth(start, start + k), this.mth(start + k, end));
      }
      this.#heads.set(place, head);
    }
    return head;
  }

  path(m: number, start: number, end: number): Uint8Array[] {
    if (end - start === 1) return [];
    const k = this.split(end - start);
    return m < k
      ? [...this.path(m, start, start + k), this.mth(start + k, end)]
      : [...this.path(m - k, start + k, end), this.mth(start, start + k)];
  }

  subproof(m: number, start: number, end: number, known: boolean): Uint8Array[] {
    if (m === end - start) return known ? [] : [this.mth(start, end)];
    const k = this.split(end - start);
    return m <= k
      ? [...this.subproof(m, start, start + k, known), this.mth(start + k, end)]
      : [...this.subproof(m - k, start + k, end, false), this.mth(start, start + k)];
  }
}

const entriesOf = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => utf8(`entry ${String(i)}`));
const same = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.length === b.length && a.every((hash, i) => equalBytes(hash, b[i] ?? utf8('none')));

// expect() costs more than the hashes, so the loops count and one expectation follows.
const SIZES = 300;
const entries = entriesOf(SIZES);
const plain = new Rfc6962(entries);
const tree = new MerkleTree(entries.map(leafHash));

describe('MerkleTree', () => {
  it('has the root of RFC 6962 at every size to 300, growing and looking back', () => {
    const growing = new MerkleTree();
    const wrong: number[] = [];
    for (let size = 0; size <= SIZES; size++) {
      const expected = plain.mth(0, size);
      if (!equalBytes(growing.root(), expected) || !equalBytes(tree.root(size), expected)) wrong.push(size);
      if (size < SIZES) growing.append(leafHash(entries[size] ?? utf8('none')));
    }
    expect(wrong).toEqual([]);
    expect([growing.size, tree.size]).toEqual([SIZES, SIZES]);
    expect(growing.consistencyProof(9)).toEqual(growing.consistencyProof(9, SIZES));
  });

  it('makes every inclusion proof of every size to 300, and each verifies', () => {
    let count = 0;
    for (let size = 1; size <= SIZES; size++) {
      const root = plain.mth(0, size);
      for (let index = 0; index < size; index++) {
        const proof = tree.inclusionProof(index, size);
        if (!same(proof, plain.path(index, 0, size)))
          throw new Error(`other proof of ${String(index)} in ${String(size)}`);
        verifyInclusion({ index, size, leafHash: tree.leaf(index), proof, root });
        count++;
      }
    }
    expect(count).toBe((SIZES * (SIZES + 1)) / 2);
  });

  it('makes every consistency proof of every two sizes to 300, and each verifies', () => {
    let count = 0;
    for (let to = 0; to <= SIZES; to++) {
      const toRoot = plain.mth(0, to);
      for (let from = 0; from <= to; from++) {
        const proof = tree.consistencyProof(from, to);
        const expected = from === 0 ? [] : plain.subproof(from, 0, to, true);
        if (!same(proof, expected)) throw new Error(`other proof from ${String(from)} to ${String(to)}`);
        verifyConsistency({ from, to, fromRoot: plain.mth(0, from), toRoot, proof });
        count++;
      }
    }
    expect(count).toBe(((SIZES + 1) * (SIZES + 2)) / 2);
  });

  it('agrees with RFC 6962 at any size, index and earlier size when there are thousands of leaves', () => {
    const many = entriesOf(5_000);
    const large = new MerkleTree(many.map(leafHash));
    const definition = new Rfc6962(many);
    fc.assert(
      fc.property(fc.nat(4_999), fc.nat(4_999), fc.nat(4_999), (a, b, c) => {
        const [from = 0, index = 0, last = 0] = [a, b, c].sort((x, y) => x - y);
        const size = last + 1;
        const root = large.root(size);
        expect(toHex(root)).toBe(toHex(definition.mth(0, size)));
        const proof = large.inclusionProof(index, size);
        expect(same(proof, definition.path(index, 0, size))).toBe(true);
        verifyInclusion({ index, size, leafHash: large.leaf(index), proof, root });
        const consistency = large.consistencyProof(from, size);
        expect(same(consistency, from === 0 ? [] : definition.subproof(from, 0, size, true))).toBe(true);
        verifyConsistency({ from, to: size, fromRoot: large.root(from), toRoot: root, proof: consistency });
      }),
      { numRuns: 300 },
    );
  });

  it('has the roots that the certificate-transparency project published for its eight entries', () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const roots = [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    const published = new MerkleTree(inputs.map((input) => leafHash(fromHex(input))));
    expect(roots.map((_, i) => toHex(published.root(i + 1)))).toEqual(roots);
    expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(toHex(rootOf([]))).toBe(toHex(emptyRoot()));
  });

  it('keeps its hashes when a caller changes what it was given or got', () => {
    const hash = leafHash(utf8('a'));
    const small = new MerkleTree([hash, leafHash(utf8('b'))]);
    const root = toHex(small.root());
    hash.fill(0);
    small.leaf(0).fill(0);
    small.root().fill(0);
    for (const sibling of small.inclusionProof(0)) sibling.fill(0);
    expect(toHex(small.root())).toBe(root);
  });

  it('refuses a leaf hash that is not 32 bytes', () => {
    for (const length of [0, 31, 33]) {
      expect(() => new MerkleTree([new Uint8Array(length)])).toThrow(expect.objectContaining({ code: 'tree.leaf' }));
    }
  });

  it('refuses sizes and places that it does not have', () => {
    const small = new MerkleTree(entriesOf(3).map(leafHash));
    const acts = [
      () => small.leaf(3),
      () => small.root(4),
      () => small.root(-1),
      () => small.root(1.5),
      () => small.inclusionProof(3),
      () => small.inclusionProof(2, 2),
      () => small.inclusionProof(0, 4),
      () => small.inclusionProof(0, 0),
      () => small.consistencyProof(3, 2),
      () => small.consistencyProof(1, 4),
      () => new MerkleTree().inclusionProof(0),
    ];
    for (const act of acts) expect(act).toThrow(expect.objectContaining({ code: 'tree.range' }));
  });
});
