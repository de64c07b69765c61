import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf, fromHex, utf8 } from '#primitives';
import {
  emptyRoot,
  formatProof,
  leafHash,
  MerkleTree,
  nodeHash,
  parseProof,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type InclusionClaim,
} from './index.js';

const refusal = (act: () => void): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    return codeOf(error) ?? 'uncoded';
  }
};
const inclusion = (claim: InclusionClaim): string =>
  refusal(() => {
    verifyInclusion(claim);
  });
const consistency = (claim: ConsistencyClaim): string =>
  refusal(() => {
    verifyConsistency(claim);
  });

const treeOf = (size: number): MerkleTree =>
  new MerkleTree(Array.from({ length: size }, (_, i) => leafHash(utf8(`entry ${String(i)}`))));
const tree = treeOf(40);
const inclusionClaim = (index: number, size: number): InclusionClaim => ({
  index,
  size,
  leafHash: tree.leaf(index),
  proof: tree.inclusionProof(index, size),
  root: tree.root(size),
});
const consistencyClaim = (from: number, to: number): ConsistencyClaim => ({
  from,
  to,
  fromRoot: tree.root(from),
  toRoot: tree.root(to),
  proof: tree.consistencyProof(from, to),
});
const foreign = leafHash(utf8('foreign'));
const flipped = (hash: Uint8Array, bit: number): Uint8Array => {
  const changed = hash.slice();
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
};
/** Every list that is empty, one hash shorter at either end, or longer by one at any place. */
const resized = (proof: readonly Uint8Array[]): Uint8Array[][] => [
  ...(proof.length > 0 ? [[], proof.slice(1), proof.slice(0, -1)] : []),
  ...Array.from({ length: proof.length + 1 }, (_, i) => [...proof.slice(0, i), foreign, ...proof.slice(i)]),
];

describe('formatProof', () => {
  it('writes the place, the hashes from the leaf up and the checkpoint, as c2sp.org/tlog-proof has them', () => {
    const proof = [new Uint8Array(32), new Uint8Array(32).fill(255)];
    expect(formatProof({ index: 7, proof }, 'log.example\n9\n')).toBe(
      `c2sp.org/tlog-proof@v1\nindex 7\n${'A'.repeat(43)}=\n${'/'.repeat(42)}8=\n\nlog.example\n9\n`,
    );
  });
});

describe('parseProof', () => {
  const proof = [new Uint8Array(32), new Uint8Array(32).fill(255)];
  const note = 'log.example\n9\n\nsignature\n';
  const text = formatProof({ index: 7, proof }, note);

  it('reads what formatProof writes, without hashes too', () => {
    expect(parseProof(text)).toEqual({ index: 7, proof, note });
    expect(parseProof(formatProof({ index: 0, proof: [] }, note))).toEqual({ index: 0, proof: [], note });
  });

  it.each([
    ['nothing', ''],
    ['no note', text.split('\n\n')[0] ?? ''],
    ['another form', text.replace('@v1', '@v2')],
    ['no place', text.replace('index 7\n', '')],
    ['a place with a zero before', text.replace('index 7', 'index 07')],
    ['a place beyond what is exact', text.replace('index 7', 'index 9999999999999999')],
    [
      'more hashes than a tree has heights',
      formatProof({ index: 1, proof: Array(65).fill(proof[0]) as Uint8Array[] }, note),
    ],
  ])('refuses %s', (_, one) => {
    expect(refusal(() => parseProof(one))).toBe('proof.form');
  });

  it('refuses a hash that is not in base64', () => {
    expect(refusal(() => parseProof(text.replace('=', '')))).toBe('base64.invalid');
  });
});

