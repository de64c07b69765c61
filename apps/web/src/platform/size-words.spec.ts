import { describe, expect, it } from '@jest/globals';
import { sizeWords } from './size-words.js';

describe('sizeWords', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1 kB'],
    [12_400_000, '12 MB'],
    [1_240_000, '1.2 MB'],
    [3_000_000_000, '3 GB'],
  ])('says %d as %s', (bytes, words) => {
    expect(sizeWords(bytes, 'en')).toBe(words);
  });
});
