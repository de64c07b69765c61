import { describe, expect, it } from '@jest/globals';
import { authenticMessage, forumAuthenticator, newSignatureKey, verifyForumAuthenticator } from '#crypto';
import { secondLp, secondSha256, secondSign } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly conversation: string;
  readonly S: string;
  readonly sender: string;
  readonly id: string;
  readonly core: string;
  readonly signatureSeed: string;
  readonly publicKey: string;
  readonly signature?: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { a: string };
  output: { signature: string };
  refused: RefusedCase<Inputs>[];
}>('authenticator-forum');
const aOf = (i: Inputs): Uint8Array => authenticMessage({ ...i, S: hex(i.S), core: hex(i.core) });
const verify = (i: Inputs): void => {
  verifyForumAuthenticator({
    a: aOf(i),
    signature: hex(i.signature ?? file.output.signature),
    publicKey: hex(i.publicKey),
  });
};

describe('authenticator-forum vectors', () => {
  it('signs what the device signs, as the second implementation does', () => {
    const i = file.inputs;
    const second = secondLp('comity/authentic/v1', i.conversation, hex(i.S), i.sender, i.id, secondSha256(hex(i.core)));
    const { privateKey } = newSignatureKey(hex(i.signatureSeed));
    expect([toHex(aOf(i)), toHex(second)]).toEqual([file.intermediate.a, file.intermediate.a]);
    expect(toHex(forumAuthenticator({ a: aOf(i), privateKey }))).toBe(file.output.signature);
    expect(toHex(secondSign(hex(i.signatureSeed), second))).toBe(file.output.signature);
    verify(i);
  });

  it('refuses every other message, key and length', () => {
    everyRefused(file.refused, 7, file.inputs, verify);
  });
});
