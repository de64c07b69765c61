import type { Directory } from '#directory';
import { toBase64url } from '#primitives';
import type { StoredEntry } from './directory-entry.js';
import { refuse } from './errors.js';
import { keyNumber, type Store, type StoreWrite } from './store.js';

const ENTRY = 'directory/entry/';
const LISTED = 'directory/listed/';
const CHECKPOINT = 'directory/checkpoint';
const VERIFIED = 'directory/verified';

/** Entries without their statements are kept so many together: to seal and to write each of a long log by itself takes longer than to check it. */
const TOGETHER = 1000;

/** Which statements this device has verified: those of the first `size` entries, but for some places. */
interface Verified {
  readonly size: number;
  readonly except: readonly number[];
}

/** What a client keeps of the directory log: its entries in order, the newest checkpoint, and what it has verified itself. */
export class DirectoryShelf {
  constructor(private readonly store: Store) {}

  /** The entries, in the order of the log. @throws `store.altered` where one is not there */
  async entries(): Promise<StoredEntry[]> {
    const entries: StoredEntry[] = [];
    for (const { key, value } of await this.store.range<StoredEntry>({ prefix: ENTRY })) entries[placeIn(key)] = value;
    for (const { key, value } of await this.store.range<readonly StoredEntry[]>({ prefix: LISTED })) {
      for (const [i, entry] of value.entries()) entries[placeIn(key) + i] ??= entry;
    }
    return entries.includes(undefined as never)
      ? refuse('store.altered', 'an entry of the directory is not there')
      : entries;
  }

  /** The newest checkpoint that was checked: a signed note. */
  note(): Promise<string | undefined> {
    return this.store.get<string>(CHECKPOINT);
  }

  /** Adds entries after the first `first`, with the checkpoint that covers them: all or nothing. */
  async keep(first: number, entries: readonly StoredEntry[], note: string): Promise<void> {
    const writes: StoreWrite[] = [{ key: CHECKPOINT, value: note }];
    for (let from = 0; from < entries.length; from += TOGETHER) {
      const some = entries.slice(from, from + TOGETHER);
      if (some.some((entry) => entry.statement === undefined)) {
        const value = some.map(({ subject, hash }): StoredEntry => ({ subject, hash }));
        writes.push({ key: LISTED + keyNumber(first + from), value });
      }
      for (const [i, value] of some.entries()) {
        if (value.statement !== undefined) writes.push({ key: ENTRY + keyNumber(first + from + i), value });
      }
    }
    await this.store.write(writes);
  }

  /** Keeps entries again, by their places: their statements have come. */
  async keepAgain(entries: ReadonlyMap<number, StoredEntry>): Promise<void> {
    await this.store.write([...entries].map(([index, value]) => ({ key: ENTRY + keyNumber(index), value })));
  }

  /** Hashes of the statements among `entries` whose signatures this device has verified before. */
  async verified(entries: readonly StoredEntry[]): Promise<ReadonlySet<string>> {
    const { size, except } = (await this.store.get<Verified>(VERIFIED)) ?? { size: 0, except: [] };
    const not = new Set(except);
    return new Set(entries.slice(0, size).flatMap(({ hash }, index) => (not.has(index) ? [] : [hash])));
  }

  /** Keeps which statements a directory has verified, so that the next start need not verify them again. */
  async keepVerified(directory: Directory): Promise<void> {
    const { size, verified } = directory;
    const except: number[] = [];
    for (let index = 0; index < size; index++) {
      if (!verified.has(toBase64url(directory.entry(index).statementHash))) except.push(index);
    }
    await this.store.write([{ key: VERIFIED, value: { size, except } satisfies Verified }]);
  }
}

function placeIn(key: string): number {
  return Number.parseInt(key.slice(key.lastIndexOf('/') + 1), 16);
}
