import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isolated } from './isolated.js';
import { fill } from './words.js';

const MARKS = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'.split('');
const text = fc.string({ unit: fc.oneof(fc.constantFrom(...MARKS), fc.constantFrom('A', 'n', ' ', 'א', 'ב')) });

describe('a name in a sentence', () => {
  it('keeps its letters and none of its marks of direction, between one that begins its isolate and one that ends it', () => {
    fc.assert(
      fc.property(text, (name) => {
        const letters = MARKS.reduce((kept, mark) => kept.replaceAll(mark, ''), name);
        expect(isolated(name)).toBe(`\u2068${letters}\u2069`);
        const isTurned = /[אב]/.test(letters);
        expect(fill('of {{name}}', { name })).toBe(`of ${isTurned ? isolated(name) : letters}`);
      }),
    );
  });
});
