/** How many words a device shows. */
const WORDS = 6;

/** Boxes that nobody has typed in yet. */
export const NO_WORDS: readonly string[] = Array.from({ length: WORDS }, () => '');

/** The words after somebody typed or pasted `text` into the box at `place`: several words fill the boxes from there on. */
export function withTyped(words: readonly string[], place: number, text: string): readonly string[] {
  const typed = text.split(/[\s,;.]+/).filter((word) => word !== '');
  const pasted = typed.length > 1 ? typed : [text.trim()];
  return words.map((word, i) => (i < place ? word : (pasted[i - place] ?? word)));
}

/** The box to go to next: after the last that was filled, where typing ended a word; else where one is. */
export function nextPlace(place: number, text: string): number {
  const typed = text.split(/\s+/).filter((word) => word !== '').length;
  if (typed > 1) return Math.min(place + typed, WORDS) - 1;
  return /\S\s$/.test(text) ? Math.min(place + 1, WORDS - 1) : place;
}

/** Whether every box holds a word. */
export function areComplete(words: readonly string[]): boolean {
  return words.every((word) => word !== '');
}
