import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordChanges, type WordChange } from './word-changes.js';

const textOf = (changes: readonly WordChange[], without: WordChange['is']): string =>
  changes
    .filter(({ is }) => is !== without)
    .map(({ text }) => text)
    .join('');

describe('wordChanges', () => {
  it('shows what went and what came inside the sentence', () => {
    expect(wordChanges('From 1 March to 31 May.', 'From 1 March to 30 June.')).toEqual([
      { is: 'same', text: 'From 1 March to ' },
      { is: 'removed', text: '31' },
      { is: 'added', text: '30' },
      { is: 'same', text: ' ' },
      { is: 'removed', text: 'May.' },
      { is: 'added', text: 'June.' },
    ]);
  });

  it('holds both wordings whole, whatever they are', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'دليل'), { maxLength: 40 }).map((w) => w.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const changes = wordChanges(before, after);
        if (changes === undefined) return;
        expect(textOf(changes, 'added')).toBe(before);
        expect(textOf(changes, 'removed')).toBe(after);
      }),
    );
  });

  it('gives up when little of the first wording is left', () => {
    expect(wordChanges('We agree to everything.', 'No.')).toBeUndefined();
  });

  it('gives up on texts of thousands of words', () => {
    const long = 'word '.repeat(2_000);
    expect(wordChanges(long, `${long}more`)).toBeUndefined();
  });
});
