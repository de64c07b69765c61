import { concat } from '#primitives';
import { SEAL_BYTES } from './buckets.js';
import { refuse } from './errors.js';
import { KEY_BYTES, keyedHash, randomBytes } from './hash.js';
import { lp } from './lp.js';
import { sodium } from './sodium.js';
import { equalSecrets } from './equal-secrets.js';
import { wipe } from './wipe.js';

const NONCE_BYTES = 24;
const COMMITMENT_BYTES = 32;

/** What is sealed, under which 32-byte key, bound to which associated data. */
export interface SealInput {
  readonly key: Uint8Array;
  readonly ad: Uint8Array;
  readonly plaintext: Uint8Array;
  readonly unsafeTestingNonce?: Uint8Array | undefined;
}

/**
 * The committing seal (protocol 3.2): nonce(24) || commitment(32) || XChaCha20-Poly1305. One output opens under one
 * key and one `ad` only, so that no message can read differently to two readers.
 * @throws `key.length`
 */
export function seal({ unsafeTestingNonce, ...input }: SealInput): Uint8Array {
  return sealUnder(unsafeTestingNonce ?? randomBytes(NONCE_BYTES), input);
}

/**
 * Seals up to `count` times under one key, as {@link seal} does. The nonces, which are no secret, come from one seed:
 * libsodium asks the platform for four random bytes at a time, and thousands of nonces so drawn take seconds.
 * What it returns throws `key.length`, and a TypeError once it has sealed `count` times.
 */
export function manySeals(key: Uint8Array, count: number): (input: Pick<SealInput, 'ad' | 'plaintext'>) => Uint8Array {
  const nonces = sodium.randombytes_buf_deterministic(NONCE_BYTES * count, randomBytes(KEY_BYTES));
  let used = 0;
  return (input) => sealUnder(nonces.slice(used, (used += NONCE_BYTES)), { key, ...input });
}

function sealUnder(nonce: Uint8Array, { key, ad, plaintext }: Omit<SealInput, 'unsafeTestingNonce'>): Uint8Array {
  const derived = derive(key, nonce, ad);
  const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    plaintext,
    null,
    null,
    nonce,
    derived.subarray(COMMITMENT_BYTES),
  );
  const sealed = concat(nonce, derived.subarray(0, COMMITMENT_BYTES), body);
  wipe(derived);
  return sealed;
}

/**
 * The plaintext of a seal. The commitment is compared, in constant time, before anything is decrypted.
 * @param sealed - from the relay: untrusted
 * @throws `key.length`, `seal.length` when shorter than its parts, `seal.refused` for any other key, `ad` or byte
 */
export function open({ key, ad, sealed }: { key: Uint8Array; ad: Uint8Array; sealed: Uint8Array }): Uint8Array {
  if (sealed.length < SEAL_BYTES) refuse('seal.length');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const body = sealed.subarray(NONCE_BYTES + COMMITMENT_BYTES);
  const derived = derive(key, nonce, ad);
  try {
    const commitment = sealed.subarray(NONCE_BYTES, NONCE_BYTES + COMMITMENT_BYTES);
    if (!equalSecrets(commitment, derived.subarray(0, COMMITMENT_BYTES))) refuse('seal.refused');
    return decrypt(body, nonce, derived.subarray(COMMITMENT_BYTES));
  } finally {
    wipe(derived);
  }
}

function derive(key: Uint8Array, nonce: Uint8Array, ad: Uint8Array): Uint8Array {
  return keyedHash(key, 64, lp('comity/seal/v1', nonce, ad));
}

function decrypt(body: Uint8Array, nonce: Uint8Array, key: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, body, null, nonce, key);
  } catch {
    return refuse('seal.refused');
  }
}
