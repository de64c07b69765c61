import { describe, expect, it } from '@jest/globals';
import { newAgreementKey, openApplicationWrap, sealApplicationWrap } from '#crypto';
import {
  secondB,
  secondEncapsulate,
  secondHybridOpen,
  secondHybridSeal,
  secondLp,
  type Part,
} from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Place {
  readonly networkId: string;
  readonly id: string;
  readonly device: string;
  readonly number: number;
  readonly signer: string;
  readonly agreementSeed: string;
}
type Wrapped = Place & { readonly wrap: string };
const file = vectorFile<{
  inputs: Place & { key: string; publicKey: string; coins: string; nonce: string };
  intermediate: { ss: string; k: string; ad: string };
  output: { wrap: string };
  check: Wrapped;
  refused: RefusedCase<Wrapped>[];
}>('application-wrap');
const place = (i: Place) => ({ ...i, networkId: hex(i.networkId), signer: hex(i.signer) });
const bound = (i: Place): Part[] => ['comity/application-wrap/v1', hex(i.networkId), i.id, i.device, i.number];
const adOf = (i: Place) => secondLp('application-wrap', hex(i.networkId), i.id, i.device, i.number);
const open = (i: Wrapped) => openApplicationWrap({ ...place(i), privateKey: hex(i.agreementSeed), wrap: hex(i.wrap) });

describe('application-wrap vectors', () => {
  it('wraps to the same bytes, as the second implementation does', () => {
    const i = file.inputs;
    const [publicKey, key] = [hex(i.publicKey), hex(i.key)];
    const fixed = { unsafeTestingCoins: hex(i.coins), unsafeTestingNonce: hex(i.nonce) };
    const ours = sealApplicationWrap({ ...place(i), publicKey, key, ...fixed });
    const random = { coins: hex(i.coins), nonce: hex(i.nonce) };
    const theirs = secondHybridSeal({ publicKey, ...random, bound: bound(i), ad: adOf(i), plaintext: key });
    expect([toHex(ours), toHex(theirs)]).toEqual([file.output.wrap, file.output.wrap]);
    expect(toHex(newAgreementKey(hex(i.agreementSeed)).publicKey)).toBe(i.publicKey);
    const { ciphertext, ss } = secondEncapsulate(publicKey, hex(i.coins));
    const steps = [ss, secondB(ss, 32, ...bound(i), ciphertext), adOf(i)].map(toHex);
    expect(steps).toEqual(Object.values(file.intermediate));
    expect(() => sealApplicationWrap({ ...place(i), publicKey, key: key.slice(1) })).toThrow('key.length');
  });

  it('opens to the key, as the second implementation does', () => {
    const i = file.check;
    const theirs = secondHybridOpen({ seed: hex(i.agreementSeed), bound: bound(i), ad: adOf(i), sealed: hex(i.wrap) });
    expect([toHex(open(i)), toHex(theirs ?? new Uint8Array())]).toEqual([file.inputs.key, file.inputs.key]);
  });

  it('refuses every other device, key, application and byte', () => {
    everyRefused(file.refused, 12, file.check, open);
  });
});
