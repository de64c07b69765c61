import { refuse } from './errors.js';
import { H, KEY_BYTES, randomBytes } from './hash.js';
import { equalSecrets } from './equal-secrets.js';

/** Which epoch a secret belongs to. `previous` is the 32-byte hash of the statement before, empty in epoch 0. */
export interface EpochPlace {
  readonly conversation: string;
  readonly epoch: number;
  readonly previous: Uint8Array;
  /** The device whose statement opens the epoch. */
  readonly author: string;
}

/** `E` of a new epoch: 32 random bytes, independent of every other epoch's (protocol 2.4). */
export function newEpochSecret(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/**
 * The `secret` that a statement carries: a commitment to `E` and to the epoch it was drawn for, 32 bytes.
 * @throws `key.length` when `E` is not 32 bytes
 */
export function epochCommitment({
  conversation,
  epoch,
  previous,
  author,
  E,
}: EpochPlace & { readonly E: Uint8Array }): Uint8Array {
  if (E.length !== KEY_BYTES) refuse('key.length');
  return H('comity/epoch/v1', conversation, epoch, previous, author, E);
}

/** Whether `E` is the one its statement's `secret` commits to. However `E` came (wrap, grant, archive), this is asked of it. @throws `key.length` */
export function isEpochSecret(input: EpochPlace & { readonly E: Uint8Array; readonly secret: Uint8Array }): boolean {
  return equalSecrets(epochCommitment(input), input.secret);
}
