import { concat, equalBytes, fromBase64url, toBase64url } from '#primitives';
import { canonicalBytes, parseCanonicalJson } from './canonical-json.js';
import { type EpochPlace, isEpochSecret } from './epoch-secret.js';
import { refuse } from './errors.js';
import { B, H, KEY_BYTES } from './hash.js';
import { type HybridBinding, hybridOpen, hybridSeal } from './hybrid-seal.js';
import { lp } from './lp.js';
import { evaluate, interpolate } from './shamir.js';

/** Bytes of a share: y(32) || x(1). */
export const SHARE_BYTES = KEY_BYTES + 1;

const MAX_HOLDERS = 255;

/** Which epoch is archived for whom: `S` opened it, `archive` is H("comity/body/v1", JCS(archive.declared body)), both 32 bytes. */
export interface ArchivePlace {
  readonly conversation: string;
  readonly S: Uint8Array;
  readonly archive: Uint8Array;
}

/** A post's part for holder `i` (the part at place i - 1): the commitment to its share, 32 bytes, and the share wrapped to it. */
export interface PostedShare {
  readonly commitment: Uint8Array;
  readonly wrap: Uint8Array;
}

/**
 * The n shares of `E`, any k of which recover it and k - 1 of which tell nothing (protocol 4.2). The coefficients derive
 * from `E`: the same from every device.
 * @throws `share.count` unless 2 <= k <= n <= 255, `key.length`
 */
export function splitEpochSecret(
  input: ArchivePlace & { readonly E: Uint8Array; readonly k: number; readonly n: number },
): Uint8Array[] {
  const { E, k, n } = input;
  if (!Number.isSafeInteger(k) || k < 2 || k > n || n > MAX_HOLDERS) refuse('share.count');
  if (E.length !== KEY_BYTES) refuse('key.length');
  const coefficients = Array.from({ length: k - 1 }, (_, at) => derived(input, 'coefficient', at + 1, KEY_BYTES));
  return Array.from({ length: n }, (_, at) => concat(evaluate(E, coefficients, at + 1), Uint8Array.of(at + 1)));
}

/** What a post commits each share to, 32 bytes. */
export function shareCommitment({
  conversation,
  S,
  i,
  share,
}: {
  conversation: string;
  S: Uint8Array;
  i: number;
  share: Uint8Array;
}): Uint8Array {
  return H('comity/share/v1', conversation, S, i, share);
}

/**
 * The bytes of an `archive` frame: every share, committed to and wrapped to its holder. Deterministic: each member makes
 * them again and compares, so that a false post is seen at once by all who hold `E`.
 * @param input.holders - n X-Wing public keys in the declaration's order
 * @throws `share.count`, `key.length`, `agreement.length`, `agreement.key`
 */
export function archivePost(
  input: ArchivePlace & { readonly E: Uint8Array; readonly k: number; readonly holders: readonly Uint8Array[] },
): Uint8Array {
  const shares = splitEpochSecret({ ...input, n: input.holders.length });
  return canonicalBytes({
    archive: toBase64url(input.archive),
    shares: input.holders.map((publicKey, at) => {
      const i = at + 1;
      const share = shares[at] ?? refuse('share.count');
      const unsafeTestingCoins = derived(input, 'coins', i, 64);
      const unsafeTestingNonce = derived(input, 'nonce', i, 24);
      const wrap = hybridSeal({
        ...bindingOf(input, i),
        publicKey,
        plaintext: share,
        unsafeTestingCoins,
        unsafeTestingNonce,
      });
      return { commitment: toBase64url(shareCommitment({ ...input, i, share })), wrap: toBase64url(wrap) };
    }),
  });
}

/** Checks a post bit for bit, as every member does. @throws `archive.post` when it is not the one that follows from `E` */
export function verifyArchivePost(
  input: ArchivePlace & {
    readonly E: Uint8Array;
    readonly k: number;
    readonly holders: readonly Uint8Array[];
    readonly post: Uint8Array;
  },
): void {
  if (!equalBytes(archivePost(input), input.post)) refuse('archive.post');
}

