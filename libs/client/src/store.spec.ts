import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { utf8 } from '#primitives';
import { Store } from './store.js';

const PASSPHRASE = 'some words';

async function aStore() {
  const database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
  const store = await Store.create(database, PASSPHRASE, { unsafeTestingCost: { ops: 1, memory: 8 } });
  const version = await database.get('store/version');
  return { database, store, version, open: () => Store.open(database, PASSPHRASE) };
}

describe('a store', () => {
  it('of a newer client is refused', async () => {
    const { database, open } = await aStore();
    await database.put('store/version', utf8('99'));
    await expect(open()).rejects.toMatchObject({ code: 'store.newer' });
  });

  it('of an older client is read, and refused by that one from then on', async () => {
    const { database, store, version, open } = await aStore();
    await store.write([{ key: 'said', value: 'Good morning.' }]);
    await database.put('store/version', utf8('1'));
    expect(await (await open()).get('said')).toBe('Good morning.');
    expect(await database.get('store/version')).toEqual(version);
    expect(version).not.toEqual(utf8('1'));
  });

  it('opened with another passphrase stays as it was', async () => {
    const { database } = await aStore();
    await database.put('store/version', utf8('1'));
    await expect(Store.open(database, 'other words')).rejects.toMatchObject({ code: 'passphrase.refused' });
    expect(await database.get('store/version')).toEqual(utf8('1'));
  });

  it('refuses a value that stands under another key', async () => {
    const { database, store } = await aStore();
    await store.write([{ key: 'one', value: 1 }]);
    await database.put('other', (await database.get('one')) ?? new Uint8Array());
    await expect(store.get('other')).rejects.toMatchObject({ code: 'store.altered' });
  });
});
