import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { progressOf, sizeWords } from './transfer-words.js';

describe('sizeWords', () => {
  it.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1024, '1.0 KiB'],
    [1_500_000, '1.4 MiB'],
    [100 * 2 ** 20, '100.0 MiB'],
    [3 * 2 ** 40, '3072.0 GiB'],
  ])('of %d are %s', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });
});

describe('progressOf', () => {
  it('tells each tenth once, and its end, on one safe line', () => {
    const err = new PassThrough();
    const tell = progressOf({ out: new PassThrough(), err, json: false }, 'a\u001b[2J\nb.pdf', 'sent');
    for (let done = 0; done <= 1000; done += 7) tell(done, 1000);
    tell(1000, 1000);
    const lines = String(err.read()).trimEnd().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe('a\\u001b[2J\\u000ab.pdf: sent, 0 % of 1000 bytes');
    expect(lines.at(-1)).toContain('100 %');
  });

  it('ends at once for a file without bytes, and says nothing to programs', () => {
    const err = new PassThrough();
    progressOf({ out: new PassThrough(), err, json: true }, 'a', 'sent')(0, 0);
    expect(err.read()).toBeNull();
  });
});
