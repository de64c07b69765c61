import { describe, expect, it } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import type { ConversationView } from '../../desk/api/conversations.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { outdate } from '../../platform/use-desk.js';
import { blocksAround, readAhead, viewOf } from './read-ahead.js';

/** A desk with one conversation, and what it was asked. */
function aDesk(): { desk: RemoteDesk; asked: string[]; become: (view: Partial<ConversationView>) => void } {
  const asked: string[] = [];
  let view = { seq: 10_001, readTo: 10_001, unread: 0 } as ConversationView;
  const conversations = {
    view: async () => {
      asked.push('view');
      return Promise.resolve(view);
    },
    tail: async () => {
      asked.push('tail');
      return Promise.resolve({ waiting: [], notices: [] });
    },
    places: async (_id: string, from: number, to: number) => {
      asked.push(`${String(from)}-${String(to)}`);
      return Promise.resolve([]);
    },
  };
  return {
    desk: { conversations } as unknown as RemoteDesk,
    asked,
    become: (changed) => (view = { ...view, ...changed }),
  };
}

const queriesOfTheApp = (): QueryClient => new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });

describe('readAhead', () => {
  it('asks for the end of a conversation that was read, however long it is', async () => {
    const { desk, asked } = aDesk();
    await readAhead(queriesOfTheApp(), desk, 'c');
    expect(asked).toEqual(['view', 'tail', '9951-10000', '10001-10050']);
  });

  it('asks for what stands where the news begin', async () => {
    const { desk, asked, become } = aDesk();
    become({ readTo: 130, unread: 9_871 });
    await readAhead(queriesOfTheApp(), desk, 'c');
    expect(asked).toEqual(['view', 'tail', '101-150', '151-200']);
  });

  it('asks for nothing twice, and for everything again once it has changed', async () => {
    const { desk, asked, become } = aDesk();
    const queries = queriesOfTheApp();
    await Promise.all([readAhead(queries, desk, 'c'), readAhead(queries, desk, 'c')]);
    expect(asked).toHaveLength(4);
    become({ readTo: 130, unread: 9_871 });
    outdate(queries, [['conversations', 'c']]);
    const again = readAhead(queries, desk, 'c');
    // What was right before is not shown meanwhile.
    expect(queries.getQueryData(viewOf(desk, 'c').queryKey)).toBeUndefined();
    await again;
    expect(asked.slice(4)).toEqual(['view', 'tail', '101-150', '151-200']);
  });

  it('keeps no answer that was on its way when the conversation changed', async () => {
    const { desk } = aDesk();
    const queries = queriesOfTheApp();
    const reading = readAhead(queries, desk, 'c');
    outdate(queries, [['conversations', 'c']]);
    await expect(reading).rejects.toThrow();
    expect(queries.getQueryData(viewOf(desk, 'c').queryKey)).toBeUndefined();
  });
});

describe('blocksAround', () => {
  it('answers those of the rows that are shown and of some around them, within the conversation', () => {
    expect(blocksAround(1, 12, 10_001)).toEqual([0]);
    expect(blocksAround(60, 75, 10_001)).toEqual([0, 1]);
    expect(blocksAround(9_995, 10_001, 10_001)).toEqual([199, 200]);
    expect(blocksAround(0, 0, 0)).toEqual([]);
  });
});
