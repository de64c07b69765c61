import { describe, expect, it } from '@jest/globals';
import type { OfficeHours } from './authority.js';
import {
  daySpan,
  lengthOf,
  localMoment,
  nextSharedDay,
  officeState,
  openSpans,
  restOn,
  sharedDays,
  sharedSpans,
} from './office-hours.js';

const at = (text: string): number => Date.parse(text) / 1000;
const anOffice = (changes: Partial<OfficeHours> = {}): OfficeHours => ({
  zone: 'Europe/Lisbon',
  weekend: ['sat', 'sun'],
  opens: '09:00',
  closes: '17:00',
  holidays: [],
  ...changes,
});

describe('officeState', () => {
  it('is open until it closes on a working day', () => {
    expect(officeState(anOffice(), at('2026-01-14T10:00:00Z'))).toEqual({
      is: 'open',
      until: at('2026-01-14T17:00:00Z'),
    });
  });

  it('is closing when half an hour is left', () => {
    const office = anOffice();
    expect(officeState(office, at('2026-01-14T16:29:00Z')).is).toBe('open');
    expect(officeState(office, at('2026-01-14T16:30:00Z')).is).toBe('closing');
    expect(officeState(office, at('2026-01-14T17:00:00Z')).is).toBe('closed');
  });

  it('reads its own clock, not ours', () => {
    const office = anOffice({ zone: 'Asia/Shanghai' });
    expect(officeState(office, at('2026-01-14T00:59:00Z'))).toMatchObject({
      is: 'closed',
      opens: at('2026-01-14T01:00:00Z'),
    });
    expect(officeState(office, at('2026-01-14T01:00:00Z')).is).toBe('open');
  });

  it('moves with summer time', () => {
    expect(officeState(anOffice(), at('2026-07-15T08:00:00Z'))).toEqual({
      is: 'open',
      until: at('2026-07-15T16:00:00Z'),
    });
    // The clocks go forward on 29 March: the opening after that weekend is an hour earlier in UTC.
    expect(officeState(anOffice(), at('2026-03-27T18:00:00Z'))).toMatchObject({ opens: at('2026-03-30T08:00:00Z') });
  });

  it('opens again after a weekend of Friday and Saturday', () => {
    const office = anOffice({ zone: 'Asia/Riyadh', weekend: ['fri', 'sat'] });
    expect(officeState(office, at('2026-01-15T15:00:00Z'))).toEqual({
      is: 'closed',
      opens: at('2026-01-18T06:00:00Z'),
      holiday: undefined,
    });
    expect(officeState(office, at('2026-01-18T07:00:00Z')).is).toBe('open');
  });

  it('names the holiday of today and skips those that follow', () => {
    const office = anOffice({
      holidays: [
        { date: '2026-04-14', name: 'Spring feast' },
        { date: '2026-04-15', name: 'Spring feast' },
      ],
    });
    expect(officeState(office, at('2026-04-14T10:00:00Z'))).toEqual({
      is: 'closed',
      opens: at('2026-04-16T08:00:00Z'),
      holiday: 'Spring feast',
    });
  });

  it('is still open after midnight when it closes on the next day', () => {
    const office = anOffice({ zone: 'Etc/UTC', opens: '20:00', closes: '04:00' });
    expect(officeState(office, at('2026-01-15T03:00:00Z'))).toEqual({ is: 'open', until: at('2026-01-15T04:00:00Z') });
    // Friday's night ends on Saturday.
    expect(officeState(office, at('2026-01-17T03:00:00Z')).is).toBe('open');
    expect(officeState(office, at('2026-01-17T05:00:00Z'))).toMatchObject({ opens: at('2026-01-19T20:00:00Z') });
  });

  it('has no next opening when every day is a day of rest', () => {
    const weekend = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    expect(officeState(anOffice({ weekend }), at('2026-01-14T10:00:00Z'))).toMatchObject({
      is: 'closed',
      opens: undefined,
    });
  });

  it('is told from one minute to the next', () => {
    const office = anOffice();
    expect(officeState(office, at('2026-01-14T08:59:59Z')).is).toBe('closed');
    expect(officeState(office, at('2026-01-14T09:00:00Z')).is).toBe('open');
    expect(officeState(office, at('2026-01-14T09:00:59Z')).is).toBe('open');
  });

  it('is unknown when the device does not know the zone', () => {
    expect(officeState(anOffice({ zone: 'Nowhere/Lantern' }), 0)).toEqual({ is: 'unknown' });
  });
});

