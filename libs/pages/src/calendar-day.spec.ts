import { describe, expect, it } from '@jest/globals';
import { isDay } from './calendar-day.js';

describe('a day of the calendar', () => {
  it.each<[string, boolean]>([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2027-02', false],
    ['soon', false],
  ])('%s: %s', (day, is) => {
    expect(isDay(day)).toBe(is);
  });
});