describe('verifyInclusion', () => {
  it('refuses by its length every proof cut or extended by a hash', () => {
    const answers = new Set<string>();
    for (let size = 1; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const claim = inclusionClaim(index, size);
        for (const proof of resized(claim.proof)) answers.add(inclusion({ ...claim, proof }));
      }
    }
    expect([...answers]).toEqual(['proof.length']);
  });

  it('refuses every single flipped bit of leaf, proof and root', () => {
    const answers = new Set<string>();
    for (let size = 1; size <= 7; size++) {
      for (let index = 0; index < size; index++) {
        const claim = inclusionClaim(index, size);
        for (let bit = 0; bit < 256; bit++) {
          answers.add(inclusion({ ...claim, leafHash: flipped(claim.leafHash, bit) }));
          answers.add(inclusion({ ...claim, root: flipped(claim.root, bit) }));
          for (let i = 0; i < claim.proof.length; i++) {
            const proof = claim.proof.map((hash, k) => (k === i ? flipped(hash, bit) : hash));
            answers.add(inclusion({ ...claim, proof }));
          }
        }
      }
    }
    expect([...answers]).toEqual(['proof.refused']);
  });

  it('refuses the proof of a leaf for any other place, and another leaf at its place', () => {
    const answers = new Set<string>();
    for (let size = 2; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const claim = inclusionClaim(index, size);
        for (let other = 0; other < size; other++) {
          if (other === index) continue;
          answers.add(inclusion({ ...claim, index: other }));
          answers.add(inclusion({ ...claim, leafHash: tree.leaf(other) }));
        }
      }
    }
    expect([...answers].sort()).toEqual(['proof.length', 'proof.refused']);
  });

  it('refuses an interior node as a leaf when the size is true', () => {
    const claim = inclusionClaim(0, 4);
    const interior = nodeHash(tree.leaf(0), tree.leaf(1));
    expect(inclusion({ ...claim, leafHash: interior, proof: claim.proof.slice(1) })).toBe('proof.length');
  });

  it('refuses hashes of another length, even when their bytes joined are the right ones', () => {
    const claim = inclusionClaim(0, 2);
    const joined = Uint8Array.of(...claim.leafHash, ...(claim.proof[0] ?? []));
    expect(inclusion({ ...claim, leafHash: joined.slice(0, 31), proof: [joined.slice(31)] })).toBe('proof.length');
    expect(inclusion({ ...claim, root: claim.root.slice(1) })).toBe('proof.length');
  });

  it('refuses a place beyond the size, and what is no size', () => {
    const claim = inclusionClaim(1, 2);
    for (const index of [2, -1, 0.5, Number.NaN]) expect(inclusion({ ...claim, index })).toBe('proof.refused');
    for (const size of [0, 1, -1, 2.5, Number.NaN, 2 ** 53])
      expect(inclusion({ ...claim, size })).toBe('proof.refused');
  });

  it('verifies in trees of more than 2^32 leaves', () => {
    const hashes = Array.from({ length: 41 }, (_, i) => leafHash(utf8(`subtree ${String(i)}`)));
    const [last = foreign, ...left] = hashes;
    // 2^40 complete leaves and one more: the last leaf beside them, and the first leaf below 40 left edges.
    const whole = left.reduce((hash, sibling) => nodeHash(hash, sibling), foreign);
    const root = nodeHash(whole, last);
    const size = 2 ** 40 + 1;
    verifyInclusion({ index: 2 ** 40, size, leafHash: last, proof: [whole], root });
    verifyInclusion({ index: 0, size, leafHash: foreign, proof: [...left, last], root });
    expect(inclusion({ index: 1, size, leafHash: foreign, proof: [...left, last], root })).toBe('proof.refused');
  });

  it('accepts nothing but the leaf at its place when index and proof are arbitrary', () => {
    const claim = inclusionClaim(11, 29);
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(fc.nat(28), fc.array(hash, { maxLength: 8 }), (index, proof) => {
        expect(inclusion({ ...claim, index, proof })).not.toBe('accepted');
      }),
    );
  });
});

