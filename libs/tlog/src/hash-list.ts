import { HASH_BYTES } from './tree-hash.js';

/** A growing list of 32-byte hashes in one buffer: a tree of a million leaves is two of these megabytes, not two million objects. */
export class HashList {
  #bytes = new Uint8Array(16 * HASH_BYTES);
  #length = 0;

  /** How many hashes there are. */
  get length(): number {
    return this.#length;
  }

  /** Adds a hash of 32 bytes at the end. */
  push(hash: Uint8Array): void {
    const end = this.#length * HASH_BYTES;
    if (end === this.#bytes.length) {
      const grown = new Uint8Array(2 * end);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(hash, end);
    this.#length++;
  }

  /** A copy of the hash at `index`, which is below `length`. */
  at(index: number): Uint8Array {
    return this.#bytes.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}
