import type { FeastDates } from '#pages';
import { describe, expect, it } from '@jest/globals';
import { allFeasts, isDayOfMonth, namedFeasts, ownDay } from './holiday-choice.js';

describe('ownDay', () => {
  it('is what was typed, without spaces around its name', () => {
    expect(ownDay({ name: ' Harbour Day ', month: '3', day: '09', moves: true })).toEqual({
      name: 'Harbour Day',
      month: 3,
      day: 9,
      moves: true,
    });
  });

  it.each([
    ['', '3', '9'],
    ['Harbour Day', '3', ''],
    ['Harbour Day', '4', '31'],
    ['Harbour Day', '3', '-1'],
  ])('is none yet of %j, month %j and day %j', (name, month, day) => {
    expect(ownDay({ name, month, day, moves: false })).toBeUndefined();
  });
});

describe('isDayOfMonth', () => {
  it('holds of a day that only some years have', () => {
    expect(isDayOfMonth({ month: '2', day: '29' })).toBe(true);
    expect(isDayOfMonth({ month: '2', day: '30' })).toBe(false);
  });
});

describe('namedFeasts', () => {
  const dates = {
    ...Object.fromEntries(allFeasts.map((feast) => [feast, []])),
    easter: ['2026-04-05', '2027-03-28'],
    'orthodox-easter': ['2026-04-12', '2027-05-02'],
    christmas: ['2026-12-25', '2027-12-25'],
  } as unknown as FeastDates;

  it('finds those which the page names on their day, alone or with another', () => {
    const standing = [
      { date: '2026-04-05', name: 'easter' },
      { date: '2026-04-12', name: 'Anything / orthodox-easter' },
      { date: '2026-12-24', name: 'christmas' },
      { date: '2026-12-25', name: 'As we call it' },
    ];
    expect([...namedFeasts(standing, dates, (feast) => feast)]).toEqual(['easter', 'orthodox-easter']);
  });
});
