import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { feastGroups, type FeastDates } from './feasts.js';
import { chosenHolidays, unstatedYear, withHolidays, yearsLookedAt, type OwnDay } from './public-holidays.js';

const WEEKEND = ['sat', 'sun'];
const none = Object.fromEntries(
  Object.values(feastGroups).flatMap((feasts) => feasts.map((feast) => [feast, []])),
) as unknown as FeastDates;
const dates: FeastDates = {
  ...none,
  easter: ['2027-03-28', '2028-04-16'],
  'orthodox-easter': ['2027-05-02', '2028-04-16'],
  christmas: ['2027-12-25', '2028-12-25'],
};
const own = (name: string, month: number, day: number, moves = false): OwnDay => ({ name, month, day, moves });
const ofOwn = (days: readonly OwnDay[], years = [2027], weekend = WEEKEND) =>
  chosenHolidays({ years, feasts: [], own: days }, dates, weekend);

describe('chosenHolidays', () => {
  it('gives the days of the feasts and years that are chosen, in order', () => {
    const feasts = [
      { feast: 'christmas', name: 'Christmas Day' },
      { feast: 'easter', name: 'Easter Sunday' },
    ] as const;
    expect(chosenHolidays({ years: [2027], feasts, own: [own('Harbour Day', 3, 9)] }, dates, WEEKEND)).toEqual([
      { date: '2027-03-09', name: 'Harbour Day' },
      { date: '2027-03-28', name: 'Easter Sunday' },
      { date: '2027-12-25', name: 'Christmas Day' },
    ]);
  });

  it('names two feasts of one day together, and one once', () => {
    const feasts = [
      { feast: 'easter', name: 'Easter Sunday' },
      { feast: 'orthodox-easter', name: 'Orthodox Easter Sunday' },
    ] as const;
    const days = [own('Easter Sunday', 4, 16)];
    expect(chosenHolidays({ years: [2028], feasts, own: days }, dates, WEEKEND)).toEqual([
      { date: '2028-04-16', name: 'Easter Sunday / Orthodox Easter Sunday' },
    ]);
  });

  it('leaves a day out in a year that has none such', () => {
    expect(ofOwn([own('Leap Day', 2, 29)], [2027, 2028])).toEqual([{ date: '2028-02-29', name: 'Leap Day' }]);
    expect(ofOwn([own('No Day', 13, 1)])).toEqual([]);
  });

  it('moves an own day from a day of rest to the next working day, where it moves', () => {
    expect(ofOwn([own('Stays', 5, 1), own('Moves', 5, 1, true)])).toEqual([
      { date: '2027-05-01', name: 'Stays' },
      { date: '2027-05-03', name: 'Moves', movedFrom: '2027-05-01' },
    ]);
    expect(ofOwn([own('Friday is rest', 4, 30, true)], [2027], ['fri', 'sat'])).toEqual([
      { date: '2027-05-02', name: 'Friday is rest', movedFrom: '2027-04-30' },
    ]);
    expect(ofOwn([own('On a Tuesday', 5, 4, true)])).toEqual([{ date: '2027-05-04', name: 'On a Tuesday' }]);
  });

  it('moves days one after the other past each other and past what stays', () => {
    const days = [own('Second', 12, 26, true), own('First', 12, 25, true), own('Tuesday', 12, 28)];
    expect(ofOwn(days)).toEqual([
      { date: '2027-12-27', name: 'First', movedFrom: '2027-12-25' },
      { date: '2027-12-28', name: 'Tuesday' },
      { date: '2027-12-29', name: 'Second', movedFrom: '2027-12-26' },
    ]);
  });

  it('moves a last day of the year past the first of the next, as a day of that one', () => {
    const days = [own('Last day', 12, 31, true), own('New year', 1, 1)];
    expect(ofOwn(days, [2028])).toEqual([{ date: '2028-01-01', name: 'New year' }]);
    expect(ofOwn(days, [2029])).toEqual([
      { date: '2029-01-01', name: 'New year' },
      { date: '2029-01-02', name: 'Last day', movedFrom: '2028-12-31' },
      { date: '2029-12-31', name: 'Last day' },
    ]);
  });

  it('gives each year the same days whichever are chosen beside it, and however far apart', () => {
    const someYears = fc.uniqueArray(fc.integer({ min: 2021, max: 2039 }), { minLength: 1, maxLength: 5 });
    const aDay = fc.record({
      name: fc.constantFrom('One', 'Two', 'Three'),
      month: fc.constantFrom(1, 2, 12),
      day: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 28, max: 31 })),
      moves: fc.boolean(),
    });
    const rests = fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
    const feasts = [
      { feast: 'new-year', name: 'New Year' },
      { feast: 'new-years-eve', name: 'Eve' },
    ] as const;
    const datesIn = (years: readonly number[]): FeastDates => ({
      ...none,
      'new-year': years.map((year) => `${String(year)}-01-01`),
      'new-years-eve': years.map((year) => `${String(year)}-12-31`),
    });
    const every = Array.from({ length: 25 }, (_, more) => 2018 + more);
    fc.assert(
      fc.property(someYears, fc.array(aDay, { maxLength: 6 }), rests, (years, days, weekend) => {
        const chosen = (some: readonly number[]) =>
          chosenHolidays({ years: some, feasts, own: days }, datesIn(yearsLookedAt(some)), weekend);
        const isOf = ({ date }: { readonly date: string }): boolean => years.includes(Number(date.slice(0, 4)));
        expect(chosen(years)).toEqual(chosen(every).filter(isOf));
        expect(years.toSorted().flatMap((year) => chosen([year]))).toEqual(chosen(years));
      }),
    );
  });

  it('moves nothing where every day is one of rest', () => {
    const always = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    expect(ofOwn([own('Stays', 5, 1, true)], [2027], always)).toEqual([{ date: '2027-05-01', name: 'Stays' }]);
  });
});

describe('withHolidays', () => {
  const standing = [
    { date: '2026-05-01', name: 'Over' },
    { date: '', name: 'Typed later' },
    { date: '2027-05-01', name: 'As we call it' },
  ];

  it('keeps what stands, leaves out what stands there, and orders the days', () => {
    const added = [
      { date: '2027-05-01', name: 'Labour Day' },
      { date: '2026-12-25', name: 'Christmas Day', movedFrom: '2026-12-24' },
    ];
    expect(withHolidays(standing, added)).toEqual([
      { date: '2026-05-01', name: 'Over' },
      { date: '2026-12-25', name: 'Christmas Day' },
      { date: '2027-05-01', name: 'As we call it' },
      { date: '', name: 'Typed later' },
    ]);
  });

  it('leaves out what is before a day', () => {
    expect(withHolidays(standing, [], '2027-01-01')).toEqual([standing[2], standing[1]]);
  });
});

describe('unstatedYear', () => {
  it.each([
    ['2026-09-30', ['2026-05-01'], undefined],
    ['2026-09-30', ['2027-05-01'], 2026],
    ['2026-09-30', [], 2026],
    ['2026-10-01', ['2026-05-01'], 2027],
    ['2026-10-01', ['2026-05-01', '2027-05-01'], undefined],
  ])('on %s of a page with %j is %s', (today, days, year) => {
    expect(
      unstatedYear(
        days.map((date) => ({ date, name: 'A day' })),
        today,
      ),
    ).toBe(year);
  });
});
