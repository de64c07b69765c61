import { sodium } from './sodium.js';

const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/**
 * Whether `signature` is `publicKey`'s over `message`: Ed25519 as libsodium verifies it, which refuses small-order
 * keys and non-canonical values. Never throws: wrong lengths are simply not a signature.
 */
export function verifySignature(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== PUBLIC_KEY_BYTES) return false;
  return sodium.crypto_sign_verify_detached(signature, message, publicKey);
}