describe('sharedSpans', () => {
  const ours = anOffice({ zone: 'Etc/GMT+3' });
  const theirs = anOffice({ zone: 'Etc/GMT-4', weekend: ['fri', 'sat'] });

  it('is what both have open within the day', () => {
    const day = daySpan(ours.zone, at('2026-01-14T15:00:00Z'));
    expect(day).toEqual({ from: at('2026-01-14T03:00:00Z'), until: at('2026-01-15T03:00:00Z') });
    // Theirs is 05:00 to 13:00 UTC, ours 12:00 to 20:00.
    const shared = sharedSpans(ours, theirs, day!);
    expect(shared).toEqual([{ from: at('2026-01-14T12:00:00Z'), until: at('2026-01-14T13:00:00Z') }]);
    expect(lengthOf(shared)).toBe(3600);
  });

  it('is nothing on a day of rest of either', () => {
    const friday = daySpan(ours.zone, at('2026-01-16T15:00:00Z'))!;
    expect(sharedSpans(ours, theirs, friday)).toEqual([]);
    expect(openSpans(ours, friday)).toHaveLength(1);
  });
});

describe('nextSharedDay', () => {
  const ours = anOffice({ zone: 'Etc/UTC' });

  it('is today where both have hours in common today', () => {
    const now = at('2026-01-14T22:00:00Z');
    expect(nextSharedDay(ours, ours, 'Etc/UTC', now)?.day).toEqual(daySpan('Etc/UTC', now));
  });

  it('skips the days of rest of either', () => {
    const theirs = anOffice({ zone: 'Etc/UTC', weekend: ['fri', 'sat'] });
    expect(nextSharedDay(ours, theirs, 'Etc/UTC', at('2026-01-16T10:00:00Z'))?.spans).toEqual([
      { from: at('2026-01-19T09:00:00Z'), until: at('2026-01-19T17:00:00Z') },
    ]);
  });

  it('is none where the offices never meet', () => {
    const theirs = anOffice({ zone: 'Etc/UTC', opens: '18:00', closes: '23:00' });
    expect(nextSharedDay(ours, theirs, 'Etc/UTC', at('2026-01-16T10:00:00Z'))).toBeUndefined();
  });
});

describe('sharedDays', () => {
  it('are seven, those without common hours among them', () => {
    const ours = anOffice({ zone: 'Etc/UTC' });
    const theirs = anOffice({ zone: 'Etc/UTC', weekend: ['fri', 'sat'], opens: '16:00', closes: '23:00' });
    const lengths = [...sharedDays(ours, theirs, 'Etc/UTC', at('2026-01-14T22:00:00Z'))].map(({ spans }) =>
      lengthOf(spans),
    );
    expect(lengths).toEqual([3600, 3600, 0, 0, 0, 3600, 3600]);
  });
});

describe('restOn', () => {
  it('names the holiday before the weekend', () => {
    const office = anOffice({ holidays: [{ date: '2026-01-17', name: 'Harbour Day' }] });
    expect(['2026-01-16', '2026-01-17', '2026-01-18'].map((date) => restOn(office, date))).toEqual([
      undefined,
      { holiday: 'Harbour Day' },
      'weekend',
    ]);
  });
});

describe('localMoment', () => {
  it('counts midnight as the first minute of the day', () => {
    expect(localMoment('Etc/UTC', at('2026-01-14T00:00:00Z'))).toEqual({ date: '2026-01-14', minutes: 0 });
  });
});
