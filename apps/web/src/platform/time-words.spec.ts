import { describe, expect, it } from '@jest/globals';
import { formatter, timeWords, type TimeKind } from './time-words.js';

const NOW = Date.UTC(2026, 3, 14, 10, 42) / 1000;

function words(seconds: number, kind: TimeKind, zone = 'UTC', language = 'en'): string {
  return timeWords(NOW + seconds, kind, { language, zone, now: NOW });
}

describe('timeWords', () => {
  it('writes the day before the month, and twenty-four hours', () => {
    expect(words(3 * 86_400 + 18 * 60, 'moment')).toBe('Fri 17 Apr, 11:00');
    expect(words(0, 'day')).toMatch(/^Tuesday,? 14 April 2026$/);
    expect(words(8 * 3_600, 'hour')).toBe('18:42');
  });

  it('names the year of a moment that is far', () => {
    expect(words(-400 * 86_400, 'moment')).toContain('2025');
  });

  it('writes in the zone that is asked for, and names it in full words', () => {
    expect(words(0, 'hour', 'Asia/Shanghai')).toBe('18:42');
    expect(words(0, 'whole', 'Asia/Shanghai')).toMatch(/^Tuesday,? 14 April 2026.* 18:42 GMT\+8$/);
  });

  it.each([
    [-20, 'now'],
    [-2 * 60, '2 min ago'],
    [-26 * 3_600, 'yesterday'],
    [3 * 86_400, 'in 3 days'],
    [-21 * 86_400, '3 wk ago'],
    [800 * 86_400, 'in 2 yr'],
  ])('tells what is %i seconds away as %s', (seconds, told) => {
    // Some editions of the languages' data end what is short with a stop.
    expect(words(seconds, 'relative').replace(/\.$/, '')).toBe(told);
  });

  it.each<TimeKind>(['moment', 'day', 'hour', 'relative', 'whole'])(
    'writes a time that no calendar has as %s',
    (kind) => {
      expect(words(Number.MAX_SAFE_INTEGER - NOW, kind)).not.toBe('');
    },
  );

  it('writes in other languages', () => {
    expect(words(0, 'day', 'UTC', 'fr')).toBe('mardi 14 avril 2026');
  });
});

describe('formatter', () => {
  it('is made once for a language and a form', () => {
    const form = { hour: '2-digit', timeZone: 'Etc/GMT-4' } as const;
    expect(formatter('en', { ...form })).toBe(formatter('en', { ...form }));
    expect(formatter('en', { ...form, timeZone: 'UTC' })).not.toBe(formatter('en', form));
  });
});
