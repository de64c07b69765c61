import type { AuthorityLine } from '../../desk/api/directory.js';

/** The authorities that take part now, the secretariat aside: it is no State's. */
export function activeOf(lines: readonly AuthorityLine[]): readonly AuthorityLine[] {
  return lines.filter(({ standing, functions }) => standing === 'active' && !functions.includes('secretariat'));
}

/** The States of the directory, each once, by name. */
export function statesOf(
  lines: readonly AuthorityLine[],
  name: (line: AuthorityLine) => string,
): { readonly id: string; readonly label: string }[] {
  const states = new Map(activeOf(lines).map((line) => [line.state, { id: line.state, label: name(line) }]));
  return [...states.values()].sort((a, b) => a.label.localeCompare(b.label));
}
