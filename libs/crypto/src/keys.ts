import { refuse } from './errors.js';
import { KEY_BYTES, randomBytes } from './hash.js';
import { sodium } from './sodium.js';

/** A key pair. The private half never leaves its device but sealed under a passphrase. */
export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/** Ed25519: public 32 bytes, private 64 bytes (seed, then public key). Signs for a device, an authority or a root. */
export type SignatureKeyPair = KeyPair;

/** X25519: 32 and 32 bytes. Lets the devices of an epoch recognize one another (protocol 3.3). */
export type RecognitionKeyPair = KeyPair;

/** X-Wing: public 1,216 bytes, private 32 bytes. What epoch secrets and grants are sealed to (protocol 2.5). */
export type AgreementKeyPair = KeyPair;

/** A fresh signature key, or the one of a 32-byte seed. @throws `key.length` */
export function newSignatureKey(seed?: Uint8Array): SignatureKeyPair {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seedOf(seed));
  return { publicKey, privateKey };
}

/** A fresh recognition key, or the one of a private key of 32 bytes. @throws `key.length` */
export function newRecognitionKey(privateKey?: Uint8Array): RecognitionKeyPair {
  const own = seedOf(privateKey);
  return { publicKey: sodium.crypto_scalarmult_base(own), privateKey: own };
}

/** A fresh agreement key, or the one of a 32-byte seed, which is the private key itself. Also an archive holder's. @throws `key.length` */
export function newAgreementKey(seed?: Uint8Array): AgreementKeyPair {
  const { publicKey, privateKey } = sodium.crypto_kem_xwing_seed_keypair(seedOf(seed));
  return { publicKey, privateKey };
}

/** Ed25519 over a message that begins with its own label, 64 bytes. @throws `key.length` */
export function sign({ privateKey, message }: { privateKey: Uint8Array; message: Uint8Array }): Uint8Array {
  if (privateKey.length !== sodium.crypto_sign_SECRETKEYBYTES) refuse('key.length');
  return sodium.crypto_sign_detached(message, privateKey);
}

function seedOf(seed: Uint8Array | undefined): Uint8Array {
  if (seed === undefined) return randomBytes(KEY_BYTES);
  if (seed.length !== KEY_BYTES) refuse('key.length');
  return seed;
}
