import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { IdSet } from './id-set.js';

describe('IdSet', () => {
  it('holds what was added and nothing else, as a set does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 })), fc.array(fc.string({ maxLength: 2 })), (ids, others) => {
        const held = new Set(ids);
        const set = ids.reduce((grown, id) => grown.with(id), IdSet.empty);
        for (const id of [...ids, ...others]) expect(set.has(id)).toBe(held.has(id));
      }),
    );
  });

  it('leaves the set it grew from as it was', () => {
    const one = IdSet.empty.with('a');
    const [two, other] = [one.with('b'), one.with('c')];
    expect([one.has('b'), two.has('b'), two.has('c'), other.has('c'), other.has('b')]).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('grows by 50,000 in well under a second each ten thousand', () => {
    const started = performance.now();
    let set = IdSet.empty;
    for (let i = 0; i < 50_000; i++) set = set.with(String(i));
    expect([set.has('0'), set.has('49999'), set.has('50000')]).toEqual([true, true, false]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
