import { certain } from './certain.js';

/**
 * A fact over the life of the log: each value with the log size from which it holds, so that any past state can be
 * asked. Written in order of size.
 */
export class Versions<Value> {
  readonly #sizes: number[] = [];
  readonly #values: Value[] = [];

  /** From log size `size` on, the fact is `value`. */
  set(size: number, value: Value): void {
    this.#sizes.push(size);
    this.#values.push(value);
  }

  /** The fact at log size `size`; undefined where it did not yet hold. */
  at(size: number): Value | undefined {
    let low = 0;
    let high = this.#sizes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (certain(this.#sizes[middle]) <= size) low = middle + 1;
      else high = middle;
    }
    return this.#values[low - 1];
  }
}

/** The versions under `key`, made when first asked for. */
export function versionsOf<Key, Value>(facts: Map<Key, Versions<Value>>, key: Key): Versions<Value> {
  let versions = facts.get(key);
  if (versions === undefined) {
    versions = new Versions();
    facts.set(key, versions);
  }
  return versions;
}

/** The list under `key`, made when first asked for. */
export function listOf<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}
