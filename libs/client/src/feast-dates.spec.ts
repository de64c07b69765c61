import { feastGroups, type Feast } from '#pages';
import { describe, expect, it } from '@jest/globals';
import { feastDates } from './feast-dates.js';

const YEARS = [2026, 2027, 2028];
/** As almanacs publish them: churches' tables, the Umm al-Qura and the Hebrew calendar, the observatories of East Asia. */
const PUBLISHED: readonly (readonly [Feast, ...string[]])[] = [
  ['labour-day', '2026-05-01', '2027-05-01', '2028-05-01'],
  ['carnival-tuesday', '2026-02-17', '2027-02-09', '2028-02-29'],
  ['good-friday', '2026-04-03', '2027-03-26', '2028-04-14'],
  ['easter', '2026-04-05', '2027-03-28', '2028-04-16'],
  ['ascension', '2026-05-14', '2027-05-06', '2028-05-25'],
  ['whit-monday', '2026-05-25', '2027-05-17', '2028-06-05'],
  ['corpus-christi', '2026-06-04', '2027-05-27', '2028-06-15'],
  ['orthodox-good-friday', '2026-04-10', '2027-04-30', '2028-04-14'],
  ['orthodox-easter', '2026-04-12', '2027-05-02', '2028-04-16'],
  ['orthodox-whit-monday', '2026-06-01', '2027-06-21', '2028-06-05'],
  ['islamic-new-year', '2026-06-16', '2027-06-06', '2028-05-25'],
  ['ramadan', '2026-02-18', '2027-02-08', '2028-01-28'],
  ['eid-al-fitr', '2026-03-20', '2027-03-09', '2028-02-26'],
  ['eid-al-adha', '2026-05-27', '2027-05-16', '2028-05-05'],
  ['purim', '2026-03-03', '2027-03-23', '2028-03-12'],
  ['passover', '2026-04-02', '2027-04-22', '2028-04-11'],
  ['shavuot', '2026-05-22', '2027-06-11', '2028-05-31'],
  ['rosh-hashanah', '2026-09-12', '2027-10-02', '2028-09-21'],
  ['yom-kippur', '2026-09-21', '2027-10-11', '2028-09-30'],
  ['sukkot', '2026-09-26', '2027-10-16', '2028-10-05'],
  ['lunar-new-year', '2026-02-17', '2027-02-06', '2028-01-26'],
  ['qingming', '2026-04-05', '2027-04-05', '2028-04-04'],
  ['dragon-boat', '2026-06-19', '2027-06-09', '2028-05-28'],
  ['mid-autumn', '2026-09-25', '2027-09-15', '2028-10-03'],
  ['double-ninth', '2026-10-18', '2027-10-08', '2028-10-26'],
  ['tet', '2026-02-17', '2027-02-06', '2028-01-26'],
  // The new moon comes within the hour before midnight in Beijing, which is after midnight in Seoul.
  ['seollal', '2026-02-17', '2027-02-07', '2028-01-27'],
  ['buddhas-birthday', '2026-05-24', '2027-05-13', '2028-05-02'],
  ['chuseok', '2026-09-25', '2027-09-15', '2028-10-03'],
  ['nowruz', '2026-03-21', '2027-03-21', '2028-03-20'],
  ['timkat', '2026-01-19', '2027-01-19', '2028-01-20'],
  ['enkutatash', '2026-09-11', '2027-09-12', '2028-09-11'],
];

describe('feastDates', () => {
  it.each(PUBLISHED)('finds %s on the days that are published', async (feast, ...days) => {
    expect((await feastDates(YEARS))[feast]).toEqual(days);
  });

  it('finds days by the Korean calendar where those of a leap month differ from others', async () => {
    const dates = await feastDates([2020, 2023]);
    expect(dates['buddhas-birthday']).toEqual(['2020-04-30', '2023-05-27']);
    expect(dates.chuseok).toEqual(['2020-10-01', '2023-09-29']);
  });

  it('finds a feast twice in a year in which the moon brings it twice', async () => {
    expect((await feastDates([2027]))['isra-miraj']).toEqual(['2027-01-05', '2027-12-25']);
    expect((await feastDates([2033]))['eid-al-fitr']).toEqual(['2033-01-03', '2033-12-23']);
  });

  it('finds every feast of the list in each year', async () => {
    const years = Array.from({ length: 10 }, (_, more) => 2026 + more);
    const dates = await feastDates(years);
    for (const feast of Object.values(feastGroups).flat())
      expect({ feast, years: [...new Set(dates[feast].map((date) => Number(date.slice(0, 4))))] }).toEqual({
        feast,
        years,
      });
  });
});
