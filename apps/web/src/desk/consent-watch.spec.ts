import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import { ConsentWatch } from './consent-watch.js';

const OWN = 'authority:marenia';
const THEIRS = 'authority:nerovia';
const LIVIA = 'officer-livia';

/** A conversation of which every question for its proposals is counted. */
function aConversation() {
  const now = { seq: 0, missing: [] as string[], by: 'officer-samir', questions: 0 };
  const client = {
    identity: { officer: LIVIA },
    directory: { latest: { device: (device: string) => ({ officer: device }) } },
    proposals: async () => {
      now.questions += 1;
      return [{ done: false, missing: now.missing, by: now.by }];
    },
  } as unknown as Client;
  const say = (missing = now.missing): void => {
    now.seq += 1;
    now.missing = missing;
  };
  const line = () => ({ id: 'c' as never, seat: OWN as never, seq: now.seq, member: true, closed: false });
  return { client, now, say, line };
}

describe('ConsentWatch', () => {
  it('holds from the message that asks until consent is given', async () => {
    const { client, say, line } = aConversation();
    const watch = new ConsentWatch();
    say();
    expect(await watch.in(client, line())).toBe(undefined);
    say([OWN]);
    expect(await watch.in(client, line())).toBe('asked');
    say();
    expect(await watch.in(client, line())).toBe('asked');
    say([]);
    expect(await watch.in(client, line())).toBe(undefined);
  });

  it('tells the officer who asked, and nobody else, when all have agreed', async () => {
    const { client, now, say, line } = aConversation();
    const watch = new ConsentWatch();
    now.by = LIVIA;
    say([THEIRS]);
    expect(await watch.in(client, line())).toBe(undefined);
    say([]);
    expect(await watch.in(client, line())).toBe('agreed');
    now.by = 'officer-ana';
    say([]);
    expect(await watch.in(client, line())).toBe(undefined);
  });

  it('asks nothing anew of a conversation that has not moved', async () => {
    const { client, now, say, line } = aConversation();
    const watch = new ConsentWatch();
    say([OWN]);
    expect(await watch.in(client, line())).toBe('asked');
    expect(await watch.in(client, line())).toBe('asked');
    expect(now.questions).toBe(1);
  });

  it.each([{ member: false }, { closed: true }])('asks nothing where it is %j', async (ended) => {
    const { client, now, say, line } = aConversation();
    say([OWN]);
    expect(await new ConsentWatch().in(client, { ...line(), ...ended })).toBe(undefined);
    expect(now.questions).toBe(0);
  });
});
