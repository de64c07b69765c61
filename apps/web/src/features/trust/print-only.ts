const CHOSEN = 'is-printed';

/** Prints one part of the page alone. */
export function printOnly(part: Element): void {
  part.classList.add(CHOSEN);
  print();
  part.classList.remove(CHOSEN);
}
