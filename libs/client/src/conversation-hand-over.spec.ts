import { describe, expect, it } from '@jest/globals';
import { outcome, say, talking, texts } from '../../../tests/support/talking.js';

/** Alice and a colleague of hers are in a conversation with Bob; a successor stands by. */
async function office() {
  const world = await talking();
  const { relay, alice, north, south, bob } = world;
  const [cora, dora] = [north.anOfficer('cora'), north.anOfficer('dora')];
  const colleague = await relay.aClient(cora.aDevice());
  const successor = await relay.aClient(dora.aDevice());
  for (const { client } of [colleague, successor, alice]) await client.sync();
  const open = (...colleagues: (typeof cora.id)[]) =>
    alice.client.open({ kind: 'consultation', with: [{ authority: south.id }], colleagues, history: 'all' });
  const [shared, own] = [await open(cora.id), await open()];
  for (const id of [shared, own]) await say(alice, id, `in ${id}`);
  await bob.client.sync();
  await colleague.client.sync();
  return { ...world, colleague, successor, cora, dora, shared, own };
}

describe('a hand-over', () => {
  it('brings the successor, with history, into what the officer shares with whoever hands over', async () => {
    const { relay, ana, dora, colleague, successor, shared, own } = await office();
    const handed = await colleague.client.handOver(ana.id, dora.id);
    expect(handed).toEqual([{ conversation: shared, history: 'given' }]);
    await successor.client.sync();
    relay.time += 60;
    await colleague.client.sync();
    await successor.client.sync();
    expect(await texts(successor, shared)).toEqual([`in ${shared}`]);
    expect(successor.client.parts.conversations.states.get(own)).toBeUndefined();
    expect(await colleague.client.handOver(ana.id, dora.id)).toEqual([]);
  });

  it('is done by the officer themselves in all of theirs, and not where a conversation is closed', async () => {
    const { ana, dora, alice, bob, shared, own } = await office();
    const asked = (await alice.client.closeConversation(shared)) ?? ('' as never);
    await bob.client.sync();
    await bob.client.consent(shared, asked);
    await bob.client.sync();
    await alice.client.sync();
    await alice.client.enact(shared, asked);
    const handed = await alice.client.handOver(ana.id, dora.id);
    expect(handed.map(({ conversation }) => conversation)).toContain(own);
    expect(handed.map(({ conversation }) => conversation)).not.toContain(shared);
  });

  it('needs a successor with a live device', async () => {
    const { ana, dora, alice, successor } = await office();
    successor.device.isRevoked();
    await alice.client.sync();
    expect(await outcome(alice.client.handOver(ana.id, dora.id))).toBe('person.unknown');
  });
});
