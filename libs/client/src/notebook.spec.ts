import { describe, expect, it, jest } from '@jest/globals';
import { ProblemError } from '#contracts';
import type { TestClient } from '../../../tests/support/fake-conversations.js';
import { withLiaison } from '../../../tests/support/liaison.js';
import { codes, say, talking, texts } from '../../../tests/support/talking.js';
import { ReadMarkers } from './read-markers.js';

/** Bob with a second device in the conversation, and everybody up to date. */
async function withSecond() {
  const states = await talking();
  const { bob, ben, id, relay } = states;
  const second = ben.aDevice();
  await bob.client.sync();
  await bob.client.addDevices(id, [second.id]);
  const laptop = await relay.aClient(second);
  await everyone(laptop, bob, laptop);
  return { ...states, laptop };
}

async function everyone(...clients: readonly TestClient[]): Promise<void> {
  for (const { client } of clients) await client.sync();
}

async function unread({ client }: TestClient): Promise<number[]> {
  return (await client.conversations()).map((summary) => summary.unread);
}

describe('what was read', () => {
  it('is counted by place: what came later stays unread', async () => {
    const { alice, bob, id } = await talking();
    for (const text of ['one', 'two', 'three']) await say(alice, id, text);
    await everyone(bob);
    expect(await unread(bob)).toEqual([3]);
    await bob.client.markRead(id, 3);
    expect(await bob.client.conversation(id)).toMatchObject({ unread: 1, readTo: 3 });
    await bob.client.markRead(id);
    expect(await unread(bob)).toEqual([0]);
    expect(await unread(await bob.restarted())).toEqual([0]);
  });

  it('is read on all devices of the officer, and on no one else’s', async () => {
    const { alice, bob, laptop, id } = await withSecond();
    await say(alice, id, 'for both');
    await everyone(bob, laptop);
    expect([await unread(bob), await unread(laptop)]).toEqual([[1], [1]]);
    await bob.client.markRead(id);
    await everyone(bob, laptop);
    expect([await unread(bob), await unread(laptop)]).toEqual([[0], [0]]);
    expect([...(await codes(bob)), ...(await codes(laptop)), ...(await codes(alice))]).toEqual([]);
  });

  it('needs no notebook while there is one device, and the notebook is never listed', async () => {
    const { alice, bob, id, relay } = await talking();
    await say(alice, id, 'one');
    await everyone(bob);
    await bob.client.markRead(id);
    await everyone(bob);
    expect(relay.held.size).toBe(1);
    const two = await withSecond();
    await say(two.alice, two.id, 'one');
    await everyone(two.bob, two.laptop);
    await two.bob.client.markRead(two.id);
    await everyone(two.bob, two.laptop);
    expect(two.relay.held.size).toBe(2);
    for (const one of [two.bob, two.laptop])
      expect((await one.client.conversations()).map((summary) => summary.id)).toEqual([two.id]);
  });

  it('is not told for each message', async () => {
    const { alice, bob, laptop, id, relay } = await withSecond();
    for (const text of ['one', 'two', 'three', 'four']) {
      await say(alice, id, text);
      await bob.client.parts.conversations.pull(id);
      await bob.client.markRead(id);
    }
    await everyone(bob, laptop);
    const [notebook] = [...relay.held].filter(([conversation]) => conversation !== id);
    expect(notebook?.[1].frames).toHaveLength(2);
    expect(await unread(laptop)).toEqual([0]);
  });

  it('comes to the same where both devices opened a notebook at once', async () => {
    const { alice, bob, laptop, id, south, relay } = await withSecond();
    await everyone(alice);
    const other = await alice.client.open({ kind: 'consultation', with: [{ authority: south.id }] });
    await say(alice, id, 'one');
    await say(alice, other, 'two');
    await everyone(bob, laptop);
    await bob.client.markRead(id);
    await laptop.client.markRead(other);
    const listed = await laptop.relay.conversations();
    const { conversations } = laptop.relay;
    laptop.relay.conversations = () => Promise.resolve(listed);
    await everyone(bob, laptop);
    laptop.relay.conversations = conversations;
    await everyone(bob, laptop, bob, laptop);
    expect(relay.held.size).toBe(4);
    expect([await unread(bob), await unread(laptop)]).toEqual([[0, 0], [0, 0]]); // oxfmt-ignore
  });

  it('is told to a device that joins later', async () => {
    const { alice, bob, laptop, ben, id, relay } = await withSecond();
    await say(alice, id, 'one');
    await everyone(bob, laptop);
    await bob.client.notebook.pin(id);
    await everyone(bob, laptop);
    const third = ben.aDevice();
    await everyone(bob);
    await bob.client.addDevices(id, [third.id]);
    const tablet = await relay.aClient(third);
    await everyone(tablet, bob, tablet);
    expect(await tablet.client.conversation(id)).toMatchObject({ pinned: true });
  });
});

describe('a conversation that is done for now', () => {
  it('stays aside until something new comes', async () => {
    const { alice, bob, id } = await talking();
    await say(alice, id, 'one');
    await everyone(bob);
    await bob.client.notebook.markDone(id);
    expect(await bob.client.conversation(id)).toMatchObject({ doneFor: true });
    await say(bob, id, 'an afterthought');
    expect(await bob.client.conversation(id)).toMatchObject({ doneFor: true });
    await say(alice, id, 'two');
    await everyone(bob);
    expect(await bob.client.conversation(id)).toMatchObject({ doneFor: false });
  });

  it('is taken up again, and pinned, on all devices', async () => {
    const { alice, bob, laptop, id } = await withSecond();
    await say(alice, id, 'one');
    await everyone(bob, laptop);
    await bob.client.notebook.markDone(id);
    await bob.client.notebook.pin(id);
    await everyone(bob, laptop);
    expect(await laptop.client.conversation(id)).toMatchObject({ doneFor: true, pinned: true });
    await laptop.client.notebook.markDone(id, false);
    await everyone(laptop, bob);
    expect(await bob.client.conversation(id)).toMatchObject({ doneFor: false, pinned: true });
  });
});

