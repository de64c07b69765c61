import { refuse } from './errors.js';
import { HashList } from './hash-list.js';
import { emptyRoot, HASH_BYTES, nodeHash } from './tree-hash.js';

/**
 * An RFC 6962 tree in memory that only grows. Every complete subtree's hash is kept (64 bytes a leaf), so that a leaf
 * is added, and a root or a proof made for this or any earlier size, in O(log n) hashes.
 */
export class MerkleTree {
  // levels[k] holds the hashes of the complete subtrees of 2^k leaves, from the left.
  readonly #levels: HashList[] = [];

  /** @param leafHashes - leaf hashes of 32 bytes, in order. @throws `tree.leaf` */
  constructor(leafHashes: Iterable<Uint8Array> = []) {
    for (const hash of leafHashes) this.append(hash);
  }

  /** Number of leaves. */
  get size(): number {
    return this.#level(0).length;
  }

  /** Adds a leaf by its leaf hash of 32 bytes. @throws `tree.leaf` for another length */
  append(leafHash: Uint8Array): void {
    if (leafHash.length !== HASH_BYTES) refuse('tree.leaf');
    let hash = leafHash;
    for (let height = 0; ; height++) {
      const level = this.#level(height);
      level.push(hash);
      if (level.length % 2 === 1) return;
      hash = nodeHash(level.at(level.length - 2), hash);
    }
  }

  /** The leaf hash at `index`. @throws `tree.range` unless index is below the size */
  leaf(index: number): Uint8Array {
    return this.#level(0).at(within(index, this.size - 1));
  }

  /** Hash of the `index`-th complete subtree of 2^height leaves, from the left. @throws `tree.range` where it is not complete */
  subtree(height: number, index: number): Uint8Array {
    const level = this.#levels[height];
    return level === undefined ? refuse('tree.range') : level.at(within(index, level.length - 1));
  }

  /** Root hash of the first `size` leaves (RFC 6962 §2.1). @throws `tree.range` */
  root(size = this.size): Uint8Array {
    return within(size, this.size) === 0 ? emptyRoot() : this.#hash(0, size);
  }

  /**
   * Proof that the leaf at `index` is in the tree of the first `size` leaves, from the leaf up (RFC 6962 §2.1.1).
   * @throws `tree.range` unless index < size <= this.size
   */
  inclusionProof(index: number, size = this.size): Uint8Array[] {
    within(index, within(size, this.size) - 1);
    const fromTop: Uint8Array[] = [];
    let [start, end] = [0, size];
    while (end - start > 1) {
      const middle = start + leftSize(end - start);
      if (index < middle) {
        fromTop.push(this.#hash(middle, end));
        end = middle;
      } else {
        fromTop.push(this.#hash(start, middle));
        start = middle;
      }
    }
    return fromTop.reverse();
  }

  /**
   * Proof that the first `from` of `to` leaves are the tree of size `from` (RFC 6962 §2.1.2). Empty when `from` is 0 or `to`.
   * @throws `tree.range` unless from <= to <= this.size
   */
  consistencyProof(from: number, to = this.size): Uint8Array[] {
    within(from, within(to, this.size));
    if (from === 0 || from === to) return [];
    const fromTop: Uint8Array[] = [];
    let [start, end] = [0, to];
    while (end !== from) {
      const middle = start + leftSize(end - start);
      if (from <= middle) {
        fromTop.push(this.#hash(middle, end));
        end = middle;
      } else {
        fromTop.push(this.#hash(start, middle));
        start = middle;
      }
    }
    // A subtree that begins at leaf 0 is the old root itself, which the verifier has.
    if (start > 0) fromTop.push(this.#hash(start, end));
    return fromTop.reverse();
  }

  // Hash of the leaves [start, end), start being where RFC 6962's recursion splits, so that every left part is complete.
  #hash(start: number, end: number): Uint8Array {
    const count = end - start;
    const left = leftSize(count);
    if (count === 1 || count === 2 * left) {
      return this.#level(31 - Math.clz32(count)).at(start / count);
    }
    return nodeHash(this.#hash(start, start + left), this.#hash(start + left, end));
  }

  #level(height: number): HashList {
    return (this.#levels[height] ??= new HashList());
  }
}

/** Root hash over leaf hashes of 32 bytes (RFC 6962 §2.1). @throws `tree.leaf` */
export function rootOf(leafHashes: Iterable<Uint8Array>): Uint8Array {
  return new MerkleTree(leafHashes).root();
}

// The largest power of two below count (RFC 6962 §2.1), 0 for one leaf.
function leftSize(count: number): number {
  return count < 2 ? 0 : 2 ** (31 - Math.clz32(count - 1));
}

function within(value: number, most: number): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > most) refuse('tree.range');
  return value;
}
