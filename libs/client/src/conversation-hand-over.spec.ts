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

  it('is found open when the officer was dismissed and put out, until somebody is brought in or it is said that nobody needs to be', async () => {
    const { relay, ana, dora, alice, bob, colleague, successor, shared, own } = await office();
    ana.isDismissed();
    for (const { client } of [bob, colleague]) await client.sync();
    await say(bob, shared, 'Who reads this now?');
    await colleague.client.sync();
    const { handingOver } = colleague.client;
    expect((await colleague.client.members(shared)).map(({ device }) => device)).not.toContain(alice.device.id);
    expect(await handingOver.open()).toEqual([{ officer: ana.id, conversations: [shared] }]);
    expect(await handingOver.of(ana.id)).toEqual([{ conversation: shared }]);
    await handingOver.give(ana.id, shared, dora.id);
    expect(await handingOver.open()).toEqual([]);
    expect(await handingOver.of(ana.id)).toMatchObject([{ conversation: shared, to: dora.id }]);
    await successor.client.sync();
    relay.time += 60;
    await colleague.client.sync();
    await successor.client.sync();
    expect(await texts(successor, shared)).toEqual([`in ${shared}`, 'Who reads this now?']);
    expect(await handingOver.of(ana.id)).toEqual([{ conversation: shared, to: dora.id, history: 'given' }]);
    expect(successor.client.parts.conversations.states.get(own)).toBeUndefined();
  });

  it('is settled where it is said that a conversation needs nobody', async () => {
    const { ana, bob, colleague, shared } = await office();
    ana.isDismissed();
    await bob.client.sync();
    await colleague.client.sync();
    await colleague.client.handingOver.settle(ana.id, shared);
    expect(await colleague.client.handingOver.open()).toEqual([]);
    expect(await colleague.client.handingOver.of(ana.id)).toEqual([{ conversation: shared, to: 'nobody' }]);
  });

  it('is not asked for where somebody of the authority came in after the officer', async () => {
    const { ana, dora, alice, bob, colleague, shared } = await office();
    await alice.client.addOfficers(shared, { authority: alice.client.identity.authority, officers: [dora.id] });
    ana.isDismissed();
    await bob.client.sync();
    await say(bob, shared, 'Good morning.');
    await colleague.client.sync();
    expect(await colleague.client.handingOver.open()).toEqual([]);
  });

  it('takes a liaison officer of another authority as successor, who sits for the one that accredited them', async () => {
    const { network, relay, north, ana, bob, colleague, shared } = await office();
    const sue = network.anAuthority('east').anOfficer('sue');
    const liaison = await relay.aClient(sue.aDevice());
    north.accredits(sue);
    for (const { client } of [liaison, colleague]) await client.sync();
    await colleague.client.handingOver.give(ana.id, shared, sue.id);
    const members = await colleague.client.members(shared);
    expect(members.find(({ officer }) => officer === sue.id)).toMatchObject({ authority: north.id, standing: 'live' });
    await bob.client.sync();
    await say(bob, shared, 'Welcome.');
    await liaison.client.sync();
    expect(await texts(liaison, shared)).toContain('Welcome.');
  });
});
