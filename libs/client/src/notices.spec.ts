import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import type { Database } from './environment.js';
import { Notices, type Notice } from './notices.js';
import { Store } from './store.js';

const clock = { now: () => 5_000 };

function aStore(database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' })): Store {
  return new (Store as unknown as new (database: Database, key: Uint8Array) => Store)(database, new Uint8Array(32));
}

describe('notices', () => {
  it('are kept in order, with whom they speak about, and told', async () => {
    const notices = await Notices.open(aStore(), clock);
    const told: Notice[] = [];
    const stop = notices.onNotice((notice) => told.push(notice));
    await notices.keep({ code: 'frames.gap', seq: 3 }, { code: 'wrap.unreadable', seq: 4 });
    stop();
    await notices.keep({ code: 'device.cloned' });
    expect(told.map(({ number, about }) => [number, about])).toEqual([[1, 'relay'], [2, 'member']]); // prettier-ignore
    expect((await notices.list()).map(({ code, noticedAt }) => [code, noticedAt])).toEqual([
      ['frames.gap', 5],
      ['wrap.unreadable', 5],
      ['device.cloned', 5],
    ]);
  });

  it('that say the same of the same place are kept once, after a restart too', async () => {
    const database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
    const notices = await Notices.open(aStore(database), clock);
    await notices.keep({ code: 'frames.gap', seq: 3 }, { code: 'frames.gap', seq: 3 });
    const again = await Notices.open(aStore(database), clock);
    await again.keep({ code: 'frames.gap', seq: 3 }, { code: 'frames.gap', seq: 4 });
    expect((await again.list()).map(({ number, seq }) => [number, seq])).toEqual([[1, 3], [2, 4]]); // prettier-ignore
  });
});
