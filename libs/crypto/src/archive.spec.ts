import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { combine, split } from 'shamir-secret-sharing';
import {
  aFlippedBitOfEachByte,
  codesOf,
  everyFlippedBit,
  everyTruncation,
  refusalOf,
} from '../../../tests/support/tampering.js';
import {
  archivePost,
  canonicalBytes,
  epochCommitment,
  newAgreementKey,
  newEpochSecret,
  openRewrappedShare,
  openShare,
  readArchivePost,
  recoverEpochSecret,
  rewrapShare,
  splitEpochSecret,
  verifyArchivePost,
  verifyShare,
} from './index.js';
import { interpolate } from './shamir.js';

const epoch = { conversation: 'c', epoch: 0, previous: new Uint8Array(0), author: 'ana' };
const place = { conversation: 'c', S: new Uint8Array(32).fill(1), archive: new Uint8Array(32).fill(2) };
const E = newEpochSecret();
const recovery = { ...epoch, secret: epochCommitment({ ...epoch, E }) };
const holders = Array.from({ length: 3 }, () => newAgreementKey());
const publicKeys = holders.map(({ publicKey }) => publicKey);
const post = archivePost({ ...place, E, k: 2, holders: publicKeys });

const sizes = fc
  .integer({ min: 2, max: 255 })
  .chain((n) => fc.tuple(fc.integer({ min: 2, max: Math.min(n, 20) }), fc.constant(n)));

describe('splitEpochSecret', () => {
  it('is recovered from any k shares, in any order', () => {
    fc.assert(
      fc.property(sizes, fc.infiniteStream(fc.nat()), ([k, n], order) => {
        const shares = splitEpochSecret({ ...place, E, k, n });
        const chosen = shares.map((share) => [order.next().value as number, share] as const).sort(([a], [b]) => a - b);
        expect(recoverEpochSecret({ ...recovery, k, shares: chosen.slice(0, k).map(([, share]) => share) })).toEqual(E);
      }),
      { numRuns: 15 },
    );
  });

  it('agrees with another implementation, both ways', async () => {
    for (const [k, n] of [
      [2, 2],
      [3, 5],
      [5, 9],
    ] as const) {
      expect(await combine(splitEpochSecret({ ...place, E, k, n }).slice(-k))).toEqual(E);
      const shares = await split(E, n, k);
      expect(recoverEpochSecret({ ...recovery, k, shares: shares.slice(0, k) })).toEqual(E);
    }
  });

  it('tells k - 1 holders nothing: every secret remains possible', () => {
    const [share] = splitEpochSecret({ ...place, E, k: 2, n: 2 });
    const y = share?.[0] ?? 0;
    const possible = new Set(
      Array.from(
        { length: 256 },
        (_, other) =>
          interpolate([
            { x: 1, y: Uint8Array.of(y) },
            { x: 2, y: Uint8Array.of(other) },
          ])[0],
      ),
    );
    expect(possible.size).toBe(256);
  });

  it('refuses numbers that make no archive', () => {
    for (const [k, n] of [
      [1, 3],
      [4, 3],
      [2, 256],
      [2.5, 3],
    ] as const) {
      expect(refusalOf(() => splitEpochSecret({ ...place, E, k, n }))).toBe('share.count');
    }
    expect(refusalOf(() => splitEpochSecret({ ...place, E: E.slice(1), k: 2, n: 3 }))).toBe('key.length');
  });
});

describe('recoverEpochSecret', () => {
  it('refuses every flipped bit of every share', () => {
    const shares = splitEpochSecret({ ...place, E, k: 2, n: 2 });
    const [first = E, second = E] = shares;
    const codes = codesOf(everyFlippedBit(first), (altered) =>
      recoverEpochSecret({ ...recovery, k: 2, shares: [altered, second] }),
    );
    expect(codes).toEqual(new Set(['share.other-secret', 'share.place']));
  });

  it('refuses fewer than two, and shares of two lengths', () => {
    expect(refusalOf(() => recoverEpochSecret({ ...recovery, k: 1, shares: [new Uint8Array(33)] }))).toBe(
      'share.count',
    );
    expect(
      refusalOf(() =>
        interpolate([
          { x: 1, y: new Uint8Array(2) },
          { x: 2, y: new Uint8Array(1) },
        ]),
      ),
    ).toBe('share.length');
    expect(interpolate([])).toEqual(new Uint8Array(0));
  });
});

