const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea, [tabindex="0"]';

/** Moves the focus to the next part of the window, or the one before, and round. Parts bear `data-pane`. */
export function nextPane(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.offsetParent !== null);
  // Of panes in one another the focus is in the innermost.
  const here = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const start = here === -1 ? (by === 1 ? -1 : 0) : here;
  const next = panes[(start + by + panes.length) % panes.length];
  if (next === undefined) return;
  const target =
    next.tabIndex >= -1 && next.hasAttribute('tabindex') ? next : next.querySelector<HTMLElement>(FOCUSABLE);
  (target ?? next).focus();
}
