import { describe, expect, it } from '@jest/globals';
import { B, H, lp } from '#crypto/verify';
import { secondB, secondH } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly label: string;
  readonly parts: readonly (string | number)[];
  readonly key: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { message: string };
  output: { H: string; B16: string; B32: string; B64: string };
  refused: RefusedCase<Inputs>[];
}>('hash');
const { label, parts, key } = file.inputs;

describe('hash vectors', () => {
  it('gives H and B at every length, as the second implementation does', () => {
    expect(toHex(lp(label, ...parts))).toBe(file.intermediate.message);
    expect(
      [
        H(label, ...parts),
        B(hex(key), 16, label, ...parts),
        B(hex(key), 32, label, ...parts),
        B(hex(key), 64, label, ...parts),
      ].map(toHex),
    ).toEqual([file.output.H, file.output.B16, file.output.B32, file.output.B64]);
    expect(
      [
        secondH(label, ...parts),
        secondB(hex(key), 16, label, ...parts),
        secondB(hex(key), 32, label, ...parts),
        secondB(hex(key), 64, label, ...parts),
      ].map(toHex),
    ).toEqual([file.output.H, file.output.B16, file.output.B32, file.output.B64]);
  });

  it('refuses every key that is not 32 bytes', () => {
    everyRefused(file.refused, 3, file.inputs, (inputs) => B(hex(inputs.key), 32, label, ...parts));
  });
});
