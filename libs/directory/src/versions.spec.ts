import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { certain } from './certain.js';
import { refusalOf } from './errors.js';
import { Versions } from './versions.js';

describe('Versions', () => {
  it('gives at every size the last value set up to it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(60), { maxLength: 20 }), (chosen) => {
        const sizes = chosen.toSorted((a, b) => a - b);
        const versions = new Versions<number>();
        for (const size of sizes) versions.set(size, size);
        for (let size = 0; size <= 61; size++) {
          expect(versions.at(size)).toBe(sizes.findLast((one) => one <= size));
        }
      }),
    );
  });
});

describe('certain', () => {
  it('gives what is there, and throws for what is not', () => {
    expect(certain(0)).toBe(0);
    expect(() => certain(undefined)).toThrow('missing');
  });
});

describe('refusalOf', () => {
  it('throws on what is not a refusal', () => {
    expect(() => refusalOf(new TypeError('a fault'))).toThrow('a fault');
  });
});
