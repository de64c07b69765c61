import { describe, expect, it } from '@jest/globals';
import { agreementValue, headValue, mapKey, MapTree, verifyMap, type MapKind } from '#tlog';
import { secondH, secondLp, secondSha256 } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Entry {
  readonly kind: MapKind;
  readonly id: string;
  readonly value: string;
}
interface Check extends Entry {
  readonly siblings: readonly string[];
  readonly root: string;
  readonly entries?: readonly Entry[];
}
const file = vectorFile<{
  inputs: { entries: Entry[] };
  intermediate: { keys: string[] };
  output: { root: string; siblings: string[][]; emptyRoot: string; rootOfOne: string };
  check: Check;
  refused: RefusedCase<Check>[];
}>('map');
const { entries } = file.inputs;

const treeOf = (list: readonly Entry[]): MapTree =>
  MapTree.of(list.map(({ kind, id, value }) => ({ key: mapKey(kind, id), value: hex(value) })));
const verify = (check: Check): void => {
  if (check.entries === undefined) {
    const { kind, id, value, siblings, root } = check;
    verifyMap({ kind, id, value: hex(value), siblings: siblings.map(hex), root: hex(root) });
  } else treeOf(check.entries);
};

// The tree once more, from its definition, over sorted texts of bits.
interface Placed {
  readonly bits: string;
  readonly leaf: Uint8Array;
}
const secondKey = ({ kind, id }: Entry): Uint8Array => secondH('comity/map-key/v1', kind, id);
const placed: Placed[] = entries.map((entry) => ({
  bits: BigInt(`0x${toHex(secondKey(entry))}`)
    .toString(2)
    .padStart(256, '0'),
  leaf: secondH('comity/map-leaf/v1', secondKey(entry), hex(entry.value)),
}));
function secondRoot(prefix: string, list: readonly Placed[]): Uint8Array {
  const below = list.filter(({ bits }) => bits.startsWith(prefix));
  const [only] = below;
  if (only === undefined) return new Uint8Array(0);
  if (below.length === 1) return only.leaf;
  return secondH('comity/map-node/v1', secondRoot(`${prefix}0`, below), secondRoot(`${prefix}1`, below));
}
function secondSiblings({ bits }: Placed): Uint8Array[] {
  const siblings: Uint8Array[] = [];
  for (let depth = 0; placed.filter((other) => other.bits.startsWith(bits.slice(0, depth))).length > 1; depth++) {
    const other = bits[depth] === '0' ? '1' : '0';
    siblings.push(secondRoot(bits.slice(0, depth) + other, placed));
  }
  return siblings;
}

describe('map vectors', () => {
  it('places every entry, as the second implementation does', () => {
    expect(entries.map(({ kind, id }) => toHex(mapKey(kind, id)))).toEqual(file.intermediate.keys);
    expect(entries.map((entry) => toHex(secondKey(entry)))).toEqual(file.intermediate.keys);
  });

  it('has the root, of all, of one and of none, as the second implementation has', () => {
    const { root, rootOfOne, emptyRoot } = file.output;
    const lists = [entries, entries.slice(0, 1), []];
    expect(lists.map((list) => toHex(treeOf(list).root))).toEqual([root, rootOfOne, emptyRoot]);
    const seconds = [placed, placed.slice(0, 1), []];
    expect(seconds.map((list) => toHex(secondRoot('', list)))).toEqual([root, rootOfOne, emptyRoot]);
  });

  it('proves every entry, as the second implementation does', () => {
    const tree = treeOf(entries);
    const proofs = entries.map(({ kind, id }) => tree.proof(mapKey(kind, id)).siblings.map(toHex));
    expect(proofs).toEqual(file.output.siblings);
    expect(placed.map((entry) => secondSiblings(entry).map(toHex))).toEqual(file.output.siblings);
  });

  it('verifies the check and every proof', () => {
    verify(file.check);
    for (const [i, entry] of entries.entries()) {
      verify({ ...entry, siblings: file.output.siblings[i] ?? [], root: file.output.root });
    }
    expect(entries).toHaveLength(6);
  });

  it('makes values of both kinds, as the second implementation does', () => {
    const bytes = new Uint8Array(32).fill(9);
    expect(toHex(headValue(3, bytes))).toBe(toHex(secondLp(3, bytes)));
    expect(toHex(agreementValue(2, bytes))).toBe(toHex(secondLp(2, secondSha256(bytes))));
    const [head] = entries;
    if (head === undefined) throw new Error('no entry');
    expect(toHex(headValue(3, hex(head.value).slice(-32)))).toBe(head.value);
  });

  it('refuses every altered proof, and one key twice', () => {
    everyRefused(file.refused, 10, file.check, verify);
  });
});
