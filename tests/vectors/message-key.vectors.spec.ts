import { describe, expect, it } from '@jest/globals';
import { messageKey } from '#crypto';
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
  readonly E: string;
  readonly conversation: string;
  readonly S: string;
  readonly sender: string;
  readonly id: string;
}
const file = vectorFile<{
  inputs: Inputs;
  output: string;
  different: DifferentCase<Inputs, string>[];
  refused: RefusedCase<Inputs>[];
}>('message-key');
const derive = (i: Inputs): string => toHex(messageKey({ ...i, E: hex(i.E), S: hex(i.S) }));
const second = (i: Inputs): string =>
  toHex(secondB(hex(i.E), 32, 'comity/message/v1', i.conversation, hex(i.S), i.sender, i.id));

describe('message-key vectors', () => {
  it('gives the key, as the second implementation does', () => {
    expect([derive(file.inputs), second(file.inputs)]).toEqual([file.output, file.output]);
  });

  it('gives another key for every other message', () => {
    everyDifferent(file, 5, derive);
    everyDifferent(file, 5, second);
  });

  it('refuses an E that is not 32 bytes', () => {
    everyRefused(file.refused, 1, file.inputs, derive);
  });
});
