import type { Directory } from '#directory';
import { toBase64url } from '#primitives';
import type { StoredEntry } from './directory-entry.js';
import { keyNumber, type Store } from './store.js';

const ENTRY = 'directory/entry/';
const CHECKPOINT = 'directory/checkpoint';
const VERIFIED = 'directory/verified';

/** Which statements this device has verified: those of the first `size` entries, but for some places. */
interface Verified {
  readonly size: number;
  readonly except: readonly number[];
}

/** What a client keeps of the directory log: its entries in order, the newest checkpoint, and what it has verified itself. */
export class DirectoryShelf {
  constructor(private readonly store: Store) {}

  /** The entries, in the order of the log. */
  async entries(): Promise<StoredEntry[]> {
    return (await this.store.range<StoredEntry>({ prefix: ENTRY })).map(({ value }) => value);
  }

  /** The newest checkpoint that was checked: a signed note. */
  note(): Promise<string | undefined> {
    return this.store.get<string>(CHECKPOINT);
  }

  /** Adds entries after the first `first`, with the checkpoint that covers them: all or nothing. */
  async keep(first: number, entries: readonly StoredEntry[], note: string): Promise<void> {
    await this.store.write([
      ...entries.map((value, i) => ({ key: ENTRY + keyNumber(first + i), value })),
      { key: CHECKPOINT, value: note },
    ]);
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
