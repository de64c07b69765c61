import { describe, expect, it } from '@jest/globals';
import { findBasis } from '#consultation';
import { dutyWords, notifiedWords } from './basis-words.js';

const found = (
  notifiedUnder: readonly [string[], string[]],
  cooperation: 'mutual-legal-assistance' | 'extradition' | 'confiscation' = 'mutual-legal-assistance',
) =>
  findBasis({ cooperation, offence: 'corruption', notifiedUnder }).filter(({ instrument }) => instrument === 'untoc');

describe('the words of the basis finder', () => {
  it.each([
    [[['untoc'], ['untoc']], 'authorities of QM and QN were notified under it'],
    [[['untoc'], []], 'an authority of QM alone was notified under it'],
    [[[], ['untoc']], 'an authority of QN alone was notified under it'],
    [[[], []], 'no authority of either was notified under it'],
  ] as [[string[], string[]], string][])('say under what authorities were notified: %j', (notifiedUnder, words) => {
    expect(found(notifiedUnder).map((finding) => notifiedWords(finding, ['QM', 'QN']))).toEqual([words]);
  });

  it.each([
    ['mutual-legal-assistance', 'before a refusal: the requested State shall consult, 18(26)'],
    ['extradition', 'before a refusal: the requested State shall, where appropriate, consult, 16(16)'],
    ['confiscation', 'before a refusal: consulting first is good practice; no article makes it a duty'],
  ] as const)('say who shall consult, and where nobody has to: %s', (cooperation, words) => {
    expect(found([[], []], cooperation).map(({ consultation }) => dutyWords(consultation))).toEqual([words]);
  });
});
