import { describe, expect, it } from '@jest/globals';
import { areComplete, nextPlace, withTyped } from './typed-words.js';

const none = ['', '', '', '', '', ''];

describe('withTyped', () => {
  it('fills the box that was typed in', () => {
    expect(withTyped(none, 1, 'linen')).toEqual(['', 'linen', '', '', '', '']);
  });

  it('fills all boxes from words that were pasted, whatever stands between them', () => {
    expect(withTyped(none, 0, ' harbour, linen\nsextant  orchard velvet almanac ')).toEqual([
      'harbour',
      'linen',
      'sextant',
      'orchard',
      'velvet',
      'almanac',
    ]);
  });

  it('fills from the box on that was pasted into, and no further than there are boxes', () => {
    expect(withTyped(['a', 'b', 'c', 'd', 'e', 'f'], 4, 'velvet almanac more')).toEqual([
      'a',
      'b',
      'c',
      'd',
      'velvet',
      'almanac',
    ]);
  });

  it('takes what is deleted away', () => {
    expect(withTyped(['harbour', '', '', '', '', ''], 0, '')).toEqual(none);
  });
});

describe('nextPlace', () => {
  it('goes on once a word is ended by a space, and after what was pasted', () => {
    expect([nextPlace(0, 'harbou'), nextPlace(0, 'harbour '), nextPlace(5, 'almanac ')]).toEqual([0, 1, 5]);
    expect([nextPlace(0, 'harbour linen sextant'), nextPlace(4, 'velvet almanac more')]).toEqual([2, 5]);
  });
});

describe('areComplete', () => {
  it('is so only when every box holds a word', () => {
    expect([areComplete(none), areComplete(none.with(0, 'a')), areComplete(none.map(() => 'a'))]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
