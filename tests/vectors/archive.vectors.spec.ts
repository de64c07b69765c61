import { describe, expect, it } from '@jest/globals';
import { combine } from 'shamir-secret-sharing';
import {
  archivePost,
  newAgreementKey,
  openShare,
  readArchivePost,
  recoverEpochSecret,
  shareCommitment,
  splitEpochSecret,
  verifyArchivePost,
} from '#crypto';
import {
  secondB,
  secondBase64url,
  secondH,
  secondHybridOpen,
  secondHybridSeal,
  secondJcs,
  secondLp,
  type Part,
} from './support/second-implementation.js';
import { type DifferentCase, everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Inputs {
  readonly E: string;
  readonly conversation: string;
  readonly S: string;
  readonly archive: string;
  readonly k: number;
  readonly holders: string[];
  readonly holderSeeds: string[];
  readonly declaration: object;
}
interface Share {
  readonly conversation: string;
  readonly S: string;
  readonly archive: string;
  readonly i: number;
  readonly holderSeed: string;
  readonly wrap: string;
  readonly commitment: string;
}
interface Recovery {
  readonly shares: string[];
  readonly k: number;
  readonly conversation: string;
  readonly epoch: number;
  readonly previous: string;
  readonly author: string;
  readonly secret: string;
}
const file = vectorFile<{
  inputs: Inputs;
  intermediate: { coefficients: string[]; nonces: string[]; coins: string[]; shares: string[] };
  output: { commitments: string[]; wraps: string[]; post: string };
  different: DifferentCase<Inputs, string>[];
  openShare: { inputs: Share; output: string; refused: RefusedCase<Share>[] };
  recover: { inputs: Recovery; output: string; refused: RefusedCase<Recovery>[] };
  refused: RefusedCase<Inputs>[];
}>('archive');
const { inputs } = file;
const place = (i: { conversation: string; S: string; archive: string }) => ({
  conversation: i.conversation,
  S: hex(i.S),
  archive: hex(i.archive),
});
const post = (i: Inputs): Uint8Array => archivePost({ ...place(i), E: hex(i.E), k: i.k, holders: i.holders.map(hex) });
const derived = (length: number, what: string, i: number): Uint8Array =>
  secondB(hex(inputs.E), length, 'comity/split/v1', inputs.conversation, hex(inputs.S), hex(inputs.archive), what, i);
const bound = (i: Share | (Inputs & { i: number })): Part[] => [
  'comity/share-wrap/v1',
  i.conversation,
  hex(i.S),
  hex(i.archive),
  i.i,
];
const adOf = (i: Share | (Inputs & { i: number })): Uint8Array =>
  secondLp('share', i.conversation, hex(i.S), hex(i.archive), i.i);

// Shamir once more, bit by bit over polynomials of BigInt, with no code in common with the product's.
const times = (a: number, b: number): number => {
  let product = 0n;
  for (let bit = 0n; bit < 8n; bit++) if ((b >> Number(bit)) & 1) product ^= BigInt(a) << bit;
  for (let bit = 15n; bit >= 8n; bit--) if ((product >> bit) & 1n) product ^= 0x11bn << (bit - 8n);
  return Number(product);
};
const secondShare = (coefficients: readonly Uint8Array[], x: number): string => {
  const y = hex(inputs.E).map((constant, at) => {
    let [value, power] = [constant, x];
    for (const coefficient of coefficients) {
      value ^= times(coefficient[at] ?? 0, power);
      power = times(power, x);
    }
    return value;
  });
  return toHex(Uint8Array.of(...y, x));
};

describe('archive vectors', () => {
  it('derives and splits as the second implementation does', () => {
    const coefficients = [1, 2].map((degree) => derived(32, 'coefficient', degree));
    expect(coefficients.map(toHex)).toEqual(file.intermediate.coefficients);
    expect([1, 2, 3, 4, 5].map((i) => toHex(derived(24, 'nonce', i)))).toEqual(file.intermediate.nonces);
    expect([1, 2, 3, 4, 5].map((i) => toHex(derived(64, 'coins', i)))).toEqual(file.intermediate.coins);
    expect([1, 2, 3, 4, 5].map((x) => secondShare(coefficients, x))).toEqual(file.intermediate.shares);
    expect(splitEpochSecret({ ...place(inputs), E: hex(inputs.E), k: inputs.k, n: 5 }).map(toHex)).toEqual(
      file.intermediate.shares,
    );
    expect(toHex(secondH('comity/body/v1', secondJcs(inputs.declaration)))).toBe(inputs.archive);
    expect(inputs.holderSeeds.map((seed) => toHex(newAgreementKey(hex(seed)).publicKey))).toEqual(inputs.holders);
  });

  it('posts the same bytes from every device, as the second implementation does', () => {
    const shares = file.intermediate.shares.map((share, at) => {
      const i = at + 1;
      const holder = { ...inputs, i };
      const wrap = secondHybridSeal({
        publicKey: hex(inputs.holders[at] ?? ''),
        coins: derived(64, 'coins', i),
        nonce: derived(24, 'nonce', i),
        bound: bound(holder),
        ad: adOf(holder),
        plaintext: hex(share),
      });
      const commitment = secondH('comity/share/v1', inputs.conversation, hex(inputs.S), i, hex(share));
      expect([toHex(wrap), toHex(commitment)]).toEqual([file.output.wraps[at], file.output.commitments[at]]);
      expect(toHex(shareCommitment({ ...place(inputs), i, share: hex(share) }))).toBe(file.output.commitments[at]);
      return { commitment: secondBase64url(commitment), wrap: secondBase64url(wrap) };
    });
    const second = secondJcs({ archive: secondBase64url(hex(inputs.archive)), shares });
    expect([toHex(post(inputs)), toHex(Buffer.from(second))]).toEqual([file.output.post, file.output.post]);
    expect(readArchivePost(post(inputs)).shares.map(({ wrap }) => toHex(wrap))).toEqual(file.output.wraps);
    verifyArchivePost({
      ...place(inputs),
      E: hex(inputs.E),
      k: inputs.k,
      holders: inputs.holders.map(hex),
      post: hex(file.output.post),
    });
  });

  it('gives shares that fit no others for another archive, epoch or conversation', () => {
    const changed = file.different.map((different) => {
      const i = { ...inputs, ...different.with };
      return toHex(splitEpochSecret({ ...place(i), E: hex(i.E), k: i.k, n: 5 })[0] ?? new Uint8Array());
    });
    expect(changed).toEqual(file.different.map(({ output }) => output));
    for (const share of changed) expect(file.intermediate.shares).not.toContain(share);
    expect(changed).toHaveLength(3);
  });

  it('refuses every number of holders that is no archive', () => {
    everyRefused(file.refused, 2, inputs, post);
  });

  it('opens a holder’s share, and refuses every other place, key, byte and commitment', () => {
    const open = (i: Share): Uint8Array =>
      openShare({
        ...place(i),
        i: i.i,
        privateKey: hex(i.holderSeed),
        wrap: hex(i.wrap),
        commitment: hex(i.commitment),
      });
    const share = file.openShare.inputs;
    const second = secondHybridOpen({
      seed: hex(share.holderSeed),
      bound: bound(share),
      ad: adOf(share),
      sealed: hex(share.wrap),
    });
    expect([toHex(open(share)), toHex(second ?? new Uint8Array())]).toEqual([
      file.openShare.output,
      file.openShare.output,
    ]);
    everyRefused(file.openShare.refused, 6, share, open);
  });

  it('recovers E from k shares, as the second implementation does, and refuses every other set', async () => {
    const recover = (i: Recovery): Uint8Array =>
      recoverEpochSecret({ ...i, shares: i.shares.map(hex), previous: hex(i.previous), secret: hex(i.secret) });
    expect(toHex(recover(file.recover.inputs))).toBe(file.recover.output);
    expect(toHex(await combine(file.recover.inputs.shares.map(hex)))).toBe(file.recover.output);
    everyRefused(file.recover.refused, 7, file.recover.inputs, recover);
  });
});
