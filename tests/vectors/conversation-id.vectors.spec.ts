import { describe, expect, it } from '@jest/globals';
import { DeviceId } from '#contracts';
import { conversationId } from '#roster';
import { secondBase64url, secondH } from './support/second-implementation.js';
import {
  type DifferentCase,
  everyDifferent,
  everyRefused,
  hex,
  type RefusedCase,
  vectorFile,
} from './support/vector-file.js';

interface Inputs {
  readonly networkId: string;
  readonly device: string;
  readonly random: string;
}
const file = vectorFile<{
  inputs: Inputs;
  output: string;
  different: DifferentCase<Inputs, string>[];
  refused: RefusedCase<Inputs>[];
}>('conversation-id');
const idOf = (i: Inputs): string => conversationId(hex(i.networkId), DeviceId.parse(i.device), hex(i.random));
const second = (i: Inputs): string =>
  secondBase64url(secondH('comity/conversation/v1', hex(i.networkId), i.device, hex(i.random)));

describe('conversation-id vectors', () => {
  it('names a conversation as the second implementation does', () => {
    expect([idOf(file.inputs), second(file.inputs)]).toEqual([file.output, file.output]);
  });

  it('differs for another network, opener or random', () => {
    everyDifferent(file, 3, idOf);
    everyDifferent(file, 3, second);
  });

  it('refuses random bytes that are not 32', () => {
    everyRefused(file.refused, 1, file.inputs, idOf);
  });
});
