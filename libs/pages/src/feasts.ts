/**
 * Feast days that many States keep, by where their dates come from. No State's own list: a State ticks what it keeps,
 * and adds its own. Those whose dates nobody computes reliably beforehand (such as Diwali) are left to be typed.
 */
export const feastGroups = {
  civil: ['new-year', 'new-year-2', 'womens-day', 'labour-day', 'labour-day-2', 'new-years-eve'],
  western: [
    'epiphany',
    'carnival-monday',
    'carnival-tuesday',
    'ash-wednesday',
    'maundy-thursday',
    'good-friday',
    'holy-saturday',
    'easter',
    'easter-monday',
    'ascension',
    'whit-sunday',
    'whit-monday',
    'corpus-christi',
    'assumption',
    'all-saints',
    'all-souls',
    'immaculate-conception',
    'christmas-eve',
    'christmas',
    'christmas-2',
  ],
  eastern: [
    'orthodox-christmas',
    'clean-monday',
    'orthodox-good-friday',
    'orthodox-holy-saturday',
    'orthodox-easter',
    'orthodox-easter-monday',
    'orthodox-ascension',
    'orthodox-whit-sunday',
    'orthodox-whit-monday',
  ],
  islamic: [
    'islamic-new-year',
    'ashura',
    'mawlid',
    'isra-miraj',
    'ramadan',
    'eid-al-fitr',
    'eid-al-fitr-2',
    'eid-al-fitr-3',
    'arafah',
    'eid-al-adha',
    'eid-al-adha-2',
    'eid-al-adha-3',
    'eid-al-adha-4',
  ],
  hebrew: [
    'purim',
    'passover',
    'passover-7',
    'shavuot',
    'rosh-hashanah',
    'rosh-hashanah-2',
    'yom-kippur',
    'sukkot',
    'shemini-atzeret',
  ],
  lunar: [
    'lunar-new-years-eve',
    'lunar-new-year',
    'lunar-new-year-2',
    'lunar-new-year-3',
    'qingming',
    'dragon-boat',
    'mid-autumn',
    'double-ninth',
    'tet-eve',
    'tet',
    'tet-2',
    'tet-3',
    'seollal-eve',
    'seollal',
    'seollal-2',
    'buddhas-birthday',
    'chuseok-eve',
    'chuseok',
    'chuseok-2',
  ],
  further: ['nowruz', 'nowruz-2', 'timkat', 'enkutatash', 'meskel'],
} as const;

/** A group of {@link feastGroups}. */
export type FeastGroup = keyof typeof feastGroups;
/** A day of {@link feastGroups}; `-2` is the second day of a feast. */
export type Feast = (typeof feastGroups)[FeastGroup][number];

/** Groups whose days a State's own announcement may move: by a sighting of the moon, or by another almanac. */
export const announcedGroups: readonly FeastGroup[] = ['islamic', 'lunar'];

/** On which days of the calendar, `2026-03-01`, each feast falls in the years that were asked about, in order. */
export type FeastDates = Readonly<Record<Feast, readonly string[]>>;
