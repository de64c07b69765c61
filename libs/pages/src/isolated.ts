// ALM, LRM, RLM, embeddings and overrides, isolates (UAX #9): an unpaired one would reach what stands around a name.
const MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text without marks of direction: no letter is lost, and each is shown in the direction of its own script. */
export function withoutMarks(text: string): string {
  return text.replaceAll(MARKS, '');
}

/** A name that keeps its own direction of writing inside a sentence, and turns nothing of that (Unicode FSI and PDI). */
export function isolated(name: string): string {
  return `\u2068${withoutMarks(name)}\u2069`;
}
