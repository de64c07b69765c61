import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdingOf, strengthOf } from './strength-words.js';

describe('holdingOf', () => {
  it('says how long so many guesses take, by one digit', () => {
    expect(holdingOf(100)).toEqual({ key: 'moments', count: 1 });
    expect(holdingOf(1e4 * 60 * 2)).toEqual({ key: 'minutes', count: 2 });
    expect(holdingOf(1e4 * 3600 * 37)).toEqual({ key: 'hours', count: 30 });
    expect(holdingOf(1e4 * 86_400 * 365 * 84)).toEqual({ key: 'years', count: 80 });
    expect(holdingOf(1e30)).toEqual({ key: 'centuries', count: 1_000 });
  });

  it('never says that more guesses take less', () => {
    const seconds = { moments: 1, minutes: 60, hours: 3_600, days: 86_400, months: 2_592_000, years: 31_536_000 };
    const least = (guesses: number): number => {
      const { key, count } = holdingOf(guesses);
      return count * (key === 'centuries' ? 3_153_600_000 : seconds[key]);
    };
    const guesses = fc.double({ min: 1, max: 1e25, noNaN: true });
    fc.assert(fc.property(guesses, guesses, (a, b) => least(Math.min(a, b)) <= least(Math.max(a, b))));
  });
});

describe('strengthOf', () => {
  it('refuses only what is found within minutes', () => {
    expect([strengthOf(999_999, 'common'), strengthOf(1e6, undefined)]).toMatchObject([
      { isRefused: true, level: 0, reason: 'common' },
      { isRefused: false, level: 1 },
    ]);
  });

  it('fills the meter as it grows', () => {
    expect([1, 1e7, 1e10, 1e13, 1e16].map((guesses) => strengthOf(guesses, undefined).level)).toEqual([0, 1, 2, 3, 4]);
  });
});