/** Takes a post apart. @param post - from the relay: untrusted @throws `archive.post`, `json.*` */
export function readArchivePost(post: Uint8Array): {
  readonly archive: Uint8Array;
  readonly shares: readonly PostedShare[];
} {
  const value = parseCanonicalJson(post) as { archive?: unknown; shares?: unknown } | null;
  if (value === null || Object.keys(value).join() !== 'archive,shares' || !Array.isArray(value.shares))
    refuse('archive.post');
  const shares = (value.shares as unknown[]).map((item) => {
    const part = item as { commitment?: unknown; wrap?: unknown } | null;
    if (part === null || Object.keys(part).join() !== 'commitment,wrap') refuse('archive.post');
    return { commitment: posted(part.commitment, KEY_BYTES), wrap: posted(part.wrap) };
  });
  return { archive: posted(value.archive, KEY_BYTES), shares };
}

/**
 * A holder's own share out of a post.
 * @param input.i - the holder's place, from 1
 * @throws `wrap.length`, `seal.refused`, `key.length`, `share.length`, `share.place`, `share.commitment`
 */
export function openShare(
  input: ArchivePlace & {
    readonly i: number;
    readonly privateKey: Uint8Array;
    readonly wrap: Uint8Array;
    readonly commitment: Uint8Array;
  },
): Uint8Array {
  const share = hybridOpen({ ...bindingOf(input, input.i), privateKey: input.privateKey, sealed: input.wrap });
  verifyShare({ ...input, share });
  return share;
}

/** Checks that a share is the one a post committed to at place `i`. @throws `share.length`, `share.place`, `share.commitment` */
export function verifyShare(
  input: ArchivePlace & { readonly i: number; readonly share: Uint8Array; readonly commitment: Uint8Array },
): void {
  const { share, i, commitment } = input;
  if (share.length !== SHARE_BYTES) refuse('share.length');
  if (share[KEY_BYTES] !== i) refuse('share.place');
  if (!equalBytes(shareCommitment(input), commitment)) refuse('share.commitment');
}

/**
 * `E` from k shares, checked against the `secret` of its statement (protocol 4.3).
 * @throws `share.count` when fewer than k, `share.length`, `share.place` when an x is 0 or stands twice, `share.other-secret`
 */
export function recoverEpochSecret(
  input: EpochPlace & { readonly shares: readonly Uint8Array[]; readonly k: number; readonly secret: Uint8Array },
): Uint8Array {
  const { shares, k } = input;
  if (!Number.isSafeInteger(k) || k < 2 || shares.length < k) refuse('share.count');
  const points = shares.map((share) => {
    if (share.length !== SHARE_BYTES) refuse('share.length');
    return { x: share[KEY_BYTES] ?? 0, y: share.subarray(0, KEY_BYTES) };
  });
  const E = interpolate(points);
  if (!isEpochSecret({ ...input, E })) refuse('share.other-secret');
  return E;
}

function derived(
  { E, conversation, S, archive }: ArchivePlace & { readonly E: Uint8Array },
  what: string,
  i: number,
  length: number,
): Uint8Array {
  return B(E, length, 'comity/split/v1', conversation, S, archive, what, i);
}

function bindingOf({ conversation, S, archive }: ArchivePlace, i: number): HybridBinding {
  return {
    label: 'comity/share-wrap/v1',
    bound: [conversation, S, archive, i],
    ad: lp('share', conversation, S, archive, i),
  };
}

function posted(value: unknown, length?: number): Uint8Array {
  if (typeof value !== 'string') refuse('archive.post');
  let bytes: Uint8Array;
  try {
    bytes = fromBase64url(value);
  } catch {
    return refuse('archive.post');
  }
  if (length !== undefined && bytes.length !== length) refuse('archive.post');
  return bytes;
}
