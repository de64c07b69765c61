import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import { ConsentWatch } from './consent-watch.js';

const OWN = 'authority:marenia';

/** A conversation of which every question asked is counted. */
function aConversation() {
  const types: string[] = [];
  const counts = { read: 0, proposals: 0 };
  let missing: string[] = [];
  const client = {
    identity: { authority: OWN },
    messages: async (_: string, { limit }: { limit: number }) => {
      counts.read += limit;
      return { items: types.slice(-limit).map((type) => ({ is: 'message', content: { type } })) };
    },
    proposals: async () => {
      counts.proposals += 1;
      return [{ done: false, missing }];
    },
  } as unknown as Client;
  const say = (type: string, now: string[] = missing): void => {
    types.push(type);
    missing = now;
  };
  const line = () => ({ id: 'c' as never, seq: types.length, member: true });
  return { client, counts, say, line };
}

describe('ConsentWatch', () => {
  it('holds from the message that asks until consent is given', async () => {
    const { client, say, line } = aConversation();
    const watch = new ConsentWatch();
    say('text');
    expect(await watch.isAsked(client, line())).toBe(false);
    say('consent.asked', [OWN]);
    expect(await watch.isAsked(client, line())).toBe(true);
    say('text');
    expect(await watch.isAsked(client, line())).toBe(true);
    say('consent.given', []);
    expect(await watch.isAsked(client, line())).toBe(false);
  });

  it('reads no more than what is new, and asks for proposals only where one can have changed', async () => {
    const { client, counts, say, line } = aConversation();
    const watch = new ConsentWatch();
    for (let n = 0; n < 10_000; n++) say('text');
    await watch.isAsked(client, line());
    expect(counts).toEqual({ read: 50, proposals: 0 });
    await watch.isAsked(client, line());
    say('text');
    await watch.isAsked(client, line());
    expect(counts).toEqual({ read: 51, proposals: 0 });
  });

  it('asks nothing of who is not in the conversation any more', async () => {
    const { client, counts, say, line } = aConversation();
    say('consent.asked', [OWN]);
    expect(await new ConsentWatch().isAsked(client, { ...line(), member: false })).toBe(false);
    expect(counts.read).toBe(0);
  });
});
