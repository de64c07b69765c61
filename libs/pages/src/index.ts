/**
 * An authority's page as people read it: in words, as markup, by its office's clock. It leads to no other code, so that
 * the relay, the client and the page of the web client may all show with it.
 */
export { authorityMarkup } from './authority-markup.js';
export {
  shownAuthority,
  shownTexts,
  type OfficeHours,
  type ShownAuthority,
  type ShownPerson,
  type ShownText,
} from './authority.js';
export { isDay } from './calendar-day.js';
export { announcedGroups, feastGroups, type Feast, type FeastDates, type FeastGroup } from './feasts.js';
export { factsOf, type Fact, type FactGroup } from './facts.js';
export { holdsAll, isWanted, wordsOf, type Findable, type Wanted } from './finding.js';
export { htmlPage, type HtmlPage } from './html-page.js';
export { isolated } from './isolated.js';
export { markup, Markup, styleElement, type MarkupPart } from './markup.js';
export * from './office-hours.js';
export * from './public-holidays.js';
export { baseStyle, pageStyle } from './style.js';
export { dayWords, languageName, spoken, stateName, term, zoneWords, type TermFamily } from './terms.js';
export { fill, pageWords, type PageWords } from './words.js';
