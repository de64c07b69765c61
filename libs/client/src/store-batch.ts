import { fromUtf8 } from '#primitives';
import type { Store, StoreWrite } from './store.js';

/**
 * Writes that belong to one change of state: read back before they are written, then written all or nothing.
 */
export class StoreBatch {
  readonly #writes = new Map<string, StoreWrite>();
  /** What was read already: nobody else writes what a batch is about. */
  readonly #reads = new Map<string, Uint8Array | undefined>();

  constructor(private readonly store: Store) {}

  /** The value as it will stand once the batch is written. @throws `store.altered` */
  async get<Value>(key: string): Promise<Value | undefined> {
    const write = this.#writes.get(key);
    if (write !== undefined) return 'value' in write ? (write.value as Value) : undefined;
    const bytes = await this.read(key);
    return bytes === undefined ? undefined : (JSON.parse(fromUtf8(bytes)) as Value);
  }

  /** As {@link get}, for values written as bytes. */
  async getBytes(key: string): Promise<Uint8Array | undefined> {
    const write = this.#writes.get(key);
    if (write === undefined) return this.read(key);
    return 'bytes' in write ? write.bytes : undefined;
  }

  /** Reads at once what will be asked for: one by one, a database takes its time for each. @throws `store.altered` */
  async readAhead(keys: readonly string[]): Promise<void> {
    const values = await this.store.getManyBytes(keys);
    for (const [place, key] of keys.entries()) this.#reads.set(key, values[place]);
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
    this.#reads.clear();
  }

  private async read(key: string): Promise<Uint8Array | undefined> {
    if (!this.#reads.has(key)) this.#reads.set(key, await this.store.getBytes(key));
    return this.#reads.get(key);
  }
}