describe('verifyConsistency', () => {
  it('refuses by its length every proof cut or extended by a hash', () => {
    const answers = new Set<string>();
    for (let to = 0; to <= 40; to++) {
      for (let from = 0; from <= to; from++) {
        const claim = consistencyClaim(from, to);
        for (const proof of resized(claim.proof)) answers.add(consistency({ ...claim, proof }));
      }
    }
    expect([...answers]).toEqual(['proof.length']);
  });

  it('refuses every single flipped bit of roots and proof', () => {
    const answers = new Set<string>();
    for (let to = 1; to <= 7; to++) {
      for (let from = 1; from <= to; from++) {
        const claim = consistencyClaim(from, to);
        for (let bit = 0; bit < 256; bit++) {
          answers.add(consistency({ ...claim, fromRoot: flipped(claim.fromRoot, bit) }));
          answers.add(consistency({ ...claim, toRoot: flipped(claim.toRoot, bit) }));
          for (let i = 0; i < claim.proof.length; i++) {
            const proof = claim.proof.map((hash, k) => (k === i ? flipped(hash, bit) : hash));
            answers.add(consistency({ ...claim, proof }));
          }
        }
      }
    }
    expect([...answers]).toEqual(['proof.refused']);
  });

  it('refuses a log that rewrote, dropped or reordered a leaf it had shown', () => {
    const hashes = Array.from({ length: 9 }, (_, i) => leafHash(utf8(`entry ${String(i)}`)));
    const [first = foreign, second = foreign, ...others] = hashes;
    const forks = [
      [foreign, second, ...others],
      [second, ...others, foreign],
      [second, first, ...others],
    ];
    for (const fork of forks) {
      const forked = new MerkleTree(fork);
      for (let from = 2; from < 9; from++) {
        const proof = forked.consistencyProof(from, 9);
        const claim = { from, to: 9, fromRoot: tree.root(from), toRoot: forked.root(9), proof };
        expect(consistency(claim)).toBe('proof.refused');
      }
    }
  });

  it('holds the empty tree and equal sizes to one root', () => {
    const root = tree.root(5);
    expect(consistency({ from: 0, to: 5, fromRoot: emptyRoot(), toRoot: root, proof: [] })).toBe('accepted');
    expect(consistency({ from: 0, to: 0, fromRoot: emptyRoot(), toRoot: emptyRoot(), proof: [] })).toBe('accepted');
    expect(consistency({ from: 5, to: 5, fromRoot: root, toRoot: root, proof: [] })).toBe('accepted');
    expect(consistency({ from: 0, to: 5, fromRoot: foreign, toRoot: root, proof: [] })).toBe('proof.refused');
    expect(consistency({ from: 0, to: 0, fromRoot: emptyRoot(), toRoot: foreign, proof: [] })).toBe('proof.refused');
    expect(consistency({ from: 5, to: 5, fromRoot: root, toRoot: foreign, proof: [] })).toBe('proof.refused');
  });

  it('refuses a shrinking log, what is no size, and hashes of another length', () => {
    const claim = consistencyClaim(3, 5);
    expect(consistency({ ...claim, from: 6 })).toBe('proof.refused');
    for (const from of [-1, 2.5, Number.NaN]) expect(consistency({ ...claim, from })).toBe('proof.refused');
    for (const to of [Number.NaN, 2 ** 53]) expect(consistency({ ...claim, to })).toBe('proof.refused');
    expect(consistency({ ...claim, fromRoot: new Uint8Array(31) })).toBe('proof.length');
    expect(consistency({ ...claim, proof: claim.proof.map((hash) => hash.slice(1)) })).toBe('proof.length');
  });

  it('verifies in trees of more than 2^32 leaves', () => {
    const [half, next] = [foreign, leafHash(utf8('next'))];
    const size = 2 ** 40;
    verifyConsistency({ from: size, to: size + 1, fromRoot: half, toRoot: nodeHash(half, next), proof: [next] });
    const claim = { from: size, to: size + 1, fromRoot: half, toRoot: nodeHash(next, half), proof: [next] };
    expect(consistency(claim)).toBe('proof.refused');
  });

  // The roots and proofs of a request in the tests of FiloSottile/torchwood (internal/witness).
  it('agrees with the proofs a public witness is tested with', () => {
    const leaf = (byte: number): Uint8Array => fromHex(`2a${byte.toString(16).padStart(2, '0')}${'00'.repeat(30)}`);
    const toRoot = fromHex('42bb57ad06420afa4882c4a63ac6a1ec77480b330b2f20dfc53a0caa5f564e36');
    const middle = fromHex('f9f50357e93def4078237b8aaea24ce1a3f5965a0f64ff26bebd99e30470d8b2');
    verifyConsistency({ from: 1, to: 5, fromRoot: leaf(0), toRoot, proof: [leaf(1), middle, leaf(4)] });
  });
});
