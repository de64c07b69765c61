import { describe, expect, it } from '@jest/globals';
import { excessOf } from './excess.js';

describe('what is too long of a message', () => {
  it.each([
    ['abc', 3, 0],
    ['abcde', 3, 2],
    ['ملف', 4, 1],
    ['ملف', 3, 2],
    ['a👍b', 5, 1],
    ['a👍b', 4, 2],
    ['', 0, 0],
  ])('is told in characters, whatever they take: %s in %i bytes', (text, most, excess) => {
    expect(excessOf(text, most)).toBe(excess);
    const kept = [...text].slice(0, [...text].length - excess).join('');
    expect(new TextEncoder().encode(kept).length).toBeLessThanOrEqual(most);
  });
});
