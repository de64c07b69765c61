import { describe, expect, it } from '@jest/globals';
import type { ConversationId } from '#contracts';
import { codes, outcome, say, talking } from '../../../tests/support/talking.js';

describe('the conversations of a client', () => {
  it('stops asking when the relay repeats itself instead of going on', async () => {
    const { alice, bob, id } = await talking();
    await say(bob, id, 'one');
    await alice.client.sync();
    const frames = alice.relay.frames.bind(alice.relay);
    alice.relay.frames = async (conversation, _after, limit) => {
      const page = await frames(conversation, 0, limit);
      return { ...page, seq: page.seq + 1 };
    };
    await alice.client.parts.conversations.pull(id);
    expect(await codes(alice)).toEqual(['frames.gap']);
  });

  it('keeps nothing under a name that is not the id of a conversation', async () => {
    const { alice, relay, id } = await talking();
    const { conversations } = alice.client.parts;
    const inside = `${id}/00` as ConversationId;
    expect(await outcome(conversations.pushed(inside, relay.frames(id)))).toBe('client.answer');
    expect(await outcome(conversations.pull(inside))).toBe('client.answer');
    expect([...conversations.states.keys()]).toEqual([id]);
  });
});
