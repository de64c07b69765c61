import { describe, expect, it } from '@jest/globals';
import { fieldCommitment } from '#crypto/verify';
import { secondB } from './support/second-implementation.js';
import {
  type DifferentCase,
  everyDifferent,
  everyRefused,
  hex,
  type RefusedCase,
  toHex,
  vectorFile,
} from './support/vector-file.js';

interface Inputs {
  readonly r: string;
  readonly label: string;
  readonly value: string;
}
const file = vectorFile<{
  inputs: Inputs;
  output: string;
  different: DifferentCase<Inputs, string>[];
  refused: RefusedCase<Inputs>[];
}>('field');
const commit = ({ r, label, value }: Inputs): string => toHex(fieldCommitment(hex(r), label, value));
const second = ({ r, label, value }: Inputs): string => toHex(secondB(hex(r), 32, 'comity/field/v1', label, value));

describe('field vectors', () => {
  it('gives the commitment, as the second implementation does', () => {
    expect([commit(file.inputs), second(file.inputs)]).toEqual([file.output, file.output]);
  });

  it('gives another commitment for every other input', () => {
    everyDifferent(file, 4, commit);
    everyDifferent(file, 4, second);
  });

  it('refuses every r that is not 32 bytes', () => {
    everyRefused(file.refused, 1, file.inputs, commit);
  });
});
