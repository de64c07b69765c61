import type { OfficeHours } from './authority.js';
import { dayAfter, weekdayOf } from './calendar-day.js';

/** From when (inclusive) to when (exclusive), Unix seconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The office now. */
export type OfficeState =
  | { readonly is: 'open'; readonly until: number }
  /** Half an hour or less is left. */
  | { readonly is: 'closing'; readonly until: number }
  /** `holiday` is its name, where it is closed for one today; `opens` is absent where no working day is near. */
  | { readonly is: 'closed'; readonly opens: number | undefined; readonly holiday: string | undefined }
  /** The page names a time zone that this device does not know. */
  | { readonly is: 'unknown' };

/** A moment as a clock on a wall of that zone shows it. */
export interface LocalMoment {
  /** `2026-03-01` */
  readonly date: string;
  /** Minutes since midnight. */
  readonly minutes: number;
}

const CLOSING_SECONDS = 30 * 60;
const DAY_SECONDS = 86_400;
/** Days that are looked through for the next opening. */
const DAYS_AHEAD = 60;
// Offices open, close and begin to close at whole minutes. A list asks for the same again and again.
const states = new WeakMap<OfficeHours, { readonly minute: number; readonly state: OfficeState }>();
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** The wall clock of a zone at a moment (Unix seconds); undefined where this device does not know the zone. */
export function localMoment(zone: string, at: number): LocalMoment | undefined {
  const found = formatOf(zone)?.formatToParts(at * 1000);
  if (found === undefined) return undefined;
  const part = (type: string): string => found.find((one) => one.type === type)?.value ?? '';
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return { date, minutes: Number(part('hour')) * 60 + Number(part('minute')) };
}

/** The day of a moment in a zone, from midnight to midnight; undefined where this device does not know the zone. */
export function daySpan(zone: string, at: number): Span | undefined {
  const today = localMoment(zone, at)?.date;
  if (today === undefined) return undefined;
  return { from: instant(zone, today, '00:00'), until: instant(zone, dayAfter(today, 1), '00:00') };
}

/** When the office is open, as far as it touches a span of time, in order. */
export function openSpans(hours: OfficeHours, { from, until }: Span): Span[] {
  const found: Span[] = [];
  for (const span of openings(hours, from, Math.ceil((until - from) / DAY_SECONDS) + 1)) {
    if (span.from >= until) break;
    found.push({ from: Math.max(span.from, from), until: Math.min(span.until, until) });
  }
  return found;
}

/** The office at a moment, by its own clock, weekend and holidays. */
export function officeState(hours: OfficeHours, at: number): OfficeState {
  const minute = Math.floor(at / 60);
  const known = states.get(hours);
  if (known?.minute === minute) return known.state;
  const state = stateAt(hours, at);
  states.set(hours, { minute, state });
  return state;
}

function stateAt(hours: OfficeHours, at: number): OfficeState {
  const today = localMoment(hours.zone, at)?.date;
  if (today === undefined) return { is: 'unknown' };
  const [next] = openings(hours, at, DAYS_AHEAD);
  if (next !== undefined && next.from <= at)
    return { is: next.until - at <= CLOSING_SECONDS ? 'closing' : 'open', until: next.until };
  return { is: 'closed', opens: next?.from, holiday: holidayOn(hours, today) };
}

/** When both offices are open within a span of time. */
export function sharedSpans(one: OfficeHours, other: OfficeHours, span: Span): Span[] {
  const others = openSpans(other, span);
  return openSpans(one, span).flatMap((own) =>
    others
      .map(({ from, until }) => ({ from: Math.max(from, own.from), until: Math.min(until, own.until) }))
      .filter(({ from, until }) => from < until),
  );
}

/** A day on which two offices share hours. */
export interface SharedDay {
  /** From midnight to midnight in the zone that was asked about. */
  readonly day: Span;
  readonly spans: readonly Span[];
}

/** The next seven days in a zone, that of `at` first, with the hours that both offices have in common. */
export function* sharedDays(one: OfficeHours, other: OfficeHours, zone: string, at: number): Generator<SharedDay> {
  let day = daySpan(zone, at);
  for (let ahead = 0; ahead < 7 && day !== undefined; ahead++) {
    yield { day, spans: sharedSpans(one, other, day) };
    day = daySpan(zone, day.until);
  }
}

/** The first of {@link sharedDays} on which both have any. */
export function nextSharedDay(one: OfficeHours, other: OfficeHours, zone: string, at: number): SharedDay | undefined {
  for (const shared of sharedDays(one, other, zone, at)) if (shared.spans.length > 0) return shared;
  return undefined;
}

/** Why an office does not open on a day, `2026-03-01`, of its own calendar: a holiday by its name, or its weekend. */
export function restOn(hours: OfficeHours, date: string): { readonly holiday: string } | 'weekend' | undefined {
  const holiday = holidayOn(hours, date);
  if (holiday !== undefined) return { holiday };
  return hours.weekend.includes(weekdayOf(date)) ? 'weekend' : undefined;
}

/** Seconds of all spans together. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, until }) => sum + until - from, 0);
}

/** Opening by opening from the one that has not ended at `at`, through so many days. */
function* openings(hours: OfficeHours, at: number, days: number): Generator<Span> {
  const today = localMoment(hours.zone, at)?.date;
  if (today === undefined) return;
  // What opened yesterday may close after midnight.
  for (let ahead = -1; ahead <= days; ahead++) {
    const date = dayAfter(today, ahead);
    if (restOn(hours, date) !== undefined) continue;
    const closing = hours.closes > hours.opens ? date : dayAfter(date, 1);
    const span = { from: instant(hours.zone, date, hours.opens), until: instant(hours.zone, closing, hours.closes) };
    if (span.until > at) yield span;
  }
}

function holidayOn({ holidays }: OfficeHours, date: string): string | undefined {
  return holidays.find((holiday) => holiday.date === date)?.name;
}

// A wall clock is read back twice: the offset of the guess need not be that of the moment, where the clocks change between.
function instant(zone: string, date: string, time: string): number {
  const wanted = seconds(date, time);
  let at = wanted;
  for (let round = 0; round < 2; round++) {
    const shown = localMoment(zone, at);
    if (shown === undefined) return at;
    at += wanted - (seconds(shown.date, '00:00') + shown.minutes * 60);
  }
  return at;
}

function seconds(date: string, time: string): number {
  return Date.parse(`${date}T${time}:00Z`) / 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(zone)) formats.set(zone, newFormat(zone));
  return formats.get(zone);
}

function newFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  const fields = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn-hc-h23', { ...fields, timeZone });
  } catch {
    return undefined;
  }
}
