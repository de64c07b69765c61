import { sha256 } from '#crypto/verify';

/** Bytes of every hash in a tree. */
export const HASH_BYTES = 32;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

// One buffer for all: hashing is synchronous and copies its input, and a tree of a million leaves is a million calls.
const node = new Uint8Array(1 + 2 * HASH_BYTES);
node[0] = NODE_PREFIX;

/** Hash of a log entry as a leaf, SHA-256(0x00 || entry), 32 bytes (RFC 6962 §2.1). */
export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + entry.length);
  bytes[0] = LEAF_PREFIX;
  bytes.set(entry, 1);
  return sha256(bytes);
}

/** Hash of two subtrees side by side, SHA-256(0x01 || left || right), 32 bytes (RFC 6962 §2.1). Both are 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

/** Root hash of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}
