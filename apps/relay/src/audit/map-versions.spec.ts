import { describe, expect, it } from '@jest/globals';
import { headValue, mapKey, MapTree } from '#tlog';
import { type MapRow, MapVersions, versionsAfter } from './map-versions.js';

const value = (seq: number) => headValue(seq, new Uint8Array(32).fill(seq));
const row = (leaf: number | null, id: string | null, seq = 0): MapRow => ({
  leaf,
  at: leaf === null ? null : leaf * 60,
  kind: id === null ? null : 'head',
  id: id ?? '',
  value: value(seq),
});
const mapOf = (...entries: (readonly [string, number])[]) =>
  entries.reduce((map, [id, seq]) => map.set(mapKey('head', id), value(seq)), MapTree.empty);

/** Versions at the leaves 2, 4 and 6, of the minutes 2, 4 and 6. */
const three = () => {
  const versions = new MapVersions();
  versions.add(versionsAfter(undefined, [row(2, 'a', 1), row(4, 'a', 2), row(6, 'a', 3)]));
  return versions;
};
const indices = (versions: MapVersions, size: number, since?: number) =>
  versions.under(size, since).map(({ leafIndex }) => leafIndex);

describe('versionsAfter', () => {
  it('makes one version of all rows of a leaf, and one of a leaf that brought nothing', () => {
    const [first, second, ...more] = versionsAfter(undefined, [row(1, 'a', 1), row(1, 'b', 2), row(3, null)]);
    expect(first).toMatchObject({ leafIndex: 1, at: 60 });
    expect(first?.tree.root).toEqual(mapOf(['a', 1], ['b', 2]).root);
    expect(second).toMatchObject({ leafIndex: 3, at: 180 });
    expect(second?.tree.root).toEqual(first?.tree.root);
    expect(more).toEqual([]);
  });

  it('begins with the entries that are older than every kept leaf', () => {
    const [only] = versionsAfter(undefined, [row(null, 'a', 1), row(null, 'a', 2), row(5, 'b', 1)]);
    expect(only?.tree.root).toEqual(mapOf(['a', 2], ['b', 1]).root);
  });

  it('goes on from a version that is known, and leaves that as it was', () => {
    const [known] = versionsAfter(undefined, [row(1, 'a', 1)]);
    const [next] = versionsAfter(known, [row(2, 'a', 2)]);
    expect(known?.tree.root).toEqual(mapOf(['a', 1]).root);
    expect(next?.tree.root).toEqual(mapOf(['a', 2]).root);
  });
});

describe('MapVersions', () => {
  it('answers with the newest under a size, and with nothing before the first', () => {
    expect(indices(three(), 7)).toEqual([6]);
    expect(indices(three(), 6)).toEqual([4]);
    expect(indices(three(), 2)).toEqual([]);
  });

  it('answers with all that came after a leaf that it holds', () => {
    expect(indices(three(), 7, 2)).toEqual([4, 6]);
    expect(indices(three(), 6, 2)).toEqual([4]);
    expect(indices(three(), 7, 6)).toEqual([6]);
  });

  it('answers with the newest alone after a leaf that it does not hold, or that is not shown yet', () => {
    expect(indices(three(), 7, 3)).toEqual([6]);
    expect(indices(three(), 5, 6)).toEqual([4]);
  });

  it('takes nothing twice, nor anything older than what it holds', () => {
    const versions = three();
    versions.add(versionsAfter(undefined, [row(4, 'a', 9), row(6, 'a', 9), row(8, 'a', 9)]));
    expect(indices(versions, 9, 2)).toEqual([4, 6, 8]);
    expect(versions.newest?.leafIndex).toBe(8);
  });

  it('forgets what is old, but never the newest of the old nor what is under the shown size', () => {
    const old = three();
    old.forget(7, 250);
    expect(indices(old, 7, 4)).toEqual([6]);
    expect(indices(old, 7, 2)).toEqual([6]);
    expect(indices(old, 5)).toEqual([4]);
    const silent = three();
    silent.forget(3, 10_000);
    expect(indices(silent, 3)).toEqual([2]);
    const young = three();
    young.forget(7, 0);
    expect(indices(young, 7, 2)).toEqual([4, 6]);
  });
});
