import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#crypto';
import { agreementValue, headValue } from '#tlog';
import { chainFault, MapChain, type ProvedPlace } from './record-chain.js';

const head = (seq: number, fill = seq) => headValue(seq, new Uint8Array(32).fill(fill));
const place = (index: number, previous: number | undefined, value: Uint8Array | undefined): ProvedPlace => ({
  index,
  previous,
  value,
});
const leaf = (type: string, previous?: number) =>
  canonicalJson({ type, at: 1, root: 'r', ...(previous !== undefined && { previous }) });

describe('chainFault', () => {
  it('finds nothing in maps that follow one another, whose values stay or rise', () => {
    const after = [place(5, 3, undefined), place(8, 5, head(1)), place(9, 8, head(1)), place(12, 9, head(4))];
    expect(chainFault(place(3, undefined, undefined), after)).toBeUndefined();
  });

  it.each([
    ['one is left out', [place(8, 5, head(2))]],
    ['the last was left out', [place(5, 3, head(2)), place(9, 8, head(3))]],
    ['one names none', [place(5, undefined, head(2))]],
  ])('finds a map that does not name the one before it: %s', (_, after) => {
    expect(chainFault(place(3, 1, head(1)), after)).toBe('record.chain');
  });

  it.each([
    ['falls', head(2), head(1)],
    ['vanishes', head(2), undefined],
    ['changes under its number', head(2), head(2, 9)],
    ['is another key of the same number', agreementValue(1, new Uint8Array(32)), agreementValue(1, new Uint8Array(33))],
  ])('finds a value that falls, vanishes or changes under its number: it %s', (_, before, value) => {
    expect(chainFault(place(3, 1, before), [place(5, 3, before), place(6, 5, value)])).toBe('record.alternates');
  });
});

describe('MapChain', () => {
  const through = (leaves: readonly string[]) => {
    const chain = new MapChain();
    for (const [index, one] of leaves.entries()) chain.take(one, index);
    return chain.broken;
  };

  it('finds nothing where every map leaf names the one just before it, whatever stands between', () => {
    expect(through([leaf('map.moved'), leaf('session.opened'), '?', leaf('map.moved', 0)])).toBeUndefined();
  });

  it('takes leaves of before they named one, and none after', () => {
    const old = [leaf('map.moved'), leaf('map.moved'), leaf('map.moved', 1)];
    expect(through(old)).toBeUndefined();
    expect(through([...old, leaf('map.moved')])).toMatchObject({ index: 3, before: 2 });
  });

  it('finds the first leaf that passes over another, and keeps both', () => {
    const leaves = [leaf('map.moved'), leaf('map.moved', 0), leaf('map.moved', 0), leaf('map.moved', 0)];
    expect(through(leaves)).toEqual({ index: 2, leaf: leaves[2], before: 1, leafBefore: leaves[1] });
  });

  it('finds a leaf that names one where there is none', () => {
    expect(through([leaf('map.moved', 4)])).toMatchObject({ index: 0, before: '' });
  });
});
