import { describe, expect, it } from '@jest/globals';
import { ProblemError, type ConversationId } from '#contracts';
import { mustApply } from '../../../tests/support/directory.js';
import type { TestClient } from '../../../tests/support/fake-conversations.js';
import { withLiaison } from '../../../tests/support/liaison.js';
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

/** The texts of a conversation, and which of them are marked. */
async function marked({ client }: TestClient, id: ConversationId): Promise<string[]> {
  const { items } = await client.messages(id, { limit: 500 });
  return items.flatMap((item) =>
    item.is === 'message' && item.content?.type === 'text'
      ? [item.content.text + (item.afterRevocation === true ? ': after revocation' : '')]
      : [],
  );
}

describe('a liaison officer', () => {
  it('speaks for the authority that they sit for, to everybody', async () => {
    const { north, alice, bob, liaison, id } = await withLiaison();
    await liaison.client.speaking.setHeading(id, { subject: 'Two ferries', reference: 'N/1' });
    await liaison.client.speaking.setHeading(id, { purposes: ['costs'] });
    await say(liaison, id, 'Good morning.');
    for (const one of [alice, bob, liaison]) {
      await one.client.sync();
      const { items } = await one.client.messages(id, { limit: 1 });
      expect(items[0]?.sender.authority).toBe(north.id);
      expect((await one.client.conversation(id)).heading.references).toEqual({ [north.id]: 'N/1' });
    }
  });

  it('is met on that side of the conversation, and answers for it', async () => {
    const { south, ana, ben, sue, alice, bob, liaison, id } = await withLiaison();
    await say(liaison, id, 'Good morning.');
    for (const { client } of [alice, bob]) await client.sync();
    const [own, theirs, hers] = await Promise.all([alice, bob, liaison].map(({ client }) => client.conversation(id)));
    expect(own).toMatchObject({ met: [ben.id], awaited: 'them' });
    expect(theirs?.met.toSorted()).toEqual([ana.id, sue.id].toSorted());
    expect(theirs?.awaited).toBe('us');
    expect(hers).toMatchObject({ counterparts: [south.id], met: [ben.id], awaited: 'them' });
  });

  it('still does in what was opened later, from the history that the north gave', async () => {
    const { north, alice, liaison, relay, id } = await withLiaison();
    await say(liaison, id, 'Good morning.');
    await alice.client.sync();
    const dora = await relay.aClient(north.anOfficer('dora').aDevice());
    for (const { client } of [dora, alice]) await client.sync();
    await alice.client.addOfficers(id, { authority: north.id, officers: [dora.device.officer.id] });
    await alice.client.giveHistory(id, dora.device.id);
    await dora.client.sync();
    const { items } = await dora.client.messages(id, { limit: 500 });
    const said = items.find((item) => item.is === 'message' && item.content?.type === 'text');
    expect(said?.sender.authority).toBe(north.id);
  });

  it('adds devices for it, their own second one too', async () => {
    const { north, sue, alice, liaison, id } = await withLiaison();
    const [second, dora] = [sue.aDevice(), north.anOfficer('dora').aDevice()];
    await liaison.client.sync();
    await liaison.client.addDevices(id, [second.id, dora.id]);
    await alice.client.sync();
    const seats = (await alice.client.members(id)).map(({ device, authority }) => [device, authority]);
    expect(seats).toEqual(expect.arrayContaining([second, dora].map((device) => [device.id, north.id])));
  });

  it('keeps their side of what was said once they have left, and once their accreditation has ended', async () => {
    for (const ended of [false, true]) {
      const { north, sue, south, alice, bob, liaison, id } = await withLiaison();
      await say(bob, id, 'Good morning.');
      await liaison.client.sync();
      if (ended) {
        mustApply(north.endsServiceOf(sue));
        await alice.client.sync();
      } else await liaison.client.leave(id);
      await liaison.client.sync();
      expect(await liaison.client.conversation(id)).toMatchObject({
        member: false,
        seat: north.id,
        counterparts: [south.id],
        awaited: undefined,
      });
    }
  });

  it('speaks for it no longer once it has dismissed them, though the relay keeps them in the roster', async () => {
    const { relay, north, sue, alice, bob, liaison, id } = await withLiaison();
    await say(liaison, id, 'before');
    for (const { client } of [alice, bob]) await client.sync();
    relay.time += 60;
    for (const { client } of [alice, bob]) await client.sync();
    await say(liaison, id, 'late');
    await bob.client.parts.conversations.pull(id);
    expect(await marked(bob, id)).toEqual(['before', 'late']);
    mustApply(north.endsServiceOf(sue));
    for (const one of [alice, bob]) {
      await one.client.sync();
      expect(await marked(one, id)).toEqual(['before', 'late: after revocation']);
    }
    expect(await codes(alice)).toEqual(['content.after-revocation']);
  });

  it('speaks for it no longer though the relay gives the key to what they said only after they were dismissed', async () => {
    const { relay, north, sue, alice, bob, liaison, id } = await withLiaison();
    relay.time += 60;
    await bob.client.sync();
    const honest = bob.relay.wrap.bind(bob.relay);
    bob.relay.wrap = () => Promise.reject(new ProblemError('wrap.unknown'));
    await alice.client.removeDevices(id, [liaison.device.id]);
    await alice.client.addDevices(id, [liaison.device.id]);
    await liaison.client.sync();
    await say(liaison, id, 'late');
    await bob.client.parts.conversations.pull(id);
    expect(await marked(bob, id)).toEqual([]);
    relay.time += 60;
    mustApply(north.endsServiceOf(sue));
    bob.relay.wrap = honest;
    await bob.client.sync();
    expect(await marked(bob, id)).toEqual(['late: after revocation']);
    expect(await codes(bob)).toContain('content.after-revocation');
  });

  it('stands by what they say for another authority, though one has dismissed them', async () => {
    const { relay, north, sue, alice, liaison, id, seatElsewhere } = await withLiaison();
    await say(liaison, id, 'for the north');
    await alice.client.sync();
    relay.time += 60;
    await seatElsewhere();
    await say(liaison, id, 'for the east');
    mustApply(north.endsServiceOf(sue));
    await alice.client.sync();
    expect(await marked(alice, id)).toEqual(['for the north', 'for the east']);
  });

  it('keeps the seat that they have when the authority that they come from is added, with its other officers', async () => {
    const { relay, north, south, east, sue, alice, bob, liaison, id } = await withLiaison();
    const eve = await relay.aClient(east.anOfficer('eve').aDevice());
    for (const { client } of [eve, alice]) await client.sync();
    const change = { type: 'party.added', authority: east.id, capacity: 'party' } as const;
    const asked = await alice.client.propose(id, change);
    await bob.client.sync();
    await bob.client.consent(id, asked!);
    await alice.client.sync();
    await alice.client.enact(id, asked!);
    for (const { client } of [liaison, eve, bob]) await client.sync();
    const seats = (await eve.client.members(id)).map(({ officer, authority }) => [officer, authority]);
    expect(seats).toEqual(
      expect.arrayContaining([
        [sue.id, north.id],
        [eve.device.officer.id, east.id],
      ]),
    );
    expect((await liaison.client.conversation(id)).counterparts).toEqual([east.id, south.id]);
    expect(await codes(bob)).toEqual([]);
  });

  it('changes nothing that they said for it once they sit for another', async () => {
    const { liaison, bob, east, id, seatElsewhere } = await withLiaison();
    const message = await say(liaison, id, 'Good morning.');
    await seatElsewhere();
    const { views, outbox } = liaison.client.parts;
    expect(await views.seat(id)).toBe(east.id);
    expect(await outcome(liaison.client.correct(id, message, 'Good night.'))).toBe('message.not-own');
    expect(await outcome(liaison.client.withdraw(id, message))).toBe('message.not-own');
    const { hash = '' } = (await views.message(id, message)) ?? {};
    await outbox.add(id, { type: 'correction', message, hash, text: 'Good night.' });
    await liaison.client.settle(id);
    await bob.client.sync();
    expect(await codes(bob)).toEqual(['content.not-the-author']);
    expect(await bob.client.parts.views.message(id, message)).not.toHaveProperty('corrections');
  });

  it('sits for the authority that opened with them as its colleague, though the one they come from is invited whole', async () => {
    const { relay, north, east, sue, alice } = await withLiaison();
    const eve = await relay.aClient(east.anOfficer('eve').aDevice());
    for (const { client } of [eve, alice]) await client.sync();
    const invited = [{ authority: east.id }];
    const id = await alice.client.open({ kind: 'consultation', with: invited, colleagues: [sue.id] });
    const members = await alice.client.members(id);
    const seatOf = (one: string) => members.find(({ officer }) => officer === one)?.authority;
    expect([seatOf(sue.id), seatOf(eve.device.officer.id)]).toEqual([north.id, east.id]);
  });
});
