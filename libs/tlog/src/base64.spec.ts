import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromBase64, toBase64 } from './base64.js';

describe('base64', () => {
  it('gives bytes back as they were, and agrees with Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes]);
      }),
    );
  });

  it('reads nothing that it would not write', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', 'B', '/', '+', '=', '-', ' '), maxLength: 9 }), (text) => {
        let read: Uint8Array | undefined;
        try {
          read = fromBase64(text);
        } catch {
          read = undefined;
        }
        if (read !== undefined) expect(toBase64(read)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses missing and surplus padding, the other alphabet, spaces and trailing bits', () => {
    for (const text of [
      'YQ',
      'YQ=',
      'YQ===',
      'YWI',
      '=',
      '====',
      'Y===',
      'YQ==YQ==',
      '-_-_',
      'YWJj\n',
      ' YWJj',
      'YR==',
      'YWJ=',
    ]) {
      expect(() => fromBase64(text)).toThrow(expect.objectContaining({ code: 'base64.invalid' }));
    }
  });
});
