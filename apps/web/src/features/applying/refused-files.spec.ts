import { describe, expect, it } from '@jest/globals';
import { refusedFiles } from './refused-files.js';

const file = (name: string, size = 1000) => ({ name, size });

describe('refusedFiles', () => {
  it('takes what may be sent beside what is there', () => {
    const [note, letter] = [file('note.pdf'), file('letter.pdf', 5 * 1024 * 1024)];
    expect(refusedFiles([note], [letter])).toEqual({ taken: [note, letter], refused: [] });
  });

  it('says of each other why not', () => {
    const four = ['a.pdf', 'b.pdf', 'c.pdf', 'd.pdf'].map((name) => file(name));
    const [e, tooMany] = [file('E.PDF'), file('f.pdf')];
    const [empty, vast, program] = [file('empty.pdf', 0), file('vast.pdf', 5 * 1024 * 1024 + 1), file('tool.exe')];
    const chosen = [empty, vast, program, file('pdf'), file('a.pdf'), e, tooMany];
    expect(refusedFiles(four, chosen)).toEqual({
      taken: [...four, e],
      refused: [
        { name: 'empty.pdf', why: 'empty' },
        { name: 'vast.pdf', why: 'tooLarge' },
        { name: 'tool.exe', why: 'otherType' },
        { name: 'pdf', why: 'otherType' },
        { name: 'a.pdf', why: 'twice' },
        { name: 'f.pdf', why: 'tooMany' },
      ],
    });
  });
});
