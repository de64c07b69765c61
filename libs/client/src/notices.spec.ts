import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import type { OfficerId } from '#contracts';
import { CodedError } from '#primitives';
import { outcome } from '../../../tests/support/talking.js';
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
    expect(told.map(({ number, about }) => [number, about])).toEqual([[1, 'relay'], [2, 'member']]); // oxfmt-ignore
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
    expect((await again.list()).map(({ number, seq }) => [number, seq])).toEqual([[1, 3], [2, 4]]); // oxfmt-ignore
  });

  it('that a conversation is hidden persist though more of it was read meanwhile', async () => {
    const notices = await Notices.open(aStore(), clock);
    const hidden = { code: 'conversation.hidden', conversation: 'c', seq: 4 } as const;
    await notices.keep(hidden);
    const dealing = notices.dealWith(1, 'ana' as OfficerId, () => notices.keep({ ...hidden, seq: 6 }));
    expect(await outcome(dealing)).toBe('notice.persists');
    expect(await notices.list()).toHaveLength(1);
  });

  it('of one place are one story, told once and with every detail as evidence, after a restart and when dealt with too', async () => {
    const database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
    const notices = await Notices.open(aStore(database), clock);
    const told: number[] = [];
    notices.onNotice(({ number }) => told.push(number));
    const gap = { code: 'frames.gap', conversation: 'c', seq: 4 } as const;
    await notices.keep({ ...gap, detail: 'then 5' }, { ...gap, seq: 6 }, { ...gap, detail: 'withheld' });
    await notices.keep({ code: 'record.fault', detail: 'a' }, { code: 'record.fault', detail: 'b' });
    const again = await Notices.open(aStore(database), clock);
    await again.keep({ ...gap, detail: 'withheld' });
    const withheld = { ...gap, number: 3, detail: 'withheld' };
    expect(await again.list('c')).toMatchObject([
      { number: 1, further: [withheld] },
      { number: 2, further: [] },
    ]);
    expect([told, (await again.list()).map(({ number }) => number)]).toEqual([[1, 2, 4, 5], [1, 2, 4, 5]]); // oxfmt-ignore
    const dealing = again.dealWith(1, 'ana' as OfficerId, () => again.keep({ ...gap, detail: 'then 7' }));
    expect(await outcome(dealing)).toBe('notice.persists');
    await again.dealWith(1, 'ana' as OfficerId, () => Promise.resolve());
    await again.keep(gap);
    const [first, , ...rest] = await again.list();
    expect(first).toMatchObject({ dealtWith: { by: 'ana' }, further: [withheld, { detail: 'then 7' }] });
    expect(rest).toMatchObject([{ number: 4 }, { number: 5 }, { ...gap, number: 7, further: [] }]);
  });

  it('of two openings of an archive are two, though nothing was said in between', async () => {
    const notices = await Notices.open(aStore(), clock);
    const opened = { code: 'archive.opened', conversation: 'c', seq: 4, device: 'd' } as const;
    await notices.keep({ ...opened, detail: 'entry 7' }, { ...opened, detail: 'entry 8' });
    expect((await notices.list()).map(({ detail }) => detail)).toEqual(['entry 7', 'entry 8']);
  });

  it('that were dealt with stay with who said so, and are new ones when they are met again, after a restart too', async () => {
    const database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
    const notices = await Notices.open(aStore(database), clock);
    const hidden = { code: 'conversation.hidden', conversation: 'c', evidence: { seq: 3 } } as const;
    await notices.keep(hidden);
    await notices.dealWith(1, 'ana' as OfficerId, () => Promise.resolve());
    expect(await notices.list()).toMatchObject([{ ...hidden, number: 1, dealtWith: { by: 'ana', at: 5 } }]);
    const again = await Notices.open(aStore(database), clock);
    await again.keep(hidden, hidden);
    expect((await again.list()).map(({ number, dealtWith }) => [number, dealtWith?.by])).toEqual([
      [1, 'ana'],
      [2, undefined],
    ]);
  });

  it('cannot be dealt with while they are met still, or while nothing can be looked at', async () => {
    const notices = await Notices.open(aStore(), clock);
    await notices.keep({ code: 'record.fault', detail: 'record.forked' });
    const dealWith = (number: number, lookAgain: () => Promise<void>): Promise<string> =>
      outcome(notices.dealWith(number, 'ana' as OfficerId, lookAgain));
    expect(await dealWith(1, () => notices.keep({ code: 'record.fault', detail: 'record.forked' }))).toBe('notice.persists'); // oxfmt-ignore
    expect(await dealWith(1, () => Promise.reject(new CodedError('client.offline', 'no line')))).toBe('client.offline');
    expect(await dealWith(2, () => Promise.resolve())).toBe('notice.absent');
    expect((await notices.list()).map(({ dealtWith }) => dealtWith)).toEqual([undefined]);
  });

  it('about what a member put at a place need no look, and do not come again', async () => {
    const notices = await Notices.open(aStore(), clock);
    await notices.keep({ code: 'grant.refused', conversation: 'c', seq: 4, device: 'd' });
    await notices.dealWith(1, 'ana' as OfficerId, () => Promise.reject(new Error('not asked')));
    await notices.keep({ code: 'grant.refused', conversation: 'c', seq: 4, device: 'd' });
    expect(await notices.list()).toHaveLength(1);
  });
});
