import type { Store, StoreWrite } from './store.js';

/**
 * Writes that belong to one change of state: read back before they are written, then written all or nothing.
 */
export class StoreBatch {
  readonly #writes = new Map<string, StoreWrite>();

  constructor(private readonly store: Store) {}

  /** The value as it will stand once the batch is written. @throws `store.altered` */
  async get<Value>(key: string): Promise<Value | undefined> {
    const write = this.#writes.get(key);
    if (write === undefined) return this.store.get<Value>(key);
    return 'value' in write ? (write.value as Value) : undefined;
  }

  /** As {@link get}, for values written as bytes. */
  async getBytes(key: string): Promise<Uint8Array | undefined> {
    const write = this.#writes.get(key);
    if (write === undefined) return this.store.getBytes(key);
    return 'bytes' in write ? write.bytes : undefined;
  }

  put(key: string, value: unknown): void {
    this.#writes.set(key, { key, value });
  }

  putBytes(key: string, bytes: Uint8Array): void {
    this.#writes.set(key, { key, bytes });
  }

  remove(key: string): void {
    this.#writes.set(key, { key, remove: true });
  }

  /** Writes everything durably, with `more` that belongs to it. */
  async write(more: readonly StoreWrite[] = []): Promise<void> {
    await this.store.write([...this.#writes.values(), ...more]);
    this.#writes.clear();
  }
}
