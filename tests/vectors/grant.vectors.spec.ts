import { describe, expect, it } from '@jest/globals';
import { type Given, openGrant, sealGrant } from '#crypto';
import {
  type Part,
  secondB,
  secondEncapsulate,
  secondHybridOpen,
  secondHybridSeal,
  secondJcs,
  secondLp,
} from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Place {
  readonly conversation: string;
  readonly granter: string;
  readonly joiner: string;
  readonly number: number;
  readonly agreementSeed: string;
}
type Granted = Place & { readonly grant: string };
interface GivenText {
  epochs: { S: string; E: string }[];
  messages: { S: string; sender: string; id: string; K: string }[];
}
const file = vectorFile<{
  inputs: Place & { publicKey: string; given: GivenText; coins: string; nonce: string };
  intermediate: { ss: string; k: string; ad: string; plaintext: string };
  output: { grant: string };
  check: Granted;
  refused: RefusedCase<Granted>[];
}>('grant');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
const given: Given = {
  epochs: file.inputs.given.epochs.map(({ S, E }) => ({ S: bytes(S), E: bytes(E) })),
  messages: file.inputs.given.messages.map((message) => ({ ...message, S: bytes(message.S), K: bytes(message.K) })),
};
const open = (i: Granted): Given => openGrant({ ...i, privateKey: hex(i.agreementSeed), grant: hex(i.grant) });
const bound = (i: Place): Part[] => ['comity/grant/v1', i.conversation, i.granter, i.joiner, i.number];
const adOf = (i: Place): Uint8Array => secondLp('grant', i.conversation, i.granter, i.joiner, i.number);

describe('grant vectors', () => {
  it('seals to the same bytes, as the second implementation does', () => {
    const i = file.inputs;
    const fixed = { publicKey: hex(i.publicKey), unsafeTestingCoins: hex(i.coins), unsafeTestingNonce: hex(i.nonce) };
    const plaintext = new Uint8Array(Buffer.from(secondJcs(i.given)));
    const second = secondHybridSeal({
      publicKey: hex(i.publicKey),
      coins: hex(i.coins),
      nonce: hex(i.nonce),
      bound: bound(i),
      ad: adOf(i),
      plaintext,
    });
    const { ciphertext, ss } = secondEncapsulate(hex(i.publicKey), hex(i.coins));
    expect([toHex(sealGrant({ ...i, ...fixed, given })), toHex(second)]).toEqual([
      file.output.grant,
      file.output.grant,
    ]);
    expect([toHex(ss), toHex(secondB(ss, 32, ...bound(i), ciphertext)), toHex(adOf(i)), toHex(plaintext)]).toEqual(
      Object.values(file.intermediate),
    );
  });

  it('opens to what was given, as the second implementation does', () => {
    const i = file.check;
    const second = secondHybridOpen({ seed: hex(i.agreementSeed), bound: bound(i), ad: adOf(i), sealed: hex(i.grant) });
    expect(open(i)).toEqual(given);
    expect(toHex(second ?? new Uint8Array())).toBe(file.intermediate.plaintext);
  });

  it('refuses every other place, key, byte and field', () => {
    everyRefused(file.refused, 8, file.check, open);
  });
});
