import { describe, expect, it } from '@jest/globals';
import { ConversationId } from '#contracts';
import { Change, changeHash, consentMessage, verifyConsent } from '#roster';
import { secondH, secondJcs, secondLp, secondSign, secondVerify } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly networkId: string;
  readonly conversation: string;
  readonly expiry: number;
  readonly change: unknown;
  readonly deviceKey: string;
  readonly at: number;
  readonly signature: string;
  readonly signatureSeed: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { changeHash: string; message: string };
  output: { signature: string };
  refused: RefusedCase<Inputs>[];
}>('consent');
const termsOf = (i: Inputs) => ({
  networkId: hex(i.networkId),
  conversation: ConversationId.parse(i.conversation),
  expiry: i.expiry,
  change: Change.parse(i.change),
});
const verify = (i: Inputs): void => {
  verifyConsent({ ...termsOf(i), deviceKey: hex(i.deviceKey), signature: hex(i.signature), at: i.at });
};
const secondChangeHash = (i: Inputs): Uint8Array =>
  secondH('comity/change/v1', new TextEncoder().encode(secondJcs(i.change)));
const secondMessage = (i: Inputs): Uint8Array =>
  secondLp('comity/consent/v1', hex(i.networkId), i.conversation, i.expiry, secondChangeHash(i));

describe('consent vectors', () => {
  it('signs what the second implementation signs', () => {
    const i = file.inputs;
    expect([toHex(changeHash(termsOf(i).change)), toHex(secondChangeHash(i))]).toEqual([
      file.intermediate.changeHash,
      file.intermediate.changeHash,
    ]);
    expect([toHex(consentMessage(termsOf(i))), toHex(secondMessage(i))]).toEqual([
      file.intermediate.message,
      file.intermediate.message,
    ]);
    expect(toHex(secondSign(hex(i.signatureSeed), secondMessage(i)))).toBe(file.output.signature);
  });

  it('verifies, as the second implementation does', () => {
    const i = file.inputs;
    expect(() => {
      verify(i);
    }).not.toThrow();
    expect(secondVerify(hex(i.deviceKey), secondMessage(i), hex(i.signature))).toBe(true);
  });

  it('refuses another time, change, place and signer', () => {
    everyRefused(file.refused, 7, file.inputs, verify);
    for (const { with: changed, code } of file.refused) {
      const i = { ...file.inputs, ...changed };
      const verifies = secondVerify(hex(i.deviceKey), secondMessage(i), hex(i.signature));
      expect(verifies).toBe(code === 'consent.expired');
    }
  });
});
