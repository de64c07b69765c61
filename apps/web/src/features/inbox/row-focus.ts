const ROW = '[role=row][data-key]';

/** The id of the line in which an element stands, if it stands in one. */
export function lineOf(element: Element | null): string | undefined {
  return element?.closest<HTMLElement>(ROW)?.dataset['key'];
}

/** Moves the focus by so many lines from the one that has it; to the first or the last where none has. */
export function moveFocus(list: HTMLElement | null, by: 1 | -1): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>(ROW) ?? [])];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here === -1 ? (by === 1 ? 0 : rows.length - 1) : Math.min(Math.max(here + by, 0), rows.length - 1);
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
}
