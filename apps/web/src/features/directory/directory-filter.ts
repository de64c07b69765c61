import type { AuthorityLine, OfficeHours } from '../../desk/api/directory.js';
import { officeState } from './office-hours.js';

/** What a list of the directory is narrowed to. */
export interface DirectoryFilter {
  readonly words: string;
  readonly openNow: boolean;
  readonly reachable: boolean;
  readonly functions: readonly string[];
  readonly instrument: string;
  readonly language: string;
}

/** Narrows nothing. */
export const everyAuthority: DirectoryFilter = Object.freeze({
  words: '',
  openNow: false,
  reachable: false,
  functions: [],
  instrument: '',
  language: '',
});

/** Whether a filter narrows anything. */
export function isNarrowed(filter: DirectoryFilter): boolean {
  const { words, openNow, reachable, functions, instrument, language } = filter;
  return words.trim() !== '' || openNow || reachable || functions.length > 0 || instrument !== '' || language !== '';
}

/**
 * The authorities that a filter leaves.
 * @param stateNames - further names to find an authority by, such as its State's in the reader's language
 * @param at - Unix seconds
 */
export function filtered<Line extends AuthorityLine>(
  lines: readonly Line[],
  filter: DirectoryFilter,
  stateNames: (line: Line) => readonly string[],
  at: number,
): Line[] {
  const wanted = wordsOf(filter.words);
  return lines.filter(
    (line) =>
      holdsAll([...ownWords(line), ...stateNames(line)], wanted) &&
      (!filter.openNow || isOpen(line.hours, at)) &&
      (!filter.reachable || line.reachable) &&
      filter.functions.every((one) => line.functions.includes(one)) &&
      (filter.instrument === '' || line.instruments.includes(filter.instrument)) &&
      (filter.language === '' || line.languages.includes(filter.language)),
  );
}

/** Each value once, with how many lines have it, most first. */
export function counted<Line>(lines: readonly Line[], values: (line: Line) => readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const line of lines) for (const value of values(line)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, most], [b, fewer]) => fewer - most || a.localeCompare(b));
}

/** Words to look for, in any script, without accents and capitals. */
export function wordsOf(text: string): string[] {
  return folded(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Whether the texts together hold every word. */
export function holdsAll(texts: readonly string[], wanted: readonly string[]): boolean {
  const whole = folded(texts.join('\n'));
  return wanted.every((word) => whole.includes(word));
}

function ownWords({ id, state, name, names, functions, instruments, officers }: AuthorityLine): readonly string[] {
  return [id, state, name, ...names.map((one) => one.name), ...functions, ...instruments, ...officers];
}

function isOpen(hours: OfficeHours | undefined, at: number): boolean {
  if (hours === undefined) return false;
  const { is } = officeState(hours, at);
  return is === 'open' || is === 'closing';
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
