import { describe, expect, it } from '@jest/globals';
import { newSignatureKey, sign } from '#crypto';
import { sessionMessage, verifySignature } from '#crypto/verify';
import { secondLp, secondSign, secondVerify } from './support/second-implementation.js';
import { hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly networkId: string;
  readonly origin: string;
  readonly device: string;
  readonly nonce: string;
  readonly expiry: number;
  readonly signatureSeed: string;
  readonly publicKey: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { message: string };
  output: { signature: string };
  refused: RefusedCase<Inputs>[];
}>('session');
const message = (i: Inputs): Uint8Array => sessionMessage({ ...i, networkId: hex(i.networkId), nonce: hex(i.nonce) });
const second = (i: Inputs): Uint8Array =>
  secondLp('comity/session/v1', hex(i.networkId), i.origin, i.device, hex(i.nonce), i.expiry);
const signature = hex(file.output.signature);

describe('session vectors', () => {
  it('signs what the device signs, as the second implementation does', () => {
    const { privateKey, publicKey } = newSignatureKey(hex(file.inputs.signatureSeed));
    expect([toHex(message(file.inputs)), toHex(second(file.inputs))]).toEqual([
      file.intermediate.message,
      file.intermediate.message,
    ]);
    expect(toHex(publicKey)).toBe(file.inputs.publicKey);
    expect(toHex(sign({ privateKey, message: message(file.inputs) }))).toBe(file.output.signature);
    expect(toHex(secondSign(hex(file.inputs.signatureSeed), second(file.inputs)))).toBe(file.output.signature);
    expect(verifySignature(signature, message(file.inputs), publicKey)).toBe(true);
  });

  it('does not verify over any other challenge', () => {
    const changed = file.refused.map((refused) => ({ ...file.inputs, ...refused.with }));
    expect(changed.map((i) => verifySignature(signature, message(i), hex(i.publicKey)))).toEqual(
      changed.map(() => false),
    );
    expect(changed.map((i) => secondVerify(hex(i.publicKey), second(i), signature))).toEqual(changed.map(() => false));
    expect(changed).toHaveLength(7);
  });
});
