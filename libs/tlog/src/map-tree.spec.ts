import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { codeOf, toHex, utf8 } from '#primitives';
import { agreementValue, headValue, mapKey, MapTree, verifyMap, type MapClaim, type MapEntry } from './index.js';

const refused = (code: string) => expect.objectContaining({ code });

// The definition of protocol 5.2 written out over whole lists of entries, with node:crypto.
const H = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(part.length));
    hash.update(length).update(part);
  }
  return hash.digest();
};
const bits = (key: Uint8Array): string => [...key].map((byte) => byte.toString(2).padStart(8, '0')).join('');
function plainRoot(entries: readonly MapEntry[], depth = 0): Uint8Array {
  const [first, second] = entries;
  if (first === undefined) return Buffer.alloc(0);
  if (second === undefined) return H(utf8('comity/map-leaf/v1'), first.key, first.value);
  const side = (bit: string) =>
    plainRoot(
      entries.filter(({ key }) => bits(key)[depth] === bit),
      depth + 1,
    );
  return H(utf8('comity/map-node/v1'), side('0'), side('1'));
}

const entry = (i: number, value = `value ${String(i)}`): MapEntry => ({
  key: mapKey('agreement', `device-${String(i)}`),
  value: utf8(value),
});
/** A key that begins with these bits, and zeros after. */
const keyOf = (prefix: string): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(prefix.padEnd(256, '0').slice(8 * i, 8 * i + 8), 2));

