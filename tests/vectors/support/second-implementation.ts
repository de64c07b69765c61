import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { ml_kem768_x25519 as xwing } from '@noble/post-quantum/hybrid.js';
import { createHash, createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';

// The protocol's compositions once more, from its text alone, over node:crypto and @noble. Nothing of libs/ is used here.

/** A part of an `lp`, in the second implementation's own types. */
export type Part = Uint8Array | string | number | readonly Part[];

/** `lp`, by BigInt and Buffer. */
export function secondLp(...parts: readonly Part[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(
      parts.flatMap((part) => {
        const bytes = partOf(part);
        return [uint64(bytes.length), bytes];
      }),
    ),
  );
}

function partOf(part: Part): Uint8Array {
  if (typeof part === 'string') return Buffer.from(part, 'utf8');
  if (typeof part === 'number') return uint64(part);
  if (part instanceof Uint8Array) return part;
  return secondLp(...part);
}

function uint64(value: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** SHA-256 by node:crypto. */
export function secondSha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

/** `H`. */
export function secondH(...parts: readonly Part[]): Uint8Array {
  return secondSha256(secondLp(...parts));
}

/** Keyed BLAKE2b by @noble/hashes. */
export function secondKeyedHash(key: Uint8Array, length: number, message: Uint8Array): Uint8Array {
  return blake2b(message, { key, dkLen: length });
}

/** `B`. */
export function secondB(key: Uint8Array, length: number, ...parts: readonly Part[]): Uint8Array {
  return secondKeyedHash(key, length, secondLp(...parts));
}

/** The committing seal over @noble/ciphers. */
export function secondSeal(input: {
  key: Uint8Array;
  nonce: Uint8Array;
  ad: Uint8Array;
  plaintext: Uint8Array;
}): Uint8Array {
  const d = secondB(input.key, 64, 'comity/seal/v1', input.nonce, input.ad);
  const body = xchacha20poly1305(d.slice(32), input.nonce).encrypt(input.plaintext);
  return new Uint8Array(Buffer.concat([input.nonce, d.slice(0, 32), body]));
}

/** Opens a committing seal; undefined when refused. */
export function secondOpen(input: { key: Uint8Array; ad: Uint8Array; sealed: Uint8Array }): Uint8Array | undefined {
  const nonce = input.sealed.slice(0, 24);
  const d = secondB(input.key, 64, 'comity/seal/v1', nonce, input.ad);
  if (!Buffer.from(input.sealed.slice(24, 56)).equals(d.slice(0, 32))) return undefined;
  try {
    return xchacha20poly1305(d.slice(32), nonce).decrypt(input.sealed.slice(56));
  } catch {
    return undefined;
  }
}

/** X-Wing public key of a seed, by @noble/post-quantum. */
export function secondXWingPublicKey(seed: Uint8Array): Uint8Array {
  return xwing.keygen(seed).publicKey;
}

/** X-Wing encapsulation with fixed coins. */
export function secondEncapsulate(
  publicKey: Uint8Array,
  coins: Uint8Array,
): { ciphertext: Uint8Array; ss: Uint8Array } {
  const { cipherText, sharedSecret } = xwing.encapsulate(publicKey, coins);
  return { ciphertext: cipherText, ss: sharedSecret };
}

/** X-Wing decapsulation by seed. */
export function secondDecapsulate(ciphertext: Uint8Array, seed: Uint8Array): Uint8Array {
  return xwing.decapsulate(ciphertext, xwing.keygen(seed).secretKey);
}

/** What every hybrid seal is: ciphertext || seal(B(ss, 32, label, …, ciphertext), plaintext). */
export function secondHybridSeal(input: {
  publicKey: Uint8Array;
  coins: Uint8Array;
  nonce: Uint8Array;
  bound: readonly Part[];
  ad: Uint8Array;
  plaintext: Uint8Array;
}): Uint8Array {
  const { ciphertext, ss } = secondEncapsulate(input.publicKey, input.coins);
  const key = secondB(ss, 32, ...input.bound, ciphertext);
  return new Uint8Array(Buffer.concat([ciphertext, secondSeal({ ...input, key })]));
}

/** Opens a hybrid seal by seed; undefined when refused. */
export function secondHybridOpen(input: {
  seed: Uint8Array;
  bound: readonly Part[];
  ad: Uint8Array;
  sealed: Uint8Array;
}): Uint8Array | undefined {
  const ciphertext = input.sealed.slice(0, 1120);
  const key = secondB(secondDecapsulate(ciphertext, input.seed), 32, ...input.bound, ciphertext);
  return secondOpen({ key, ad: input.ad, sealed: input.sealed.slice(1120) });
}

/** X25519 by @noble/curves. */
export function secondX25519(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return x25519.getSharedSecret(privateKey, publicKey);
}

/** Ed25519 signature by node:crypto, of a 32-byte seed. */
export function secondSign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return new Uint8Array(nodeSign(null, message, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })));
}

/** Ed25519 verification by node:crypto. Only a cross-check: it accepts small-order keys, which libsodium refuses. */
export function secondVerify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  return nodeVerify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

/** RFC 8785 for values without fractions, by a replacer that sorts. */
export function secondJcs(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** base64url by Buffer. */
export function secondBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
