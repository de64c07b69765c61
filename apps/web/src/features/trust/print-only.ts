import { printPage } from '../../platform/print.js';

const CHOSEN = 'is-printed';

/** Prints one part of the page alone. */
export function printOnly(part: Element): void {
  part.classList.add(CHOSEN);
  printPage(() => {
    part.classList.remove(CHOSEN);
  });
}
