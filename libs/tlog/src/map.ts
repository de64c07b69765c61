import { H, lp, sha256 } from '#crypto/verify';
import { equalBytes } from '#primitives';
import { refuse } from './errors.js';
import { HASH_BYTES } from './tree-hash.js';

/** What a place in the map is about: a conversation's head, or a device's newest agreement key. */
export type MapKind = 'head' | 'agreement';

/** What a map proof is about. Value and siblings come from the relay: untrusted until verified; the root from a logged leaf. */
export type MapClaim = {
  readonly kind: MapKind;
  /** A conversation's or a device's id. */
  readonly id: string;
  /** {@link headValue} or {@link agreementValue}, made by the reader from what it holds. */
  readonly value: Uint8Array;
  /** From the root down; 32 bytes, or none for an empty subtree. */
  readonly siblings: readonly Uint8Array[];
  /** 32 bytes; none for the empty map. */
  readonly root: Uint8Array;
};

/** Bits of a key, and so the longest path. */
const MAP_DEPTH = 256;

/** The one place of an id in the map: 32 bytes, its bits the path from the root, most significant first (protocol 5.2). */
export function mapKey(kind: MapKind, id: string): Uint8Array {
  return H('comity/map-key/v1', kind, id);
}

/** Value of a conversation: its newest sequence number and its head of 32 bytes (protocol 3.4). */
export function headValue(seq: number, head: Uint8Array): Uint8Array {
  return lp(seq, head);
}

/** Value of a device: the number of its newest agreement key, and the hash of that X-Wing public key (protocol 2.5). */
export function agreementValue(number: number, publicKey: Uint8Array): Uint8Array {
  return lp(number, sha256(publicKey));
}

/** Hash of a subtree with one entry, whatever its depth. */
export function mapLeafHash(key: Uint8Array, value: Uint8Array): Uint8Array {
  return H('comity/map-leaf/v1', key, value);
}

/** Hash of a subtree with two or more entries, from the hashes of its halves; an empty half is empty. */
export function mapNodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return H('comity/map-node/v1', left, right);
}

/** The bit of a key that chooses the side at a depth: false left, true right. */
export function goesRight(key: Uint8Array, depth: number): boolean {
  return ((key[depth >> 3] ?? 0) & (0x80 >> (depth & 7))) !== 0;
}

/**
 * Returns if the map of this root holds this value for this id: there is one place for a key, so no other value.
 * @throws `map.proof` for more than 256 siblings or one of another length; `map.not-included` when another root comes out
 */
export function verifyMap({ kind, id, value, siblings, root }: MapClaim): void {
  if (siblings.length > MAP_DEPTH) refuse('map.proof');
  for (const { length } of siblings) if (length !== 0 && length !== HASH_BYTES) refuse('map.proof');
  const key = mapKey(kind, id);
  let hash = mapLeafHash(key, value);
  for (const [above, sibling] of siblings.toReversed().entries()) {
    const depth = siblings.length - 1 - above;
    hash = goesRight(key, depth) ? mapNodeHash(sibling, hash) : mapNodeHash(hash, sibling);
  }
  if (!equalBytes(hash, root)) refuse('map.not-included');
}