describe('archivePost', () => {
  it('is the same from every device, and any other post is seen', () => {
    expect(archivePost({ ...place, E, k: 2, holders: publicKeys })).toEqual(post);
    verifyArchivePost({ ...place, E, k: 2, holders: publicKeys, post });
    for (const altered of [
      post.slice(1),
      post.with(40, (post[40] ?? 0) ^ 1),
      archivePost({ ...place, E, k: 3, holders: publicKeys }),
    ]) {
      expect(
        refusalOf(() => {
          verifyArchivePost({ ...place, E, k: 2, holders: publicKeys, post: altered });
        }),
      ).toBe('archive.post');
    }
  });

  it('gives each holder its share and no other’s', () => {
    const { archive, shares } = readArchivePost(post);
    const opened = shares.map((share, at) =>
      openShare({ ...place, ...share, i: at + 1, privateKey: holders[at]?.privateKey ?? E }),
    );
    expect(archive).toEqual(place.archive);
    expect(opened).toEqual(splitEpochSecret({ ...place, E, k: 2, n: 3 }));
    expect(
      refusalOf(() =>
        openShare({
          ...place,
          ...(shares[0] ?? { wrap: E, commitment: E }),
          i: 1,
          privateKey: holders[1]?.privateKey ?? E,
        }),
      ),
    ).toBe('seal.refused');
  });

  it('is refused by its reader in any other form', () => {
    const share = { commitment: 'A'.repeat(43), wrap: '' };
    const archive = 'A'.repeat(43);
    const wrong: unknown[] = [
      null,
      1,
      [],
      {},
      { archive, shares: 1 },
      { archive: 1, shares: [] },
      { archive: 'A', shares: [] },
      { archive: 'AA', shares: [] },
      { archive, shares: [null] },
      { archive, shares: [{ ...share, more: 1 }] },
      { archive, shares: [{ ...share, wrap: 1 }] },
      { archive, shares: [{ ...share, commitment: '' }] },
    ];
    for (const value of wrong) expect(refusalOf(() => readArchivePost(canonicalBytes(value)))).toBe('archive.post');
    expect(codesOf(everyTruncation(post), readArchivePost)).toEqual(new Set(['json.invalid']));
  });
});

describe('verifyShare', () => {
  it('refuses a share of another length, place or content', () => {
    const [share = E] = splitEpochSecret({ ...place, E, k: 2, n: 3 });
    const commitment = readArchivePost(post).shares[0]?.commitment ?? E;
    const verify = (changed: { share?: Uint8Array; i?: number }): string =>
      refusalOf(() => {
        verifyShare({ ...place, share, i: 1, commitment, ...changed });
      });
    expect([
      verify({}),
      verify({ share: share.slice(1) }),
      verify({ i: 2 }),
      verify({ share: share.with(0, (share[0] ?? 0) ^ 1) }),
    ]).toEqual(['accepted', 'share.length', 'share.place', 'share.commitment']);
  });
});

describe('rewrapShare', () => {
  const device = newAgreementKey();
  const opening = { ...place, opened: new Uint8Array(32).fill(3), i: 1, device: 'device-eva', number: 4 };
  const [share = E] = splitEpochSecret({ ...place, E, k: 2, n: 3 });
  const wrap = rewrapShare({ ...opening, publicKey: device.publicKey, share });

  it('opens for the named device in this opening', () => {
    expect(openRewrappedShare({ ...opening, privateKey: device.privateKey, wrap })).toEqual(share);
  });

  it('opens in no other opening, at no other place, for no other device', () => {
    const others = [
      { opened: new Uint8Array(32) },
      { i: 2 },
      { device: 'device-ana' },
      { number: 5 },
      { S: new Uint8Array(32) },
      { archive: new Uint8Array(32) },
      { conversation: 'd' },
    ];
    for (const other of others)
      expect(refusalOf(() => openRewrappedShare({ ...opening, ...other, privateKey: device.privateKey, wrap }))).toBe(
        'seal.refused',
      );
    expect(
      codesOf(aFlippedBitOfEachByte(wrap), (altered) =>
        openRewrappedShare({ ...opening, privateKey: device.privateKey, wrap: altered }),
      ),
    ).toEqual(new Set(['seal.refused']));
  });

  it('carries a share and nothing else', () => {
    expect(refusalOf(() => rewrapShare({ ...opening, publicKey: device.publicKey, share: E }))).toBe('share.length');
  });
});
