/**
 * The third door: signing the notes of a log or of a witness, which are public data. The relay may enter here to sign its
 * logs' checkpoints; nothing behind it opens, unwraps or derives anything.
 */
import { refuse } from './errors.js';
import { KEY_BYTES, randomBytes } from './hash.js';
import { sodium } from './sodium.js';

/** A new Ed25519 seed, 32 random bytes. A secret. */
export function newSigningSeed(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/** The Ed25519 public key of a seed, 32 bytes. @throws `key.length` */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const { publicKey, privateKey } = pairOf(seed);
  sodium.memzero(privateKey);
  return publicKey;
}

/**
 * Ed25519 signature of a note's text, 64 bytes. Every other signed message of the protocol begins with a length of 8
 * bytes and so with a zero byte, which no note holds: whoever has this door cannot sign one of them.
 * @throws `key.length`; `signature.refused` for a message that begins with a zero byte, or is empty
 */
export function signPublicNote(seed: Uint8Array, message: Uint8Array): Uint8Array {
  if ((message[0] ?? 0) === 0) refuse('signature.refused');
  const { privateKey } = pairOf(seed);
  const signature = sodium.crypto_sign_detached(message, privateKey);
  sodium.memzero(privateKey);
  return signature;
}

function pairOf(seed: Uint8Array): { publicKey: Uint8Array; privateKey: Uint8Array } {
  if (seed.length !== KEY_BYTES) refuse('key.length');
  return sodium.crypto_sign_seed_keypair(seed);
}
