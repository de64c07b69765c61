import { describe, expect, it } from '@jest/globals';
import { newSignatureKey, sign } from '#crypto';
import { unreadableMessage, verifySignature } from '#crypto/verify';
import { secondLp, secondSign } from './support/second-implementation.js';
import { hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly networkId: string;
  readonly conversation: string;
  readonly S: string;
  readonly device: string;
  readonly number: number;
  readonly signatureSeed: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { message: string };
  output: { signature: string };
  refused: RefusedCase<Inputs>[];
}>('unreadable');
const message = (i: Inputs): Uint8Array => unreadableMessage({ ...i, networkId: hex(i.networkId), S: hex(i.S) });
const second = (i: Inputs): Uint8Array =>
  secondLp('comity/unreadable/v1', hex(i.networkId), i.conversation, hex(i.S), i.device, i.number);
const { privateKey, publicKey } = newSignatureKey(hex(file.inputs.signatureSeed));

describe('unreadable vectors', () => {
  it('signs what the device signs, as the second implementation does', () => {
    expect([toHex(message(file.inputs)), toHex(second(file.inputs))]).toEqual([
      file.intermediate.message,
      file.intermediate.message,
    ]);
    expect(toHex(sign({ privateKey, message: message(file.inputs) }))).toBe(file.output.signature);
    expect(toHex(secondSign(hex(file.inputs.signatureSeed), second(file.inputs)))).toBe(file.output.signature);
    expect(verifySignature(hex(file.output.signature), message(file.inputs), publicKey)).toBe(true);
  });

  it('does not verify over any other epoch, device or conversation', () => {
    const changed = file.refused.map((refused) => ({ ...file.inputs, ...refused.with }));
    expect(changed.map((i) => verifySignature(hex(file.output.signature), message(i), publicKey))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