describe('a notebook', () => {
  it('takes nobody else’s word, whatever they write where', async () => {
    const { alice, bob, id } = await talking();
    await say(alice, id, 'one');
    await everyone(bob);
    const mark = { conversation: id, read: 9, done: 9, pinned: true, version: 9 };
    await alice.client.parts.outbox.add(id, { type: 'notebook', marks: [mark] });
    await alice.client.settle(id);
    await everyone(bob);
    expect(await bob.client.conversation(id)).toMatchObject({ unread: 1, doneFor: false, pinned: false });
    expect(await texts(bob, id)).toEqual(['one']);
  });
});

describe('read markers', () => {
  it('tell the other authority how far was read, once for each reading', async () => {
    const { alice, bob, id, south } = await talking();
    await say(alice, id, 'one');
    await say(alice, id, 'two');
    await everyone(bob);
    await bob.client.markRead(id);
    for (let i = 0; i < 3; i++) await bob.client.parts.upkeep.catchUp();
    await everyone(alice);
    const { items, readBy } = await alice.client.messages(id);
    expect(readBy).toEqual([{ authority: south.id, upTo: 3 }]);
    expect(items.filter((item) => item.is === 'message' && item.content?.type === 'read')).toHaveLength(1);
    expect(await alice.client.conversation(id)).toMatchObject({ unread: 0, readBy: [{ upTo: 3 }] });
    expect((await bob.client.messages(id)).readBy).toEqual([]);
  });

  it.each([
    ['where that says nothing', undefined, true],
    ['though the one they come from turned them off', 'east', true],
    ['and are not sent where that turned them off', 'north', false],
  ])('of a liaison officer are of the authority that they sit for, told once, %s', async (_, off, isTold) => {
    const { bob, network, north, east, liaison, id } = await withLiaison();
    const settings = { idleLock: 600, readMarkers: false, clearance: [], highestMarking: '', webAllowed: true };
    const silent = { north, east }[off ?? ''];
    if (silent !== undefined) network.say({ type: 'authority.settings', subject: silent.id, ...settings }, silent.key);
    await say(bob, id, 'one');
    await everyone(liaison);
    await liaison.client.markRead(id);
    for (let i = 0; i < 3; i++) await liaison.client.parts.upkeep.catchUp();
    await everyone(bob);
    const { items, readBy } = await bob.client.messages(id);
    const told = isTold ? [{ authority: north.id, upTo: 2 }] : [];
    expect(readBy).toEqual(told);
    expect(items.filter((item) => item.is === 'message' && item.content?.type === 'read')).toHaveLength(told.length);
  });

  it('replay no conversation of which all is told, nor any where the authority turned them off', async () => {
    const { alice, bob, id, network, south } = await talking();
    await say(alice, id, 'one');
    await everyone(bob);
    await bob.client.markRead(id);
    const { context, conversations, outbox } = bob.client.parts;
    const markers = new ReadMarkers(context.surroundings, conversations, outbox);
    const begun = jest.spyOn(conversations, 'begun');
    await markers.tell();
    expect(begun).toHaveBeenCalled();
    await everyone(bob, bob);
    begun.mockClear();
    await markers.tell();
    expect(begun).not.toHaveBeenCalled();
    const settings = { idleLock: 600, readMarkers: false, clearance: [], highestMarking: '', webAllowed: true };
    network.say({ type: 'authority.settings', subject: south.id, ...settings }, south.key);
    await say(alice, id, 'two');
    await everyone(bob);
    await bob.client.markRead(id);
    begun.mockClear();
    await markers.tell();
    expect(begun).not.toHaveBeenCalled();
  });

  it('are told again when one was refused for good', async () => {
    const { alice, bob, id, south } = await talking();
    await say(alice, id, 'one');
    await everyone(bob);
    await bob.client.markRead(id);
    const send = bob.relay.send.bind(bob.relay);
    bob.relay.send = () => Promise.reject(new ProblemError('request.invalid'));
    await bob.client.parts.upkeep.catchUp();
    bob.relay.send = send;
    expect((await bob.client.messages(id)).waiting).toEqual([]);
    await bob.client.parts.upkeep.catchUp();
    await everyone(alice);
    expect((await alice.client.messages(id)).readBy).toEqual([{ authority: south.id, upTo: 2 }]);
  });

  it('are not sent by an authority that turned them off, nor by who has only been away', async () => {
    const { alice, bob, id, network, south } = await talking();
    await say(alice, id, 'one');
    await everyone(bob);
    await bob.client.parts.upkeep.catchUp();
    const settings = { idleLock: 600, readMarkers: false, clearance: [], highestMarking: '', webAllowed: true };
    network.say({ type: 'authority.settings', subject: south.id, ...settings }, south.key);
    await everyone(bob);
    await bob.client.markRead(id);
    await bob.client.parts.upkeep.catchUp();
    await everyone(alice);
    expect((await alice.client.messages(id)).readBy).toEqual([]);
  });
});
