import { equalBytes } from '#primitives';
import { fromBase64, toBase64 } from './base64.js';
import { refuse } from './errors.js';
import { emptyRoot, HASH_BYTES, nodeHash } from './tree-hash.js';

const PROOF_HEAD = 'c2sp.org/tlog-proof@v1';
const INDEX = /^index (0|[1-9]\d{0,15})$/;
/** No tree has more heights. */
const MOST_HASHES = 64;

/** What an inclusion proof is about. The proof and the leaf come from the relay: untrusted until verified; `size` and `root` from a verified checkpoint. */
export type InclusionClaim = {
  /** Place of the leaf, from 0. */
  readonly index: number;
  readonly size: number;
  /** 32 bytes. */
  readonly leafHash: Uint8Array;
  /** Hashes of 32 bytes, from the leaf up. */
  readonly proof: readonly Uint8Array[];
  /** Root hash of the tree of `size` leaves, 32 bytes. */
  readonly root: Uint8Array;
};

/** What a consistency proof is about. The proof comes from the relay: untrusted until verified; sizes and roots from two verified checkpoints. */
export type ConsistencyClaim = {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  /** Hashes of 32 bytes. */
  readonly proof: readonly Uint8Array[];
};

/**
 * Returns if the leaf stands at `index` of the tree (RFC 9162 §2.1.3.2).
 * @throws `proof.length` when the proof has not exactly the hashes that index and size ask for, or a hash is not 32 bytes;
 * `proof.refused` when it gives another root, or index is not below size
 */
export function verifyInclusion({ index, size, leafHash, proof, root }: InclusionClaim): void {
  if (!isSize(index) || !isSize(size) || index >= size) refuse('proof.refused');
  checkHashes([leafHash, root, ...proof]);
  let [place, last] = [index, size - 1];
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) refuse('proof.length');
    if (isRightOrAlone(place, last)) {
      hash = nodeHash(sibling, hash);
      [place, last] = skipAlone(place, last);
    } else hash = nodeHash(hash, sibling);
    [place, last] = [half(place), half(last)];
  }
  if (last !== 0) refuse('proof.length');
  if (!equalBytes(hash, root)) refuse('proof.refused');
}

/**
 * Returns if the tree of `to` leaves begins with the tree of `from` leaves (RFC 9162 §2.1.4.2).
 * From 0, and to the same size, the proof is empty.
 * @throws `proof.length`, `proof.refused` as {@link verifyInclusion}; `proof.refused` also when from is above to
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: ConsistencyClaim): void {
  if (!isSize(from) || !isSize(to) || from > to) refuse('proof.refused');
  checkHashes([fromRoot, toRoot, ...proof]);
  if (from === 0 || from === to) {
    if (proof.length > 0) refuse('proof.length');
    if (from === 0 && !equalBytes(fromRoot, emptyRoot())) refuse('proof.refused');
    if (from === to && !equalBytes(fromRoot, toRoot)) refuse('proof.refused');
    return;
  }
  let [place, last] = [from - 1, to - 1];
  while (place % 2 === 1) [place, last] = [half(place), half(last)];
  // When `from` is a power of two its root is the first hash and is not sent.
  const [first, ...rest] = place === 0 ? [fromRoot, ...proof] : proof;
  if (first === undefined) return refuse('proof.length');
  let [oldHash, newHash] = [first, first];
  for (const sibling of rest) {
    if (last === 0) refuse('proof.length');
    if (isRightOrAlone(place, last)) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      [place, last] = skipAlone(place, last);
    } else newHash = nodeHash(newHash, sibling);
    [place, last] = [half(place), half(last)];
  }
  if (last !== 0) refuse('proof.length');
  if (!equalBytes(oldHash, fromRoot) || !equalBytes(newHash, toRoot)) refuse('proof.refused');
}

/** A proof as a file that needs no log to be checked (c2sp.org/tlog-proof). @param note - of a checkpoint of the claim's size and root */
export function formatProof({ index, proof }: Pick<InclusionClaim, 'index' | 'proof'>, note: string): string {
  return `${[PROOF_HEAD, `index ${String(index)}`, ...proof.map(toBase64)].join('\n')}\n\n${note}`;
}

/**
 * A proof from the text of its file, in the one form that {@link formatProof} writes.
 * @param text - untrusted: neither the note nor the proof is verified yet
 * @throws `proof.form`, `base64.invalid`
 */
export function parseProof(text: string): Pick<InclusionClaim, 'index' | 'proof'> & { readonly note: string } {
  const end = text.indexOf('\n\n');
  const [head, place = '', ...lines] = text.slice(0, Math.max(0, end)).split('\n');
  const index = Number(INDEX.exec(place)?.[1] ?? Number.NaN);
  if (head !== PROOF_HEAD || !isSize(index) || lines.length > MOST_HASHES) return refuse('proof.form');
  return { index, proof: lines.map(fromBase64), note: text.slice(end + 2) };
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

// Without this a sibling of 31 bytes beside one of 33 would hash as two of 32.
function checkHashes(hashes: readonly Uint8Array[]): void {
  for (const hash of hashes) if (hash.length !== HASH_BYTES) refuse('proof.length');
}

function isRightOrAlone(place: number, last: number): boolean {
  return place % 2 === 1 || place === last;
}

// A node at the right edge without a sibling rises to the level where it has one.
function skipAlone(place: number, last: number): [number, number] {
  while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)];
  return [place, last];
}

// Sizes go beyond 32 bits, so shifts are divisions.
function half(value: number): number {
  return Math.floor(value / 2);
}