describe('MapTree', () => {
  it('has the root of the definition whatever the order of entries, and proves each', () => {
    const ids = fc.uniqueArray(fc.nat(2_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(ids, (list) => {
        const entries = list.map((i) => entry(i));
        const tree = MapTree.of(entries);
        expect(toHex(tree.root)).toBe(toHex(plainRoot(entries)));
        expect(toHex(MapTree.of(entries.toReversed()).root)).toBe(toHex(tree.root));
        for (const i of list) {
          const { key, value } = entry(i);
          const { siblings } = tree.proof(key);
          verifyMap({ kind: 'agreement', id: `device-${String(i)}`, value, siblings, root: tree.root });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stays as it was when a value is set in it, and follows the definition through every change', () => {
    const steps = fc.array(fc.tuple(fc.nat(12), fc.nat(3)), { maxLength: 30 });
    fc.assert(
      fc.property(steps, (list) => {
        const model = new Map<number, MapEntry>();
        let tree = MapTree.empty;
        for (const [i, version] of list) {
          const before = toHex(tree.root);
          const changed = entry(i, `version ${String(version)}`);
          const next = tree.set(changed.key, changed.value);
          expect(toHex(tree.root)).toBe(before);
          model.set(i, changed);
          tree = next;
          expect(toHex(tree.root)).toBe(toHex(plainRoot([...model.values()])));
        }
        expect(tree.entries).toHaveLength(model.size);
      }),
      { numRuns: 60 },
    );
  });

  it('has an empty root without entries, and a leaf for a root with one', () => {
    expect([...MapTree.empty.root]).toEqual([]);
    expect(MapTree.empty.entries).toEqual([]);
    const { key, value } = entry(1);
    const one = MapTree.of([{ key, value }]);
    expect(toHex(one.root)).toBe(toHex(plainRoot([{ key, value }])));
    expect(one.proof(key).siblings).toEqual([]);
  });

  it('sets two keys that share all bits but the last under branches with an empty half', () => {
    const [left, right] = [keyOf('1'.repeat(255)), keyOf('1'.repeat(256))];
    const tree = MapTree.of([left, right].map((key) => ({ key, value: utf8('v') })));
    const { siblings } = tree.proof(left);
    expect(siblings.map(({ length }) => length)).toEqual([...Array.from({ length: 255 }, () => 0), 32]);
    expect(toHex(tree.root)).toBe(toHex(plainRoot(tree.entries)));
  });

  it('lists its entries by key', () => {
    const entries = Array.from({ length: 50 }, (_, i) => entry(i));
    const listed = MapTree.of(entries).entries.map(({ key }) => toHex(key));
    expect(listed).toEqual(entries.map(({ key }) => toHex(key)).sort());
  });

  it('has a value only where one was set', () => {
    const { key, value } = entry(1);
    const tree = MapTree.of([{ key, value }, entry(2)]);
    expect(tree.get(key)).toEqual(value);
    expect(tree.get(entry(3).key)).toBeUndefined();
    expect(MapTree.empty.get(key)).toBeUndefined();
    expect(tree.get(new Uint8Array(0))).toBeUndefined();
    expect(() => tree.proof(entry(3).key)).toThrow(refused('map.not-included'));
    expect(() => MapTree.empty.proof(key)).toThrow(refused('map.not-included'));
  });

  it('refuses one key twice, and a key that is not 32 bytes', () => {
    expect(() => MapTree.of([entry(1), entry(2), entry(1, 'other')])).toThrow(refused('map.twice'));
    expect(() => MapTree.empty.set(new Uint8Array(31), utf8('v'))).toThrow(refused('map.form'));
  });
});

describe('verifyMap', () => {
  const entries = Array.from({ length: 40 }, (_, i) => entry(i));
  const tree = MapTree.of(entries);
  const claimOf = (i: number): MapClaim => ({
    kind: 'agreement',
    id: `device-${String(i)}`,
    value: entry(i).value,
    siblings: tree.proof(entry(i).key).siblings,
    root: tree.root,
  });
  const answer = (claim: MapClaim): string => {
    try {
      verifyMap(claim);
      return 'accepted';
    } catch (error) {
      return codeOf(error) ?? 'uncoded';
    }
  };
  const flip = (bytes: Uint8Array, bit: number): Uint8Array => {
    const changed = bytes.slice();
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return changed;
  };

  it('refuses every proof cut or extended by a sibling, empty or not', () => {
    const answers = new Set<string>();
    for (let i = 0; i < 40; i++) {
      const claim = claimOf(i);
      for (let at = 0; at <= claim.siblings.length; at++) {
        const [above, below] = [claim.siblings.slice(0, at), claim.siblings.slice(at)];
        answers.add(
          answer({ ...claim, siblings: [...above, ...below.slice(1), ...(below.length > 0 ? [] : [tree.root])] }),
        );
        for (const more of [new Uint8Array(0), tree.root]) {
          answers.add(answer({ ...claim, siblings: [...above, more, ...below] }));
        }
      }
    }
    expect([...answers]).toEqual(['map.not-included']);
  });

  it('refuses every flipped bit of value, siblings and root', () => {
    const answers = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const claim = claimOf(i);
      for (let bit = 0; bit < 256; bit++) {
        answers.add(answer({ ...claim, root: flip(claim.root, bit) }));
        answers.add(answer({ ...claim, value: flip(claim.value, bit % (8 * claim.value.length)) }));
        for (let at = 0; at < claim.siblings.length; at++) {
          const siblings = claim.siblings.map((hash, k) => (k === at && hash.length > 0 ? flip(hash, bit) : hash));
          if ((claim.siblings[at]?.length ?? 0) > 0) answers.add(answer({ ...claim, siblings }));
        }
      }
    }
    expect([...answers]).toEqual(['map.not-included']);
  });

  it('refuses another id, the other kind, and a sibling made empty', () => {
    const claim = claimOf(1);
    expect(answer({ ...claim, id: 'device-2' })).toBe('map.not-included');
    expect(answer({ ...claim, kind: 'head' })).toBe('map.not-included');
    expect(answer({ ...claim, siblings: claim.siblings.map(() => new Uint8Array(0)) })).toBe('map.not-included');
  });

  it('refuses by its form a proof of more than 256 siblings, or with one of another length', () => {
    const claim = claimOf(1);
    const empty = Array.from({ length: 257 }, () => new Uint8Array(0));
    expect(answer({ ...claim, siblings: empty })).toBe('map.proof');
    expect(answer({ ...claim, siblings: empty.slice(1) })).toBe('map.not-included');
    for (const length of [1, 31, 33, 64]) {
      expect(answer({ ...claim, siblings: [new Uint8Array(length), ...claim.siblings.slice(1)] })).toBe('map.proof');
    }
  });
});

describe('values', () => {
  it('hold number and hash, 8 bytes of length before each', () => {
    const head = new Uint8Array(32).fill(7);
    expect(toHex(headValue(3, head))).toBe(`${'0'.repeat(15)}8${'0'.repeat(15)}3${'0'.repeat(14)}20${'07'.repeat(32)}`);
    const key = utf8('a public key');
    const hash = createHash('sha256').update(key).digest('hex');
    expect(toHex(agreementValue(2, key))).toBe(`${'0'.repeat(15)}8${'0'.repeat(15)}2${'0'.repeat(14)}20${hash}`);
  });
});
