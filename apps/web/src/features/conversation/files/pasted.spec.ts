import { describe, expect, it } from '@jest/globals';
import { areFilesMeant } from './pasted.js';

const meant = (words: string, ...names: readonly string[]): boolean =>
  areFilesMeant({ files: names.map((name) => ({ name })), getData: (type) => (type === 'text/plain' ? words : '') });

describe('what is pasted', () => {
  it('is files where it has no words', () => {
    expect(meant('', 'image.png')).toBe(true);
    expect(meant('', 'one.pdf', 'two.pdf')).toBe(true);
  });

  it('is files where its words are their names or paths', () => {
    expect(meant('extract.pdf', 'extract.pdf')).toBe(true);
    expect(meant('/home/ana/extract.pdf\r\n/home/ana/annex 2.pdf\n', 'extract.pdf', 'annex 2.pdf')).toBe(true);
  });

  it('is words where there are others, or no files', () => {
    expect(meant('Account\tBalance\n1\t200', 'image.png')).toBe(false);
    expect(meant('image.png\nand more', 'image.png')).toBe(false);
    expect(meant('extract.pdf')).toBe(false);
    expect(meant('')).toBe(false);
  });
});
