import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import type { StoredEntry } from './directory-entry.js';
import { DirectoryShelf } from './directory-shelf.js';
import { Store } from './store.js';

const NOTE = 'a note';

function aShelf() {
  const store = Store.passing(new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }));
  return { shelf: new DirectoryShelf(store), records: () => store.keys({ prefix: 'directory/' }) };
}

/** Entries of a log, all without their statements but for those at `stated`. */
function someEntries(count: number, ...stated: readonly number[]): StoredEntry[] {
  const entry = (i: number): StoredEntry => ({ subject: 'network', hash: `hash ${String(i)}` });
  return Array.from({ length: count }, (_, i) => (stated.includes(i) ? { ...entry(i), statement: '{}' } : entry(i)));
}

describe('the shelf of the directory', () => {
  it('keeps the entries of a long log in few records, and gives them back in order', async () => {
    const { shelf, records } = aShelf();
    const entries = someEntries(2500, 0, 1700);
    await shelf.keep(0, entries, NOTE);
    expect(await shelf.entries()).toEqual(entries);
    // The note, three lists and two statements.
    expect((await records()).length).toBe(6);
  });

  it('gives an entry with its statement once that has come, and those added later after it', async () => {
    const { shelf } = aShelf();
    const entries = someEntries(1005, 3, 1002, 1003, 1004);
    await shelf.keep(0, someEntries(1002), NOTE);
    await shelf.keepAgain(new Map([[3, someEntries(4, 3)[3] as StoredEntry]]));
    await shelf.keep(1002, entries.slice(1002), NOTE);
    expect(await shelf.entries()).toEqual(entries);
  });

  it('reads a log of which each entry was kept by itself', async () => {
    const { shelf } = aShelf();
    const entries = someEntries(20, 2);
    await shelf.keepAgain(new Map(entries.entries()));
    expect(await shelf.entries()).toEqual(entries);
  });
});
