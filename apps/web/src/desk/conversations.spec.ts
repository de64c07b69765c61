import { describe, expect, it, jest } from '@jest/globals';
import type { TestClient } from '../../../../tests/support/fake-conversations.js';
import { talking } from '../../../../tests/support/talking.js';
import { ConversationViews } from './conversations.js';
import { InboxViews } from './inbox.js';

const said = { say: () => undefined };
const viewsOf = ({ client }: TestClient): ConversationViews => new ConversationViews(() => client, said);

describe('a direct conversation', () => {
  it('names the same officers as its line in the inbox', async () => {
    const { alice, ben, south } = await talking();
    const id = await alice.client.open({ kind: 'direct', with: [{ authority: south.id, officers: [ben.id] }] });
    const lines = await new InboxViews(() => alice.client, said).lines();
    const { met } = await viewsOf(alice).view(id);
    expect(met).toEqual([ben.id]);
    expect(lines.find((line) => line.id === id)?.officers).toEqual(met);
  });
});

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

describe('a party whose last device was revoked', () => {
  it('is said to read no more, and another officer of it is brought in by whoever is left', async () => {
    const { relay, south, alice, bob, id } = await talking();
    const views = viewsOf(alice);
    expect((await views.view(id)).others.map(({ reads }) => reads)).toEqual([true]);
    bob.device.isRevoked();
    const cleo = south.anOfficer('cleo');
    await relay.aClient(cleo.aDevice());
    await alice.client.sync();
    expect((await views.view(id)).others.map(({ reads }) => reads)).toEqual([false]);
    const [, theirs] = (await views.members(id)).parties;
    expect(theirs?.absent?.map(({ officer }) => officer)).toEqual([cleo.id]);
    await views.addOfficer(id, south.id, cleo.id);
    const [, after] = (await views.members(id)).parties;
    expect([after?.officers.map(({ person }) => person.officer), after?.absent]).toEqual([[cleo.id], undefined]);
  });
});

describe('a liaison officer in a conversation', () => {
  it('finds the office that they sit for on their own side, and its officers as colleagues', async () => {
    const { network, relay, north, south, alice, bob, ana } = await talking();
    const sue = network.anAuthority('east').anOfficer('sue');
    const liaison = await relay.aClient(sue.aDevice());
    const dora = north.anOfficer('dora');
    await relay.aClient(dora.aDevice());
    north.accredits(sue);
    for (const { client } of [liaison, alice]) await client.sync();
    const whole = [{ authority: south.id }];
    const id = await alice.client.open({ kind: 'consultation', with: whole, colleagues: [sue.id] });
    for (const { client } of [liaison, bob]) await client.sync();
    await bob.client.speaking.setHeading(id, { reference: 'S/1' });
    await alice.client.speaking.setHeading(id, { reference: 'N/1' });
    for (const { client } of [alice, bob, liaison]) await client.sync();
    const views = viewsOf(liaison);
    const { ours, others } = await views.view(id);
    expect([ours, ...others].map((office) => [office.id, office.reference])).toEqual([
      [north.id, 'N/1'],
      [south.id, 'S/1'],
    ]);
    const { parties, colleagues } = await views.members(id);
    expect(parties.map(({ party }) => party.side)).toEqual(['ours', 'theirs']);
    expect(parties[0]?.officers.map(({ person, home }) => [person.officer, home?.id])).toEqual([
      [sue.id, 'authority:east'],
      [ana.id, undefined],
    ]);
    expect(colleagues.map(({ officer }) => officer)).toEqual([dora.id]);
    const [line] = (await new InboxViews(() => liaison.client, said).lines()).filter((one) => one.id === id);
    expect(line).toMatchObject({ ownReference: 'N/1', theirReferences: ['S/1'], officers: ['ben'] });
  });
});
