import type { FeastDates } from '#pages';

/** The days of every feast in some years, in order. The calendars are fetched with the first question. */
export async function feastDates(years: readonly number[]): Promise<FeastDates> {
  const { datesByRules } = await import('./feast-rules.js');
  return datesByRules(years);
}
