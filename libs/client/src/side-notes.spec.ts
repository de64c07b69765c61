import { describe, expect, it } from '@jest/globals';
import { codes, outcome, say, talking, texts } from '../../../tests/support/talking.js';

describe('notes beside a conversation', () => {
  it('are opened with the colleagues in it, and found by them', async () => {
    const { alice, bob, id, north, relay } = await talking();
    const abe = await relay.aClient(north.anOfficer('abe').aDevice());
    for (const { client } of [abe, alice]) await client.sync();
    await alice.client.addOfficers(id, { authority: north.id });
    for (const { client } of [abe, bob]) await client.sync();
    const notes = await alice.client.notes.of(id);
    await say(alice, notes, 'They will answer on Friday');
    await abe.client.sync();
    expect(await abe.client.notes.of(id)).toBe(notes);
    expect(await texts(abe, notes)).toEqual(['They will answer on Friday']);
    expect(await abe.client.conversation(id)).toMatchObject({ notes, beside: undefined });
    expect(await abe.client.conversation(notes)).toMatchObject({ beside: id, awaited: undefined, counterparts: [] });
    await bob.client.sync();
    expect((await bob.client.conversations()).map((one) => one.id)).toEqual([id]);
    expect([...(await codes(abe)), ...(await codes(alice)), ...(await codes(bob))]).toEqual([]);
  });

  it('are opened once, however often they are asked for', async () => {
    const { alice, id } = await talking();
    const opened = await Promise.all([alice.client.notes.of(id), alice.client.notes.of(id)]);
    expect(new Set([...opened, await (await alice.restarted()).client.notes.of(id)]).size).toBe(1);
    expect(await alice.client.notes.find(id)).toBe(opened[0]);
  });

  it('of a liaison officer are those of the authority that they sit for, and nobody else reads them', async () => {
    const { network, relay, north, alice, bob } = await talking();
    const east = network.anAuthority('east');
    const [sue, eve] = [east.anOfficer('sue'), east.anOfficer('eve')];
    const [liaison, counterpart] = [await relay.aClient(sue.aDevice()), await relay.aClient(eve.aDevice())];
    north.accredits(sue);
    for (const { client } of [liaison, counterpart, alice]) await client.sync();
    const withEast = [{ authority: east.id, officers: [eve.id] }];
    const id = await alice.client.open({ kind: 'consultation', with: withEast, colleagues: [sue.id] });
    for (const { client } of [liaison, counterpart]) await client.sync();
    const notes = await liaison.client.notes.of(id);
    await say(liaison, notes, 'They will give way');
    for (const { client } of [alice, counterpart]) await client.sync();
    expect((await alice.client.members(notes)).map(({ authority }) => authority)).toEqual([north.id, north.id]);
    expect([await alice.client.notes.of(id), await liaison.client.notes.of(id)]).toEqual([notes, notes]);
    expect(await texts(alice, notes)).toEqual(['They will give way']);
    expect((await counterpart.client.conversations()).map((one) => one.id)).toEqual([id]);
    expect([...(await codes(alice)), ...(await codes(liaison)), ...(await codes(counterpart))]).toEqual([]);
    expect(await codes(bob)).toEqual([]);
  });

  it('that another authority keeps beside it are not taken for those of the one that a liaison sits for', async () => {
    const { network, relay, north, south, alice } = await talking();
    const east = network.anAuthority('east');
    const sue = east.anOfficer('sue');
    const liaison = await relay.aClient(sue.aDevice());
    const colleague = await relay.aClient(east.anOfficer('eve').aDevice());
    north.accredits(sue);
    for (const { client } of [liaison, colleague, alice]) await client.sync();
    const withSouth = [{ authority: south.id }];
    const id = await alice.client.open({ kind: 'consultation', with: withSouth, colleagues: [sue.id] });
    const home = await colleague.client.open({ kind: 'authority', with: [], colleagues: [sue.id], history: 'all' });
    await colleague.client.parts.outbox.add(home, { type: 'beside', conversation: id });
    await colleague.client.settle(home);
    await liaison.client.sync();
    expect(await liaison.client.conversation(home)).toMatchObject({ beside: id });
    expect(await liaison.client.notes.find(id)).toBeUndefined();
    expect(await liaison.client.notes.of(id)).not.toBe(home);
  });

  it('are refused beside a conversation that is not here', async () => {
    const { alice, id } = await talking();
    const absent = `${id.slice(0, 42)}${id.endsWith('A') ? 'E' : 'A'}` as typeof id;
    expect(await outcome(alice.client.notes.of(absent))).toBe('conversation.absent');
  });
});
