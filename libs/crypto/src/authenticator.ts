import { concat } from '#primitives';
import { refuse } from './errors.js';
import { keyedHash, sha256 } from './hash.js';
import { sign } from './keys.js';
import { lp } from './lp.js';
import type { MessagePlace } from './message-key.js';
import { verifySignature } from './signature.js';
import { equalSecrets } from './equal-secrets.js';

/** Bytes of one recipient's tag. */
export const TAG_BYTES = 16;

/** Bytes of the signature that stands in a forum where tags stand elsewhere. */
export const FORUM_TAG_BYTES = 64;

/** `a`, what every authenticator of a message covers (protocol 3.3). */
export function authenticMessage({
  conversation,
  S,
  sender,
  id,
  core,
}: MessagePlace & { readonly core: Uint8Array }): Uint8Array {
  return lp('comity/authentic/v1', conversation, S, sender, id, sha256(core));
}

/**
 * One tag for each other device of the epoch, joined without lengths. Each reader is certain who wrote; by these
 * bytes nobody else can be convinced, for every reader could have made its own.
 * @param input.a - {@link authenticMessage}
 * @param input.pairKeys - the sender's {@link PairKeys.to} each other device, in roster order, the dormant included
 * @throws `key.length`
 */
export function pairTags({ a, pairKeys }: { a: Uint8Array; pairKeys: readonly Uint8Array[] }): Uint8Array {
  return concat(...pairKeys.map((pairKey) => keyedHash(pairKey, TAG_BYTES, a)));
}

/**
 * Checks the reader's own tag.
 * @param input.pairKey - the reader's {@link PairKeys.from} the sender
 * @param input.place - the reader's place among the other devices of the epoch, from 0
 * @param input.count - how many other devices the epoch has
 * @throws `authenticator.count`, `authenticator.refused`, `key.length`
 */
export function verifyPairTag(input: {
  a: Uint8Array;
  pairKey: Uint8Array;
  tags: Uint8Array;
  place: number;
  count: number;
}): void {
  const { a, pairKey, tags, place, count } = input;
  if (tags.length !== TAG_BYTES * count || place < 0 || place >= count) refuse('authenticator.count');
  const tag = tags.subarray(TAG_BYTES * place, TAG_BYTES * (place + 1));
  if (!equalSecrets(tag, keyedHash(pairKey, TAG_BYTES, a))) refuse('authenticator.refused');
}

/** In a forum: the device's signature over `a`, 64 bytes. @throws `key.length` */
export function forumAuthenticator({ a, privateKey }: { a: Uint8Array; privateKey: Uint8Array }): Uint8Array {
  return sign({ privateKey, message: a });
}

/** Checks a forum's signature against the sender's signature key. @throws `signature.refused` */
export function verifyForumAuthenticator(input: { a: Uint8Array; signature: Uint8Array; publicKey: Uint8Array }): void {
  if (!verifySignature(input.signature, input.a, input.publicKey)) refuse('signature.refused');
}
