import { describe, expect, it } from '@jest/globals';
import { NO_LINES, withLine } from './typed-lines.js';

const WORDS = Array.from({ length: 24 }, (_, i) => `w${String(i)}`);

describe('withLine', () => {
  it('leaves the other lines as they are while one is typed', () => {
    expect(withLine(NO_LINES, 1, 'a b ')).toEqual(['', 'a b ', '', '']);
  });

  it('puts a page that was pasted into one line where each line belongs, and no more than there are', () => {
    const page = ['w0 w1 w2 w3 w4 w5', 'w6 w7 w8 w9 w10 w11', 'w12 w13 w14 w15 w16 w17', 'w18 w19 w20 w21 w22 w23'];
    expect(withLine(NO_LINES, 0, WORDS.join(' '))).toEqual(page);
    expect(withLine(['a', 'b', 'c', 'd'], 2, [...WORDS, 'x'].join('\n'))).toEqual(['a', 'b', page[0], page[1]]);
    expect(withLine(['a', 'b', 'c', 'd'], 0, 'w0 w1 w2 w3 w4 w5 w6')).toEqual([page[0], 'w6', 'c', 'd']);
  });
});
