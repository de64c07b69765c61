import { describe, expect, it } from '@jest/globals';
import { padme } from '#crypto';
import { everyRefused, type RefusedCase, vectorFile } from './support/vector-file.js';

const file = vectorFile<{ vectors: { length: number; padded: number }[]; refused: RefusedCase<{ length: number }>[] }>(
  'padme',
);

// Padmé as its paper has it: as many low bits are zero as the exponent exceeds its own bit length.
const second = (length: number): number => {
  if (length < 2) return length;
  const exponent = length.toString(2).length - 1;
  const zeros = BigInt(exponent - exponent.toString(2).length);
  const mask = (1n << zeros) - 1n;
  return Number((BigInt(length) + mask) & ~mask);
};

describe('padme vectors', () => {
  it('gives every padded length, as the second implementation does', () => {
    for (const { length, padded } of file.vectors) expect([padme(length), second(length)]).toEqual([padded, padded]);
    expect(file.vectors).toHaveLength(28);
  });

  it('refuses every length that is none', () => {
    everyRefused(file.refused, 3, { length: 0 }, ({ length }) => padme(length));
  });
});
