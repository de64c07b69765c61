import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import { ConsentWatch } from './consent-watch.js';

const OWN = 'authority:marenia';

/** A conversation of which every question for its proposals is counted. */
function aConversation() {
  const now = { seq: 0, missing: [] as string[], questions: 0 };
  const client = {
    identity: { authority: OWN },
    proposals: async () => {
      now.questions += 1;
      return [{ done: false, missing: now.missing }];
    },
  } as unknown as Client;
  const say = (missing = now.missing): void => {
    now.seq += 1;
    now.missing = missing;
  };
  const line = () => ({ id: 'c' as never, seq: now.seq, member: true, closed: false });
  return { client, now, say, line };
}

describe('ConsentWatch', () => {
  it('holds from the message that asks until consent is given', async () => {
    const { client, say, line } = aConversation();
    const watch = new ConsentWatch();
    say();
    expect(await watch.isAsked(client, line())).toBe(false);
    say([OWN]);
    expect(await watch.isAsked(client, line())).toBe(true);
    say();
    expect(await watch.isAsked(client, line())).toBe(true);
    say([]);
    expect(await watch.isAsked(client, line())).toBe(false);
  });

  it('asks nothing anew of a conversation that has not moved', async () => {
    const { client, now, say, line } = aConversation();
    const watch = new ConsentWatch();
    say([OWN]);
    expect(await watch.isAsked(client, line())).toBe(true);
    expect(await watch.isAsked(client, line())).toBe(true);
    expect(now.questions).toBe(1);
  });

  it.each([{ member: false }, { closed: true }])('asks nothing where it is %j', async (ended) => {
    const { client, now, say, line } = aConversation();
    say([OWN]);
    expect(await new ConsentWatch().isAsked(client, { ...line(), ...ended })).toBe(false);
    expect(now.questions).toBe(0);
  });
});
