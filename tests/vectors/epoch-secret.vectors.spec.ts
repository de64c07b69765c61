import { describe, expect, it } from '@jest/globals';
import { epochCommitment } from '#crypto';
import { secondH } from './support/second-implementation.js';
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
  readonly conversation: string;
  readonly epoch: number;
  readonly previous: string;
  readonly author: string;
  readonly E: string;
}
const file = vectorFile<{
  inputs: Inputs;
  output: string;
  different: DifferentCase<Inputs, string>[];
  refused: RefusedCase<Inputs>[];
}>('epoch-secret');
const commit = (i: Inputs): string => toHex(epochCommitment({ ...i, previous: hex(i.previous), E: hex(i.E) }));
const second = (i: Inputs): string =>
  toHex(secondH('comity/epoch/v1', i.conversation, i.epoch, hex(i.previous), i.author, hex(i.E)));

describe('epoch-secret vectors', () => {
  it('gives the commitment, as the second implementation does', () => {
    expect([commit(file.inputs), second(file.inputs)]).toEqual([file.output, file.output]);
  });

  it('gives another commitment for every other input', () => {
    everyDifferent(file, 5, commit);
    everyDifferent(file, 5, second);
  });

  it('refuses an E that is not 32 bytes', () => {
    everyRefused(file.refused, 1, file.inputs, commit);
  });
});
