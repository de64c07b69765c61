import { refuse } from './errors.js';
import { lp, type LpPart } from './lp.js';
import { sodium } from './sodium.js';

/** What Node and browsers have; libsodium asks it for four bytes at a time, which takes twenty times as long (ADR 0033). */
declare const crypto: { getRandomValues: (into: Uint8Array) => Uint8Array };

/** Bytes of a hash, of a key and of an epoch secret. */
export const KEY_BYTES = 32;

/** SHA-256 of bytes, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return sodium.crypto_hash_sha256(bytes);
}

/** SHA-256 of bytes that come piece by piece. */
export class Sha256 {
  readonly #state = sodium.crypto_hash_sha256_init();

  /** Takes the next bytes. */
  update(bytes: Uint8Array): void {
    sodium.crypto_hash_sha256_update(this.#state, bytes);
  }

  /** The hash of all of them, 32 bytes; nothing may follow. */
  digest(): Uint8Array {
    return sodium.crypto_hash_sha256_final(this.#state);
  }
}

/** `H(label, …)` = SHA-256(lp(label, …)), 32 bytes (protocol 0). */
export function H(label: string, ...parts: readonly LpPart[]): Uint8Array {
  return sha256(lp(label, ...parts));
}

/**
 * `B(key, n, label, …)` = BLAKE2b of `length` bytes, keyed, over lp(label, …) (protocol 0).
 * @param key - exactly 32 bytes
 * @throws `key.length`
 */
export function B(key: Uint8Array, length: number, label: string, ...parts: readonly LpPart[]): Uint8Array {
  return keyedHash(key, length, lp(label, ...parts));
}

/** BLAKE2b of `length` bytes, keyed, over bytes that already begin with their label. @throws `key.length` */
export function keyedHash(key: Uint8Array, length: number, message: Uint8Array): Uint8Array {
  if (key.length !== KEY_BYTES) refuse('key.length');
  return sodium.crypto_generichash(length, message, key);
}

/** Commitment to a personal field: `r` is 32 random bytes kept beside the value; erasing it erases the value (protocol 1.3). @throws `key.length` */
export function fieldCommitment(r: Uint8Array, label: string, value: string): Uint8Array {
  return B(r, 32, 'comity/field/v1', label, value);
}

/** `length` random bytes of the operating system, at most 65,536. @throws the system's own error above that */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
