import { equalBytes } from '#primitives';
import { refuse } from './errors.js';
import { goesRight, mapLeafHash, mapNodeHash } from './map.js';
import { HASH_BYTES } from './tree-hash.js';

/** A place of the map and what stands there. */
export type MapEntry = { readonly key: Uint8Array; readonly value: Uint8Array };

const EMPTY = new Uint8Array(0);

/**
 * The binary prefix map of protocol 5.2, persistent: setting gives another tree that shares all it can with this one, so
 * that a root once logged can still be proved from while the next is made. Hashes are made when first asked for.
 */
export class MapTree {
  /** The map without entries. Its root is empty. */
  static readonly empty = new MapTree(undefined);

  readonly #top: Subtree | undefined;

  private constructor(top: Subtree | undefined) {
    this.#top = top;
  }

  /** The map of these entries, in any order. @throws `map.twice` when a key comes twice, `map.form` */
  static of(entries: Iterable<MapEntry>): MapTree {
    let tree = MapTree.empty;
    for (const { key, value } of entries) {
      if (tree.get(key) !== undefined) refuse('map.twice');
      tree = tree.set(key, value);
    }
    return tree;
  }

  /** Root hash, 32 bytes; empty for the empty map. */
  get root(): Uint8Array {
    return this.#top?.hash ?? EMPTY;
  }

  /** Every entry, by key. */
  get entries(): MapEntry[] {
    return [...(this.#top?.entries() ?? [])];
  }

  /** The value at a key, or undefined. */
  get(key: Uint8Array): Uint8Array | undefined {
    return this.#descend(key).leaf?.value;
  }

  /** The map with this value at this key of 32 bytes, in place of any other. This one stays as it is. @throws `map.form` */
  set(key: Uint8Array, value: Uint8Array): MapTree {
    if (key.length !== HASH_BYTES) refuse('map.form');
    const leaf = new Leaf(key, value);
    return new MapTree(this.#top === undefined ? leaf : this.#top.with(leaf, 0));
  }

  /** Proof of the entry at a key for {@link verifyMap}, siblings from the root down. @throws `map.not-included` when there is none */
  proof(key: Uint8Array): { siblings: Uint8Array[] } {
    const { leaf, siblings } = this.#descend(key);
    if (leaf === undefined) return refuse('map.not-included');
    return { siblings: siblings.map((sibling) => sibling?.hash ?? EMPTY) };
  }

  #descend(key: Uint8Array): { leaf: Leaf | undefined; siblings: (Subtree | undefined)[] } {
    const siblings: (Subtree | undefined)[] = [];
    let at = this.#top;
    while (at instanceof Branch) {
      const right = goesRight(key, siblings.length);
      siblings.push(right ? at.left : at.right);
      at = right ? at.right : at.left;
    }
    return { leaf: at !== undefined && equalBytes(at.key, key) ? at : undefined, siblings };
  }
}

type Subtree = Leaf | Branch;

class Leaf {
  #hash: Uint8Array | undefined;

  constructor(
    readonly key: Uint8Array,
    readonly value: Uint8Array,
  ) {}

  get hash(): Uint8Array {
    return (this.#hash ??= mapLeafHash(this.key, this.value));
  }

  with(leaf: Leaf, depth: number): Subtree {
    if (equalBytes(this.key, leaf.key)) return leaf;
    // Two keys that go the same way stand under a branch with an empty half, until they part.
    return new Branch(undefined, undefined).with(this, depth).with(leaf, depth);
  }

  *entries(): Generator<MapEntry> {
    yield { key: this.key, value: this.value };
  }
}

class Branch {
  #hash: Uint8Array | undefined;

  constructor(
    readonly left: Subtree | undefined,
    readonly right: Subtree | undefined,
  ) {}

  get hash(): Uint8Array {
    return (this.#hash ??= mapNodeHash(this.left?.hash ?? EMPTY, this.right?.hash ?? EMPTY));
  }

  with(leaf: Leaf, depth: number): Branch {
    if (goesRight(leaf.key, depth)) return new Branch(this.left, this.right?.with(leaf, depth + 1) ?? leaf);
    return new Branch(this.left?.with(leaf, depth + 1) ?? leaf, this.right);
  }

  *entries(): Generator<MapEntry> {
    if (this.left !== undefined) yield* this.left.entries();
    if (this.right !== undefined) yield* this.right.entries();
  }
}
