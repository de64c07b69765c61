import { describe, expect, it } from '@jest/globals';
import { newSignatureKey, sign } from '#crypto';
import { recordMessage, verifyRecord } from '#crypto/verify';
import { secondLp, secondSha256, secondSign } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly networkId: string;
  readonly conversation: string;
  readonly id: string;
  readonly content: string;
  readonly signatureSeed: string;
  readonly publicKey: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { message: string };
  output: { signature: string };
  refused: RefusedCase<Inputs>[];
}>('record');
const bytes = (i: Inputs) => ({
  ...i,
  networkId: hex(i.networkId),
  content: hex(i.content),
  publicKey: hex(i.publicKey),
});
const verify = (i: Inputs): void => {
  verifyRecord({ ...bytes(i), signature: hex(file.output.signature) });
};

describe('record vectors', () => {
  it('signs the content alone, as the second implementation does', () => {
    const i = file.inputs;
    const second = secondLp('comity/record/v1', hex(i.networkId), i.conversation, i.id, secondSha256(hex(i.content)));
    const { privateKey } = newSignatureKey(hex(i.signatureSeed));
    expect([toHex(recordMessage(bytes(i))), toHex(second)]).toEqual([
      file.intermediate.message,
      file.intermediate.message,
    ]);
    expect(toHex(sign({ privateKey, message: recordMessage(bytes(i)) }))).toBe(file.output.signature);
    expect(toHex(secondSign(hex(i.signatureSeed), second))).toBe(file.output.signature);
    verify(i);
  });

  it('refuses every other content and place', () => {
    everyRefused(file.refused, 5, file.inputs, verify);
  });
});
