import { describe, expect, it } from '@jest/globals';
import { newAgreementKey, newSignatureKey, sign } from '#crypto';
import { agreementMessage, verifyAgreementKey } from '#crypto/verify';
import { secondLp, secondSign, secondXWingPublicKey } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly networkId: string;
  readonly device: string;
  readonly number: number;
  readonly from: number;
  readonly until: number;
  readonly key: string;
  readonly deviceKey: string;
  readonly at: number;
  readonly seen: number;
  readonly signature: string;
  readonly agreementSeed: string;
  readonly signatureSeed: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { message: string };
  output: { signature: string };
  refused: RefusedCase<Inputs>[];
}>('agreement');
const bytes = (i: Inputs) => ({
  ...i,
  networkId: hex(i.networkId),
  key: hex(i.key),
  deviceKey: hex(i.deviceKey),
  signature: hex(i.signature),
});
const verify = (i: Inputs): void => {
  verifyAgreementKey(bytes(i));
};

describe('agreement vectors', () => {
  it('signs the key as the device does, and so does the second implementation', () => {
    const i = file.inputs;
    const second = secondLp('comity/agreement/v1', hex(i.networkId), i.device, i.number, i.from, i.until, hex(i.key));
    const { privateKey } = newSignatureKey(hex(i.signatureSeed));
    expect([toHex(agreementMessage(bytes(i))), toHex(second)]).toEqual([
      file.intermediate.message,
      file.intermediate.message,
    ]);
    expect(toHex(sign({ privateKey, message: agreementMessage(bytes(i)) }))).toBe(file.output.signature);
    expect(toHex(secondSign(hex(i.signatureSeed), second))).toBe(file.output.signature);
    expect([
      toHex(newAgreementKey(hex(i.agreementSeed)).publicKey),
      toHex(secondXWingPublicKey(hex(i.agreementSeed))),
    ]).toEqual([i.key, i.key]);
  });

  it('accepts the key at its time', () => {
    expect(() => {
      verify(file.inputs);
    }).not.toThrow();
  });

  it('refuses every key that may not be sealed to', () => {
    everyRefused(file.refused, 11, file.inputs, verify);
  });
});
