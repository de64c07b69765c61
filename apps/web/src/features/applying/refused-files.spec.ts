import { describe, expect, it } from '@jest/globals';
import { refusedFiles } from './refused-files.js';

const file = (name: string, size = 1000) => ({ name, size });

describe('refusedFiles', () => {
  it('takes what may be sent beside what is there', () => {
    const [note, letter] = [file('note.pdf'), file('letter.pdf', 5 * 1024 * 1024)];
    expect(refusedFiles([note], [letter])).toEqual({ taken: [note, letter], refused: [] });
  });

  it('says of each other why not', () => {
    const four = ['a', 'b', 'c', 'd'].map((name) => file(name));
    const chosen = [file('empty', 0), file('vast', 5 * 1024 * 1024 + 1), file('a'), file('e'), file('f')];
    expect(refusedFiles(four, chosen)).toEqual({
      taken: [...four, file('e')],
      refused: [
        { name: 'empty', why: 'empty' },
        { name: 'vast', why: 'tooLarge' },
        { name: 'a', why: 'twice' },
        { name: 'f', why: 'tooMany' },
      ],
    });
  });
});
