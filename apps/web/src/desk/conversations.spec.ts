import { describe, expect, it, jest } from '@jest/globals';
import type { TestClient } from '../../../../tests/support/fake-conversations.js';
import { talking } from '../../../../tests/support/talking.js';
import { ConversationViews } from './conversations.js';

const viewsOf = ({ client }: TestClient): ConversationViews =>
  new ConversationViews(() => client, { say: () => undefined });

describe('a change that every party must agree to', () => {
  it('is agreed to once by one office, and made by the one that asked', async () => {
    const { alice, bob, id } = await talking();
    const [asking, answering] = [viewsOf(alice), viewsOf(bob)];
    const asked = (await alice.client.closeConversation(id)) ?? '';
    await bob.client.sync();
    const [consent, enact] = [jest.spyOn(bob.client, 'consent'), jest.spyOn(bob.client, 'enact')];
    for (let press = 1; press <= 2; press++) await answering.consent(id, asked);
    expect([consent.mock.calls.length, enact.mock.calls.length]).toEqual([1, 0]);
    await alice.client.sync();
    await asking.enact(id, asked);
    expect((await asking.view(id)).closed).toBe(true);
  });
});
