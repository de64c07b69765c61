import { describe, expect, it } from '@jest/globals';
import { MessageId } from '#contracts';
import { outcome, talking } from '../../../tests/support/talking.js';

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
});
