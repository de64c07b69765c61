import { spoken } from '#pages';

/**
 * How a time is written: `moment` a day and an hour, `day` a date with its weekday, `date` without, `hour` the hour alone, `relative` how
 * long ago or until, `whole` everything with the zone.
 */
export type TimeKind = 'moment' | 'day' | 'date' | 'hour' | 'relative' | 'whole';

/** Where a time is read: in which language, in which IANA zone (the reader's own unless given), and when (Unix seconds). */
export interface TimePlace {
  readonly language: string;
  readonly zone?: string | undefined;
  readonly now: number;
}

const HOUR = { hour: '2-digit', minute: '2-digit' } as const;
const DATE = { day: 'numeric', month: 'long', year: 'numeric', weekday: 'long' } as const;

const FORMS: Readonly<Record<Exclude<TimeKind, 'relative'>, Intl.DateTimeFormatOptions>> = {
  moment: { weekday: 'short', day: 'numeric', month: 'short', ...HOUR },
  day: DATE,
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  hour: HOUR,
  whole: { ...DATE, ...HOUR, timeZoneName: 'short' },
};

const UNITS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** The end of the year 9999. What a member or the relay says may lie beyond every calendar, and must not end a screen. */
const LAST_SECOND = 253_402_300_799;

/** A moment as a date. @param at - Unix seconds */
export function dateOf(at: number): Date {
  return new Date(Math.min(at, LAST_SECOND) * 1000);
}

/** A time in words. @param at - Unix seconds */
export function timeWords(at: number, kind: TimeKind, place: TimePlace): string {
  if (kind === 'relative') return relative(at - place.now, place.language);
  const { zone, now } = place;
  const isFar = kind === 'moment' && Math.abs(at - now) > 300 * 86_400;
  const form = isFar ? { ...FORMS.moment, year: 'numeric' as const } : FORMS[kind];
  return formatter(place.language, zone === undefined ? form : { ...form, timeZone: zone }).format(dateOf(at));
}

function relative(seconds: number, language: string): string {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  // Under a minute it is now.
  const count = unit === 'second' ? 0 : Math.trunc(seconds / size);
  return new Intl.RelativeTimeFormat(spoken(language), { numeric: 'auto', style: 'short' }).format(count, unit);
}

// Making one takes longer than using it, and a list uses hundreds.
const formatters = new Map<string, Intl.DateTimeFormat>();

/** What writes times in a form, made once. @throws `RangeError` where the form names a zone that this browser does not know */
export function formatter(language: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, form]);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(spoken(language), form);
  formatters.set(key, known);
  return known;
}
