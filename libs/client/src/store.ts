import {
  manySeals,
  open,
  openWithPassphrase,
  randomBytes,
  sealWithPassphrase,
  wipe,
  type PassphraseCost,
} from '#crypto';
import { fromUtf8, utf8 } from '#primitives';
import type { Database } from './environment.js';
import { refuse } from './errors.js';

/** The layout of the store; a store of a newer client is refused, an older one is read and goes on as this. */
const VERSION = 2;
const KEY_RECORD = 'store/key';
const PURPOSE = 'comity/store-key/v1';
const VERSION_RECORD = 'store/version';

/** One write of an atomic batch: a value, or its removal. */
export type StoreWrite =
  | { readonly key: string; readonly value: unknown }
  | { readonly key: string; readonly bytes: Uint8Array }
  | { readonly key: string; readonly remove: true };

/** A part of the keys, in their order. */
export interface StoreRange {
  readonly prefix: string;
  /** Only keys after this one. */
  readonly after?: string;
  readonly limit?: number;
  readonly reverse?: boolean;
}

/**
 * The client's storage, encrypted at rest: every value is sealed under a random store key, and that key under Argon2id
 * of the officer's passphrase. Keys are not encrypted, so they hold random ids and numbers only.
 * A value is bound to its key: swapped or altered on disk it is refused with `store.altered`.
 */
export class Store {
  private constructor(
    private readonly database: Database,
    private readonly key: Uint8Array,
  ) {}

  /** Whether the database already holds a store. */
  static async exists(database: Database): Promise<boolean> {
    return (await database.get(KEY_RECORD)) !== undefined;
  }

  /** A new store. Takes about a second: the passphrase is stretched. @throws `store.exists` */
  static async create(
    database: Database,
    passphrase: string,
    cost: { readonly unsafeTestingCost?: PassphraseCost } = {},
  ): Promise<Store> {
    if (await Store.exists(database)) refuse('store.exists');
    const key = randomBytes(32);
    await database.batch(
      [
        { type: 'put', key: VERSION_RECORD, value: utf8(String(VERSION)) },
        {
          type: 'put',
          key: KEY_RECORD,
          value: sealWithPassphrase({ passphrase, purpose: PURPOSE, plaintext: key, ...cost }),
        },
      ],
      { sync: true } as object,
    );
    return new Store(database, key);
  }

  /** A store whose key nobody is given: what it holds is lost with this object, as it is meant to be. */
  static passing(database: Database): Store {
    return new Store(database, randomBytes(32));
  }

  /** Opens a store. @throws `store.absent`, `store.newer`, `passphrase.refused` */
  static async open(database: Database, passphrase: string): Promise<Store> {
    const sealed = await database.get(KEY_RECORD);
    const version = await database.get(VERSION_RECORD);
    if (sealed === undefined || version === undefined) return refuse('store.absent');
    if (Number(fromUtf8(version)) > VERSION) refuse('store.newer');
    const key = openWithPassphrase({ passphrase, purpose: PURPOSE, stored: sealed });
    // Whoever comes after an older client writes in a layout that it would misread.
    await database.batch([{ type: 'put', key: VERSION_RECORD, value: utf8(String(VERSION)) }]);
    return new Store(database, key);
  }

  /** The value written under `key`, or undefined. @throws `store.altered` */
  async get<Value>(key: string): Promise<Value | undefined> {
    const bytes = await this.getBytes(key);
    return bytes === undefined ? undefined : (JSON.parse(fromUtf8(bytes)) as Value);
  }

  /** The bytes written under `key`, or undefined. @throws `store.altered` */
  async getBytes(key: string): Promise<Uint8Array | undefined> {
    const sealed = await this.database.get(key);
    return sealed === undefined ? undefined : this.opened(key, sealed);
  }

  /** As {@link getBytes}, of each key in its place. @throws `store.altered` */
  async getManyBytes(keys: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    const found = await this.database.getMany([...keys]);
    return found.map((sealed, place) => (sealed === undefined ? undefined : this.opened(keys[place] ?? '', sealed)));
  }

  /** Writes all or nothing, durably: when the promise resolves, the writes survive a kill. */
  async write(writes: readonly StoreWrite[]): Promise<void> {
    if (writes.length === 0) return;
    const seal = manySeals(this.key, writes.length);
    await this.database.batch(
      writes.map((write) => {
        const { key } = write;
        if ('remove' in write) return { type: 'del' as const, key };
        const plaintext = 'bytes' in write ? write.bytes : utf8(JSON.stringify(write.value));
        return { type: 'put' as const, key, value: seal({ plaintext, ad: utf8(key) }) };
      }),
      { sync: true } as object,
    );
  }

  /** Values under a prefix in the order of their keys. @throws `store.altered` */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what was written is known to its reader, as in `get`
  async range<Value>(range: StoreRange): Promise<{ key: string; value: Value }[]> {
    const found = await this.rangeBytes(range);
    return found.map(({ key, bytes }) => ({ key, value: JSON.parse(fromUtf8(bytes)) as Value }));
  }

  /** As {@link range}, for values written as bytes. */
  async rangeBytes({ prefix, after, limit, reverse }: StoreRange): Promise<{ key: string; bytes: Uint8Array }[]> {
    const entries = await this.database
      .iterator({ gt: after ?? prefix, lt: `${prefix}\uffff`, limit: limit ?? -1, reverse: reverse ?? false })
      .all();
    return entries.map(([key, sealed]) => ({ key, bytes: this.opened(key, sealed) }));
  }

  /** Keys under a prefix, in their order. */
  keys({ prefix, after, limit, reverse }: StoreRange): Promise<string[]> {
    return this.database
      .keys({ gt: after ?? prefix, lt: `${prefix}\uffff`, limit: limit ?? -1, reverse: reverse ?? false })
      .all();
  }

  /** Closes the database and forgets the key as far as the runtime allows. */
  async close(): Promise<void> {
    await this.database.close();
    wipe(this.key);
  }

  private opened(key: string, sealed: Uint8Array): Uint8Array {
    try {
      return open({ key: this.key, sealed, ad: utf8(key) });
    } catch (error) {
      return refuse('store.altered', `the stored value ${key} was altered on disk`, error);
    }
  }
}

/** A number as fixed-width text, so that keys sort as numbers do. */
export function keyNumber(value: number): string {
  return value.toString(16).padStart(14, '0');
}
