import { describe, expect, it, jest } from '@jest/globals';
import { MessageId } from '#contracts';
import { outcome, say, talking } from '../../../tests/support/talking.js';
import { keys } from './conversation-state.js';

describe('a consent', () => {
  it('is given to nothing where two messages of one id ask', async () => {
    const { alice, bob, id } = await talking();
    const asked = MessageId.parse('019a0000-0000-7000-8000-000000000001');
    for (const [asking, change] of [
      [alice, { type: 'policy.changed', history: 'all' }],
      [bob, { type: 'conversation.closed' }],
    ] as const) {
      const outbox = asking.client.parts.outbox as unknown as { keep(entry: object): Promise<void> };
      const content = { type: 'consent.asked', change };
      await outbox.keep({ order: 900, conversation: id, id: asked, content, onTheRecord: false });
      await asking.client.settle(id);
    }
    await bob.client.sync();
    expect((await bob.client.proposals(id)).map((proposal) => proposal.asked)).toEqual([asked, asked]);
    expect(await outcome(bob.client.consent(id, asked))).toBe('consent.absent');
  });

  it('is asked for however much was said since, which is not read for it, and in a store from before there was a list', async () => {
    const { alice, bob, id } = await talking();
    await say(alice, id, 'Good morning.');
    const asked = await alice.client.closeConversation(id);
    for (let n = 0; n < 60; n++) await alice.client.say(id, String(n));
    await alice.client.settle(id);
    await bob.client.sync();
    const waiting = async (): Promise<unknown> => (await bob.client.proposals(id)).map((proposal) => proposal.asked);
    expect(await waiting()).toEqual([asked]);
    const { store } = bob.client.parts.context.surroundings;
    const read = jest.spyOn(store, 'get');
    const ranged = jest.spyOn(store, 'range');
    expect(await waiting()).toEqual([asked]);
    expect([read.mock.calls.length, ranged.mock.calls.length]).toEqual([2, 0]);
    const listed = await store.keys({ prefix: keys.consents(id) });
    await store.write([...listed, keys.consentsListed(id)].map((key) => ({ key, remove: true })));
    expect(await waiting()).toEqual([asked]);
  });

  it('counts for somebody whose directory is older than that of who gave it', async () => {
    const { relay, alice, bob, id } = await talking();
    const asked = (await alice.client.closeConversation(id)) ?? '';
    relay.time += 12 * 3600 - 1;
    await bob.client.sync();
    await bob.client.consent(id, MessageId.parse(asked));
    const sync = jest.spyOn(alice.client.parts.upkeep, 'syncDirectory').mockResolvedValue();
    await alice.client.settle(id);
    expect(alice.client.directory.checkpoint?.at).toBeLessThan(bob.client.directory.checkpoint?.at ?? 0);
    expect((await alice.client.proposals(id)).map(({ missing }) => missing)).toEqual([[]]);
    sync.mockRestore();
  });

  it('is missing no more to who gave it, and is told once however often it was given', async () => {
    const { alice, bob, id } = await talking();
    const asked = (await alice.client.closeConversation(id)) ?? '';
    await bob.client.sync();
    await bob.client.consent(id, MessageId.parse(asked));
    await bob.client.consent(id, MessageId.parse(asked));
    const own = bob.client.identity.authority;
    expect(await bob.client.proposals(id)).toMatchObject([{ given: [own], missing: [] }]);
  });
});
