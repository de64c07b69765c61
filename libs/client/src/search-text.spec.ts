import { describe, expect, it } from '@jest/globals';
import { folded, holdsAll, wordsOf } from './search-text.js';

describe('words of a search', () => {
  it.each([
    ['Société', 'societe'],
    ['ＡＢＣ', 'abc'],
    ['ΑΘΗΝΑ', 'αθηνα'],
    ['قَضِيَّة', 'قضية'],
    ['Ёлка', 'елка'],
  ])('are compared without case and marks: %s', (text, found) => {
    expect(folded(text)).toBe(folded(found));
  });

  it('must all be held, in any order', () => {
    expect(holdsAll(folded('The warrant left today'), wordsOf('  TODAY warrant '))).toBe(true);
    expect(holdsAll(folded('The warrant left today'), wordsOf('warrant tomorrow'))).toBe(false);
  });

  it('are none in a question of spaces', () => {
    expect(wordsOf(' \t ')).toEqual([]);
  });
});
