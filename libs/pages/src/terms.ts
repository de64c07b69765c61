import type { PageWords } from './words.js';

/** Families of codes, of which a newer network may have more than these words. */
export type TermFamily = 'function' | 'instrument' | 'topic' | 'channel' | 'weekday';

/** What States are named in: a language, and the names of those that no list of it has. */
interface StateWords extends Pick<PageWords, 'language'> {
  readonly state: Readonly<Record<string, string>>;
}

const lists = new Map<string, Intl.DisplayNames>();

/** The words for what the directory names by a code; the code itself, readable, where there are none. */
export function term(words: PageWords, family: TermFamily, code: string): string {
  const known: Readonly<Record<string, string>> = words[family];
  if (Object.hasOwn(known, code)) return known[code] ?? code;
  const readable = code.replaceAll('-', ' ');
  return readable.slice(0, 1).toUpperCase() + readable.slice(1);
}

/** A State by its code; what stands in its place where no list has it. */
export function stateName(words: StateWords, state: string): string {
  if (Object.hasOwn(words.state, state)) return words.state[state] ?? state;
  return /^[A-Z]{2}$/.test(state) ? nameIn(words, 'region', state) : state;
}

/** A language by its tag (BCP 47); the tag where no list has it. */
export function languageName(words: PageWords, tag: string): string {
  return nameIn(words, 'language', tag);
}

/** An IANA zone as people read it: the `Etc` zones bear the sign that nobody expects. */
export function zoneWords(zone: string): string {
  const [, sign, hours] = /^Etc\/GMT(?:([+-])(\d{1,2}))?$/.exec(zone) ?? [];
  if (sign !== undefined && hours !== undefined)
    return hours === '0' ? 'UTC' : `UTC${sign === '+' ? '-' : '+'}${hours}`;
  return /^Etc\/(?:GMT|UTC|UCT|Universal|Zulu)$/.test(zone) ? 'UTC' : zone.replaceAll('_', ' ');
}

/** The language to write times in. English without a country is written as between States: day before month, twenty-four hours. */
export function spoken(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/** A day, `2026-03-01`, as these words write it; as it is where there is no such day. */
export function dayWords(words: PageWords, day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(at)
    ? day
    : new Intl.DateTimeFormat(spoken(words.language), { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

function nameIn({ language }: Pick<PageWords, 'language'>, type: 'region' | 'language', code: string): string {
  const key = `${language} ${type}`;
  const list = lists.get(key) ?? new Intl.DisplayNames(language, { type, fallback: 'code' });
  lists.set(key, list);
  try {
    return list.of(code) ?? code;
  } catch {
    return code;
  }
}
