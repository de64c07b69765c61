import fc from 'fast-check';

const [SURROGATES, AFTER_THEM, MOST] = [0xd800, 0xe000, 0x10ffff];

/** Any character there is, as fast-check's unit `binary` has them, of which it keeps a table that takes a second to write. */
export const anyCharacter: fc.Arbitrary<string> = fc.integer({ min: 0, max: MOST - (AFTER_THEM - SURROGATES) }).map(
  (at) => String.fromCodePoint(at < SURROGATES ? at : at + (AFTER_THEM - SURROGATES)),
  (character) => placeOf(String(character)),
);

function placeOf(text: string): number {
  const point = text.codePointAt(0);
  if (point === undefined || String.fromCodePoint(point) !== text) throw new Error('not one character');
  return point < SURROGATES ? point : point - (AFTER_THEM - SURROGATES);
}
