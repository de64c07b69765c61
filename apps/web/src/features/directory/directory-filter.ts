import { isWanted, type Findable, type Wanted } from '#pages';
import type { AuthorityLine } from '../../desk/api/directory.js';

/** What a list of the directory is narrowed to. */
export interface DirectoryFilter extends Wanted {
  readonly reachable: boolean;
}

/** Narrows nothing. */
export const everyAuthority: DirectoryFilter = Object.freeze({
  words: '',
  state: '',
  openNow: false,
  reachable: false,
  functions: [],
  instrument: '',
  language: '',
  channel: '',
  network: '',
});

/** Whether a filter narrows anything. */
export function isNarrowed({ functions, ...filter }: DirectoryFilter): boolean {
  return (
    functions.length > 0 || Object.values(filter).some((one) => (typeof one === 'string' ? one.trim() !== '' : one))
  );
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
  return lines.filter(
    (line) =>
      (!filter.reachable || line.reachable) &&
      isWanted(findable(line), [...ownWords(line), ...stateNames(line)], filter, at),
  );
}

/** Each value once, with how many lines have it, most first. */
export function counted<Line>(lines: readonly Line[], values: (line: Line) => readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const line of lines) for (const value of values(line)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, most], [b, fewer]) => fewer - most || a.localeCompare(b));
}

function findable(line: AuthorityLine): Findable {
  return { ...line, networks: line.networks.map(({ id }) => id) };
}

function ownWords(line: AuthorityLine): readonly string[] {
  const { id, state, name, names, functions, instruments, networks, officers } = line;
  const named = [...names, ...networks].map((one) => one.name);
  return [id, state, name, ...named, ...functions, ...instruments, ...officers];
}
