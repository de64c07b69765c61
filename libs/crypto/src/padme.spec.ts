import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { padme } from './index.js';

describe('padme', () => {
  it('adds at most 12 %, never takes away, and is done once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 48 }), (length) => {
        const padded = padme(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded).toBeLessThanOrEqual(length * 1.12 + 1);
        expect(padme(padded)).toBe(padded);
      }),
      { numRuns: 2000 },
    );
  });
});
