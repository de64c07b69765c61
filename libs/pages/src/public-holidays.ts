import type { OfficeHours } from './authority.js';
import { dayAfter, isDay, weekdayOf } from './calendar-day.js';
import type { Feast, FeastDates } from './feasts.js';

type Holidays = OfficeHours['holidays'];

/** A day that a State keeps on the same date every year. */
export interface OwnDay {
  readonly name: string;
  /** 1 to 12, and 1 to 31; a year that has no such day is left out. */
  readonly month: number;
  readonly day: number;
  /** On a day of rest it is kept on the next working day. */
  readonly moves: boolean;
}

/** Which days of some years an office keeps. */
export interface HolidayChoice {
  readonly years: readonly number[];
  /** The feasts, each under the name by which the page tells it. */
  readonly feasts: readonly { readonly feast: Feast; readonly name: string }[];
  readonly own: readonly OwnDay[];
}

/** A day on which an office is closed, as it was computed. */
export interface ComputedHoliday {
  readonly date: string;
  readonly name: string;
  /** The day of rest from which it was moved. */
  readonly movedFrom?: string;
}

/** The months from the first of which a page is expected to state the holidays of the coming year. */
const OCTOBER = 10;

/** The years whose feasts {@link chosenHolidays} is given, in order: those of a choice, and before each the one whose last days may be moved into it. */
export function yearsLookedAt(years: readonly number[]): number[] {
  return [...new Set(years.flatMap((year) => [year - 1, year]))].sort((a, b) => a - b);
}

/**
 * The days of a choice in order, each once: what falls on one day is named together. A day that is moved past the end of its
 * year is one of the year that it falls in.
 * @param dates - of all feasts, in the {@link yearsLookedAt} of the choice
 * @param weekend - days of rest, `mon` to `sun`
 */
export function chosenHolidays(
  { years, feasts, own }: HolidayChoice,
  dates: FeastDates,
  weekend: readonly string[],
): ComputedHoliday[] {
  const looked = yearsLookedAt(years);
  const found = new Map<string, ComputedHoliday>();
  const say = (date: string, name: string, movedFrom?: string): void => {
    const names = found.get(date)?.name.split(' / ') ?? [];
    if (names.includes(name)) return;
    found.set(date, {
      ...found.get(date),
      date,
      name: [...names, name].join(' / '),
      ...(movedFrom === undefined ? {} : { movedFrom }),
    });
  };
  for (const { feast, name } of feasts)
    for (const date of dates[feast]) if (looked.includes(yearOf(date))) say(date, name);
  const isRest = (date: string): boolean => weekend.includes(weekdayOf(date));
  const ownDates = own
    .flatMap((one) => looked.flatMap((year) => dateOf(year, one)).map((date) => ({ ...one, date })))
    .sort((a, b) => compared(a.date, b.date));
  const isMoved = ({ moves, date }: { readonly moves: boolean; readonly date: string }): boolean =>
    moves && weekend.length < 7 && isRest(date);
  for (const one of ownDates) if (!isMoved(one)) say(one.date, one.name);
  // After all that stay: the next working day is none of them, nor one that an earlier day was moved to.
  for (const one of ownDates.filter(isMoved)) {
    let date = one.date;
    while (isRest(date) || found.has(date)) date = dayAfter(date, 1);
    say(date, one.name, one.date);
  }
  return [...found.values()]
    .filter(({ date }) => years.includes(yearOf(date)))
    .sort((a, b) => compared(a.date, b.date));
}

/**
 * The holidays of a page with others taken over, in order. A day that stands there keeps its own name; what is typed
 * without a date yet stays at the end.
 * @param from - days before it are left out; none where it is absent
 */
export function withHolidays(
  standing: Holidays,
  added: readonly Pick<ComputedHoliday, 'date' | 'name'>[],
  from = '',
): { date: string; name: string }[] {
  const known = new Set(standing.map(({ date }) => date));
  const fresh = added.filter(({ date }) => !known.has(date)).map(({ date, name }) => ({ date, name }));
  const dated = [...standing.filter(({ date }) => date !== ''), ...fresh].filter(({ date }) => date >= from);
  return [...dated.sort((a, b) => compared(a.date, b.date)), ...standing.filter(({ date }) => date === '')];
}

/**
 * The year whose holidays a page should tell by now and does not: this one, from October the coming one; undefined
 * where it names any of them.
 * @param today - `2026-03-01`
 */
export function unstatedYear(holidays: Holidays, today: string): number | undefined {
  const year = yearOf(today) + (Number(today.slice(5, 7)) >= OCTOBER ? 1 : 0);
  return holidays.some(({ date }) => date.startsWith(`${String(year)}-`)) ? undefined : year;
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function dateOf(year: number, { month, day }: OwnDay): string[] {
  const date = `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(date) ? [date] : [];
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
