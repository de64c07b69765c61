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

  it('are refused beside a conversation that is not here', async () => {
    const { alice, id } = await talking();
    const absent = `${id.slice(0, 42)}${id.endsWith('A') ? 'E' : 'A'}` as typeof id;
    expect(await outcome(alice.client.notes.of(absent))).toBe('conversation.absent');
  });
});
