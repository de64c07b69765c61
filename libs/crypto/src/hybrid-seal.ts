import { concat } from '#primitives';
import { SEAL_BYTES } from './buckets.js';
import { refuse } from './errors.js';
import { B, KEY_BYTES } from './hash.js';
import type { LpPart } from './lp.js';
import { open, seal } from './seal.js';
import { sodium } from './sodium.js';
import { wipe } from './wipe.js';

/** Bytes of an X-Wing ciphertext, with which every hybrid seal begins. */
const XWING_CIPHERTEXT_BYTES = 1120;

/** What a hybrid seal adds to its plaintext, in bytes. */
export const HYBRID_SEAL_BYTES = XWING_CIPHERTEXT_BYTES + SEAL_BYTES;

/** What binds a hybrid seal to its place: k = B(ss, 32, label, ...bound, X-Wing ciphertext), and the seal's `ad`. */
export interface HybridBinding {
  readonly label: string;
  readonly bound: readonly LpPart[];
  readonly ad: Uint8Array;
}

/** Only tests fix what is otherwise random. */
export interface UnsafeTestingRandomness {
  readonly unsafeTestingCoins?: Uint8Array | undefined;
  readonly unsafeTestingNonce?: Uint8Array | undefined;
}

/**
 * X-Wing ciphertext || seal(k, plaintext), as wraps, shares and grants have it (protocol 2.4).
 * @throws `agreement.length`, `agreement.key` for a public key libsodium will not encapsulate to
 */
export function hybridSeal(
  input: HybridBinding & UnsafeTestingRandomness & { readonly publicKey: Uint8Array; readonly plaintext: Uint8Array },
): Uint8Array {
  const { ciphertext, sharedSecret } = encapsulate(input.publicKey, input.unsafeTestingCoins);
  const key = B(sharedSecret, KEY_BYTES, input.label, ...input.bound, ciphertext);
  const sealed = seal({ key, ad: input.ad, plaintext: input.plaintext, unsafeTestingNonce: input.unsafeTestingNonce });
  wipe(sharedSecret, key);
  return concat(ciphertext, sealed);
}

/**
 * The plaintext of a hybrid seal.
 * @throws `wrap.length` when shorter than its parts, `seal.refused`, `key.length`
 */
export function hybridOpen(
  input: HybridBinding & { readonly privateKey: Uint8Array; readonly sealed: Uint8Array },
): Uint8Array {
  if (input.sealed.length < HYBRID_SEAL_BYTES) refuse('wrap.length');
  if (input.privateKey.length !== KEY_BYTES) refuse('key.length');
  const ciphertext = input.sealed.subarray(0, XWING_CIPHERTEXT_BYTES);
  const sharedSecret = decapsulate(ciphertext, input.privateKey);
  const key = B(sharedSecret, KEY_BYTES, input.label, ...input.bound, ciphertext);
  try {
    return open({ key, ad: input.ad, sealed: input.sealed.subarray(XWING_CIPHERTEXT_BYTES) });
  } finally {
    wipe(sharedSecret, key);
  }
}

function encapsulate(
  publicKey: Uint8Array,
  coins: Uint8Array | undefined,
): { ciphertext: Uint8Array; sharedSecret: Uint8Array } {
  if (publicKey.length !== sodium.crypto_kem_xwing_PUBLICKEYBYTES) refuse('agreement.length');
  try {
    return coins === undefined
      ? sodium.crypto_kem_xwing_enc(publicKey)
      : sodium.crypto_kem_xwing_enc_deterministic(publicKey, coins);
  } catch {
    return refuse('agreement.key');
  }
}

// libsodium throws where the X25519 half is of small order: an altered ciphertext like any other.
function decapsulate(ciphertext: Uint8Array, privateKey: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_kem_xwing_dec(ciphertext, privateKey);
  } catch {
    return refuse('seal.refused');
  }
}
