import type { Feast, FeastDates } from '#pages';
import {
  CalendarDate,
  EthiopicCalendar,
  GregorianCalendar,
  HebrewCalendar,
  IslamicUmalquraCalendar,
  PersianCalendar,
  toCalendar,
  type Calendar,
} from '@internationalized/date';
import { CalendarChinese, CalendarKorean, CalendarVietnamese } from 'date-chinese';
import { gregorianEaster, orthodoxEaster } from 'date-easter';

/** The days of a feast that fall in a year: none, one or, by a shorter year, two. */
type Rule = (year: number) => readonly CalendarDate[];

const ours = new GregorianCalendar();
const hebrew = new HebrewCalendar();
const islamic = new IslamicUmalquraCalendar();
const persian = new PersianCalendar();
const ethiopic = new EthiopicCalendar();
const chinese = new CalendarChinese();
const korean = new CalendarKorean();
const vietnamese = new CalendarVietnamese();

function fixed(month: number, day: number): Rule {
  return (year) => [new CalendarDate(year, month, day)];
}

function after(easter: typeof gregorianEaster, days: number): Rule {
  return (year) => {
    const sunday = easter(year);
    return [new CalendarDate(sunday.year, sunday.month, sunday.day).add({ days })];
  };
}

// Each year of that calendar which touches ours is looked at: one of 354 days may bring a feast twice.
// A month of 0 or less is counted back from the last one: a leap year of the Hebrew calendar moves those of spring.
function by(calendar: Calendar, month: number, day: number): Rule {
  return (year) => {
    const first = toCalendar(new CalendarDate(year, 1, 1), calendar).year;
    const last = toCalendar(new CalendarDate(year, 12, 31), calendar).year;
    return Array.from({ length: last - first + 1 }, (_, more) => {
      const months = calendar.getMonthsInYear(new CalendarDate(calendar, first + more, 1, 1));
      return toCalendar(new CalendarDate(calendar, first + more, month > 0 ? month : months + month, day), ours);
    }).filter((date) => date.year === year);
  };
}

function lunar(calendar: CalendarChinese, month: number, day: number, days = 0): Rule {
  return (year) => [dayOf(calendar.set(1, 1, month, false, day).toGregorian(year)).add({ days })];
}

function dayOf({ year, month, day }: { readonly year: number; readonly month: number; readonly day: number }) {
  return new CalendarDate(year, month, day);
}

const rules: Readonly<Record<Feast, Rule>> = {
  'new-year': fixed(1, 1),
  'new-year-2': fixed(1, 2),
  'womens-day': fixed(3, 8),
  'labour-day': fixed(5, 1),
  'labour-day-2': fixed(5, 2),
  'new-years-eve': fixed(12, 31),
  epiphany: fixed(1, 6),
  'carnival-monday': after(gregorianEaster, -48),
  'carnival-tuesday': after(gregorianEaster, -47),
  'ash-wednesday': after(gregorianEaster, -46),
  'maundy-thursday': after(gregorianEaster, -3),
  'good-friday': after(gregorianEaster, -2),
  'holy-saturday': after(gregorianEaster, -1),
  easter: after(gregorianEaster, 0),
  'easter-monday': after(gregorianEaster, 1),
  ascension: after(gregorianEaster, 39),
  'whit-sunday': after(gregorianEaster, 49),
  'whit-monday': after(gregorianEaster, 50),
  'corpus-christi': after(gregorianEaster, 60),
  assumption: fixed(8, 15),
  'all-saints': fixed(11, 1),
  'all-souls': fixed(11, 2),
  'immaculate-conception': fixed(12, 8),
  'christmas-eve': fixed(12, 24),
  christmas: fixed(12, 25),
  'christmas-2': fixed(12, 26),
  // 25 December of the Julian calendar, until 2100.
  'orthodox-christmas': fixed(1, 7),
  'clean-monday': after(orthodoxEaster, -48),
  'orthodox-good-friday': after(orthodoxEaster, -2),
  'orthodox-holy-saturday': after(orthodoxEaster, -1),
  'orthodox-easter': after(orthodoxEaster, 0),
  'orthodox-easter-monday': after(orthodoxEaster, 1),
  'orthodox-ascension': after(orthodoxEaster, 39),
  'orthodox-whit-sunday': after(orthodoxEaster, 49),
  'orthodox-whit-monday': after(orthodoxEaster, 50),
  'islamic-new-year': by(islamic, 1, 1),
  ashura: by(islamic, 1, 10),
  mawlid: by(islamic, 3, 12),
  'isra-miraj': by(islamic, 7, 27),
  ramadan: by(islamic, 9, 1),
  'eid-al-fitr': by(islamic, 10, 1),
  'eid-al-fitr-2': by(islamic, 10, 2),
  'eid-al-fitr-3': by(islamic, 10, 3),
  arafah: by(islamic, 12, 9),
  'eid-al-adha': by(islamic, 12, 10),
  'eid-al-adha-2': by(islamic, 12, 11),
  'eid-al-adha-3': by(islamic, 12, 12),
  'eid-al-adha-4': by(islamic, 12, 13),
  purim: by(hebrew, -6, 14),
  passover: by(hebrew, -5, 15),
  'passover-7': by(hebrew, -5, 21),
  shavuot: by(hebrew, -3, 6),
  'rosh-hashanah': by(hebrew, 1, 1),
  'rosh-hashanah-2': by(hebrew, 1, 2),
  'yom-kippur': by(hebrew, 1, 10),
  sukkot: by(hebrew, 1, 15),
  'shemini-atzeret': by(hebrew, 1, 22),
  'lunar-new-years-eve': lunar(chinese, 1, 1, -1),
  'lunar-new-year': lunar(chinese, 1, 1),
  'lunar-new-year-2': lunar(chinese, 1, 2),
  'lunar-new-year-3': lunar(chinese, 1, 3),
  qingming: (year) => [dayOf(chinese.fromJDE(chinese.qingming(year)).toGregorian())],
  'dragon-boat': lunar(chinese, 5, 5),
  'mid-autumn': lunar(chinese, 8, 15),
  'double-ninth': lunar(chinese, 9, 9),
  'tet-eve': lunar(vietnamese, 1, 1, -1),
  tet: lunar(vietnamese, 1, 1),
  'tet-2': lunar(vietnamese, 1, 2),
  'tet-3': lunar(vietnamese, 1, 3),
  'seollal-eve': lunar(korean, 1, 1, -1),
  seollal: lunar(korean, 1, 1),
  'seollal-2': lunar(korean, 1, 2),
  'buddhas-birthday': lunar(korean, 4, 8),
  'chuseok-eve': lunar(korean, 8, 15, -1),
  chuseok: lunar(korean, 8, 15),
  'chuseok-2': lunar(korean, 8, 16),
  nowruz: by(persian, 1, 1),
  'nowruz-2': by(persian, 1, 2),
  timkat: by(ethiopic, 5, 11),
  enkutatash: by(ethiopic, 1, 1),
  meskel: by(ethiopic, 1, 17),
};

/** The days of every feast in some years, as calendars compute them; those by the moon may be announced otherwise. */
export function datesByRules(years: readonly number[]): FeastDates {
  const dates = Object.entries(rules).map(([feast, rule]) => [
    feast,
    years.flatMap((year) => rule(year).map((date) => date.toString())).sort(),
  ]);
  return Object.fromEntries(dates) as FeastDates;
}
