import { describe, expect, it } from '@jest/globals';
import { newAgreementKey, openWrap, sealWrap, WRAP_BYTES } from '#crypto';
import {
  secondB,
  secondDecapsulate,
  secondEncapsulate,
  secondHybridOpen,
  secondHybridSeal,
  secondLp,
  secondSha256,
  type Part,
} from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Place {
  readonly conversation: string;
  readonly epoch: number;
  readonly previous: string;
  readonly author: string;
  readonly secret: string;
  readonly device: string;
  readonly number: number;
  readonly agreementSeed: string;
}
type Wrapped = Place & { readonly wrap: string };
const file = vectorFile<{
  inputs: Place & { E: string; publicKey: string; coins: string; nonce: string };
  intermediate: { ss: string; k: string; ad: string };
  output: { wrap: string; length: number; sha256: string };
  check: { inputs: Wrapped; output: string };
  refused: RefusedCase<Wrapped>[];
}>('wrap');
const place = (i: Place) => ({ ...i, previous: hex(i.previous), secret: hex(i.secret) });
const open = (i: Wrapped): Uint8Array => openWrap({ ...place(i), privateKey: hex(i.agreementSeed), wrap: hex(i.wrap) });
const bound = (i: Place): Part[] => [
  'comity/wrap/v1',
  i.conversation,
  i.epoch,
  hex(i.previous),
  hex(i.secret),
  i.device,
  i.number,
];
const adOf = (i: Place): Uint8Array => secondLp('wrap', i.conversation, i.epoch, i.device, i.number);

describe('wrap vectors', () => {
  it('wraps to the same bytes, as the second implementation does', () => {
    const i = file.inputs;
    const wrap = sealWrap({
      ...place(i),
      publicKey: hex(i.publicKey),
      E: hex(i.E),
      unsafeTestingCoins: hex(i.coins),
      unsafeTestingNonce: hex(i.nonce),
    });
    const second = secondHybridSeal({
      publicKey: hex(i.publicKey),
      coins: hex(i.coins),
      nonce: hex(i.nonce),
      bound: bound(i),
      ad: adOf(i),
      plaintext: hex(i.E),
    });
    expect([toHex(wrap), toHex(second)]).toEqual([file.output.wrap, file.output.wrap]);
    expect([wrap.length, WRAP_BYTES, toHex(secondSha256(wrap))]).toEqual([
      file.output.length,
      file.output.length,
      file.output.sha256,
    ]);
    expect(toHex(newAgreementKey(hex(i.agreementSeed)).publicKey)).toBe(i.publicKey);
  });

  it('passes through the same steps', () => {
    const i = file.inputs;
    const { ciphertext, ss } = secondEncapsulate(hex(i.publicKey), hex(i.coins));
    expect([toHex(ss), toHex(secondDecapsulate(ciphertext, hex(i.agreementSeed)))]).toEqual([
      file.intermediate.ss,
      file.intermediate.ss,
    ]);
    expect(toHex(secondB(ss, 32, ...bound(i), ciphertext))).toBe(file.intermediate.k);
    expect(toHex(adOf(i))).toBe(file.intermediate.ad);
  });

  it('opens to E, as the second implementation does', () => {
    const i = file.check.inputs;
    const second = secondHybridOpen({ seed: hex(i.agreementSeed), bound: bound(i), ad: adOf(i), sealed: hex(i.wrap) });
    expect([toHex(open(i)), toHex(second ?? new Uint8Array())]).toEqual([file.check.output, file.check.output]);
  });

  it('refuses every other key, place and byte', () => {
    everyRefused(file.refused, 17, file.check.inputs, open);
    for (const { with: changed, code } of file.refused) {
      const i = { ...file.check.inputs, ...changed };
      if (code !== 'seal.refused') continue;
      expect(
        secondHybridOpen({ seed: hex(i.agreementSeed), bound: bound(i), ad: adOf(i), sealed: hex(i.wrap) }),
      ).toBeUndefined();
    }
  });
});
