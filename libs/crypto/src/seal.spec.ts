import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codesOf, everyFlippedBit, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import { manySeals, open, seal, SEAL_BYTES } from './index.js';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const bytes = fc.uint8Array({ maxLength: 200 });

describe('seal', () => {
  it('opens to what was sealed, and adds 72 bytes', () => {
    fc.assert(
      fc.property(key, bytes, bytes, (k, ad, plaintext) => {
        const sealed = seal({ key: k, ad, plaintext });
        expect(sealed).toHaveLength(plaintext.length + SEAL_BYTES);
        expect(open({ key: k, ad, sealed })).toEqual(plaintext);
      }),
    );
  });

  it('gives other bytes each time', () => {
    const input = { key: new Uint8Array(32), ad: new Uint8Array(0), plaintext: new Uint8Array(9) };
    expect(seal(input)).not.toEqual(seal(input));
  });

  it('gives each of many other bytes, and seals no more of them than were asked for', () => {
    const k = new Uint8Array(32).fill(7);
    const input = { ad: new Uint8Array([1]), plaintext: new Uint8Array(9) };
    const all = [manySeals(k, 3), manySeals(k, 3)].flatMap((next) => [next(input), next(input), next(input)]);
    expect(new Set(all.map((sealed) => sealed.slice(0, 24).join())).size).toBe(6);
    for (const sealed of all) expect(open({ key: k, ad: input.ad, sealed })).toEqual(input.plaintext);
    expect(() => manySeals(k, 0)(input)).toThrow(TypeError);
  });

  it('refuses every flipped bit, of the seal, of the key and of what it is bound to', () => {
    const k = new Uint8Array(32).fill(7);
    const ad = new Uint8Array(12).fill(1);
    const sealed = seal({ key: k, ad, plaintext: new Uint8Array(30) });
    const refused = new Set(['seal.refused']);
    expect(codesOf(everyFlippedBit(sealed), (altered) => open({ key: k, ad, sealed: altered }))).toEqual(refused);
    expect(codesOf(everyFlippedBit(k), (altered) => open({ key: altered, ad, sealed }))).toEqual(refused);
    expect(codesOf(everyFlippedBit(ad), (altered) => open({ key: k, ad: altered, sealed }))).toEqual(refused);
  });

  it('refuses every truncation', () => {
    const k = new Uint8Array(32).fill(7);
    const sealed = seal({ key: k, ad: new Uint8Array(0), plaintext: new Uint8Array(3) });
    expect(codesOf(everyTruncation(sealed), (cut) => open({ key: k, ad: new Uint8Array(0), sealed: cut }))).toEqual(
      new Set(['seal.length', 'seal.refused']),
    );
  });

  it('refuses a key of any other length', () => {
    for (const length of [0, 16, 31, 33, 64]) {
      const input = { key: new Uint8Array(length), ad: new Uint8Array(0), plaintext: new Uint8Array(0) };
      expect(refusalOf(() => seal(input))).toBe('key.length');
    }
  });
});
