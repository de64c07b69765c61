import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codesOf, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import { integer, lp, readInteger, readLp, takeLp } from './verify.js';

const parts = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });

describe('lp', () => {
  it('gives its parts back, and nothing but them', () => {
    fc.assert(
      fc.property(parts, (list) => {
        expect(readLp(lp(...list), list.length)).toEqual(list);
      }),
    );
  });

  it('is injective: other parts, other bytes', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(Buffer.compare(lp(...a), lp(...b)) === 0).toBe(same);
      }),
    );
  });

  it('refuses every truncation and every byte more', () => {
    const bytes = lp('comity', 7, new Uint8Array(20));
    expect(codesOf(everyTruncation(bytes), (cut) => readLp(cut, 3))).toEqual(new Set(['lp.length']));
    expect(refusalOf(() => readLp(Uint8Array.of(...bytes, 0), 3))).toBe('lp.trailing');
  });

  it('leaves what follows the parts taken', () => {
    const { parts: taken, rest } = takeLp(lp('a', 'b', 'c'), 2);
    expect(taken.map((part) => Buffer.from(part).toString())).toEqual(['a', 'b']);
    expect(rest).toEqual(lp('c'));
  });

  it('writes a list as one nested lp, and refuses what has no encoding', () => {
    expect(lp('a', ['b', 3])).toEqual(lp('a', lp('b', 3)));
    expect(refusalOf(() => lp(null as unknown as string))).toBe('lp.type');
    for (const value of [-1, 1.5, 2 ** 53, Number.NaN]) expect(refusalOf(() => lp(value))).toBe('integer.range');
    expect(refusalOf(() => lp('\ud800'))).toBe('text.surrogate');
  });

  it('writes what is absent as empty', () => {
    expect(lp(undefined, 'a')).toEqual(lp('', 'a'));
  });
});

describe('integer', () => {
  it('gives every integer below 2^53 back', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (value) => readInteger(integer(value)) === value));
  });

  it('refuses another length, and 2^53 and above', () => {
    const tooLarge = Uint8Array.of(0, 0x20, 0, 0, 0, 0, 0, 0);
    for (const bytes of [new Uint8Array(7), new Uint8Array(9), tooLarge, new Uint8Array(8).fill(255)]) {
      expect(refusalOf(() => readInteger(bytes))).toBe('integer.range');
    }
  });
});
