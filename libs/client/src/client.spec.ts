import { describe, expect, it } from '@jest/globals';
import type { MessageId } from '#contracts';
import { codes, say, talking, texts } from '../../../tests/support/talking.js';

describe('a client', () => {
  it('reads what its counterpart said, and is read', async () => {
    const { alice, bob, id } = await talking();
    await say(alice, id, 'Good morning');
    await bob.client.sync();
    await say(bob, id, 'Good morning to you');
    await alice.client.sync();
    expect(await texts(alice, id)).toEqual(['Good morning', 'Good morning to you']);
    expect(await texts(bob, id)).toEqual(['Good morning', 'Good morning to you']);
    expect([...(await codes(alice)), ...(await codes(bob))]).toEqual([]);
  });

  it('goes on where it was when it is started again', async () => {
    const { alice, bob, id } = await talking();
    await say(alice, id, 'one');
    const again = await alice.restarted();
    await again.client.sync();
    await say(again, id, 'two');
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['one', 'two']);
    expect(await codes(again)).toEqual([]);
  });

  it('sends a message that was written before it was killed', async () => {
    const { alice, bob, id } = await talking();
    alice.relay.send = () => Promise.reject(new Error('killed'));
    await alice.client.say(id, 'survives');
    await alice.client.settle(id).catch(() => undefined);
    const again = await alice.restarted();
    await again.client.sync();
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['survives']);
  });

  it('is shown once when an acknowledgement was lost', async () => {
    const { alice, bob, id } = await talking();
    const send = alice.relay.send.bind(alice.relay);
    alice.relay.send = async (message) => {
      await send(message);
      throw new Error('the acknowledgement was lost');
    };
    await alice.client.say(id, 'once');
    await alice.client.settle(id).catch(() => undefined);
    alice.relay.send = send;
    await alice.client.sync();
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['once']);
    expect(await texts(alice, id)).toEqual(['once']);
    expect((await alice.client.messages(id)).waiting).toEqual([]);
  });

  it('seals anew under the same id when the epoch moved on', async () => {
    const { alice, bob, id } = await talking();
    await bob.client.parts.membership.refresh(id);
    const message = await say(alice, id, 'after the advance');
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['after the advance']);
    expect((await bob.client.messages(id)).items.at(-1)?.id).toBe(message);
  });

  it('lets both advance at once, one after the other', async () => {
    const { alice, bob, id } = await talking();
    await Promise.all([alice.client.parts.membership.refresh(id), bob.client.parts.membership.refresh(id)]);
    await say(alice, id, 'still here');
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['still here']);
  });

  it('corrects and withdraws its own messages, and keeps what was said behind them', async () => {
    const { alice, bob, id } = await talking();
    const first = await say(alice, id, 'Tuesday');
    const second = await say(alice, id, 'never mind');
    await alice.client.sync();
    await alice.client.correct(id, first, 'Wednesday');
    await alice.client.withdraw(id, second);
    await alice.client.settle(id);
    await bob.client.sync();
    const { items } = await bob.client.messages(id);
    const [corrected, withdrawn] = [items.find((item) => item.id === first), items.find((item) => item.id === second)];
    expect(corrected).toMatchObject({ content: { text: 'Tuesday' }, corrections: [{ text: 'Wednesday' }] });
    expect(withdrawn).toMatchObject({ withdrawn: { seq: 5 } });
    expect(withdrawn).not.toHaveProperty('content');
  });

  it('does not obey a correction by another officer', async () => {
    const { alice, bob, id } = await talking();
    const message = await say(alice, id, 'Tuesday');
    await bob.client.sync();
    const { items } = await bob.client.messages(id);
    const hash = items.at(-1)?.hash ?? '';
    await bob.client.parts.outbox.add(id, { type: 'correction', message, hash, text: 'Never' });
    await bob.client.settle(id);
    await alice.client.sync();
    expect((await alice.client.messages(id)).items.find((item) => item.id === message)).not.toHaveProperty(
      'corrections',
    );
    expect(await codes(alice)).toEqual(['content.not-the-author']);
  });

  it('reads a device whose name an object has of itself', async () => {
    const { alice, bob, id, ben, relay } = await talking();
    const second = ben.aDevice('constructor');
    await bob.client.sync();
    await bob.client.addDevices(id, [second.id]);
    const laptop = await relay.aClient(second);
    await laptop.client.sync();
    await say(laptop, id, 'from the second');
    await alice.client.sync();
    expect(await texts(alice, id)).toEqual(['from the second']);
    expect(await codes(alice)).toEqual([]);
  });

  it('puts a message on the record only when asked', async () => {
    const { alice, bob, id } = await talking();
    await alice.client.say(id, 'quietly');
    await alice.client.say(id, 'officially', { onTheRecord: true });
    await alice.client.settle(id);
    await bob.client.sync();
    const [quiet, official] = (await bob.client.messages(id)).items.slice(-2);
    expect(quiet).not.toHaveProperty('record');
    expect(official).toMatchObject({ record: expect.stringMatching(/^[\w-]{86}$/) });
  });

  it('evicts a revoked device before it seals anything more', async () => {
    const { alice, bob, id, ben, relay } = await talking();
    const second = ben.aDevice();
    await bob.client.sync();
    await bob.client.addDevices(id, [second.id]);
    second.isRevoked();
    await alice.client.sync();
    await say(alice, id, 'without the second');
    const members = await alice.client.members(id);
    expect(members.map(({ device }) => device)).not.toContain(second.id);
    expect(relay.held.get(id)?.roster.epoch).toBeGreaterThan(1);
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['without the second']);
  });

  it('gives a second device of an officer the history, which it shows as received', async () => {
    const { alice, bob, id, ben, relay } = await talking();
    await say(alice, id, 'before');
    await bob.client.sync();
    const second = ben.aDevice();
    await bob.client.sync();
    await bob.client.addDevices(id, [second.id]);
    const laptop = await relay.aClient(second);
    await laptop.client.sync();
    expect(await texts(laptop, id)).toEqual([]);
    await laptop.client.sync();
    const preview = await bob.client.previewHistory(id, second.id);
    expect(preview.messages.map(({ content }) => content)).toEqual([{ type: 'text', text: 'before' }]);
    await bob.client.giveHistory(id, second.id);
    await laptop.client.sync();
    expect(await texts(laptop, id)).toEqual(['before']);
    const shown = (await laptop.client.messages(id)).items.find((item) => item.is === 'message');
    expect(shown).toMatchObject({ receivedBy: bob.device.id });
    expect(relay.granted).toEqual([]);
  });

  it('keeps a promise of history until the new device is ready for it', async () => {
    const { alice, bob, id, ben, relay } = await talking();
    await say(alice, id, 'before');
    await bob.client.sync();
    const second = ben.aDevice();
    await bob.client.sync();
    await bob.client.addDevices(id, [second.id]);
    expect(await bob.client.giveHistory(id, second.id)).toMatchObject({ promised: true, epochs: 1 });
    const laptop = await relay.aClient(second);
    await laptop.client.sync();
    await laptop.client.sync();
    await bob.client.sync();
    await laptop.client.sync();
    expect(await texts(laptop, id)).toEqual(['before']);
    expect((await alice.client.messages(id)).items.filter((item) => item.is === 'message')).toHaveLength(1);
  });

  it('admits a third authority only once all have consented', async () => {
    const { alice, bob, id, network, relay } = await talking();
    const east = network.anAuthority('east');
    const carol = await relay.aClient(east.anOfficer('eva').aDevice());
    for (const one of [carol, alice, bob]) await one.client.sync();
    const asked = (await alice.client.propose(id, {
      type: 'party.added',
      authority: east.id,
      capacity: 'party',
    })) as MessageId;
    await expect(alice.client.enact(id, asked)).rejects.toMatchObject({ code: 'consent.missing' });
    await bob.client.sync();
    await bob.client.consent(id, asked);
    await alice.client.sync();
    expect(await alice.client.proposals(id)).toMatchObject([
      { given: [bob.device.officer.authority.id], missing: [], done: false },
    ]);
    await alice.client.enact(id, asked);
    await carol.client.sync();
    await say(alice, id, 'welcome');
    await carol.client.sync();
    expect(await texts(carol, id)).toEqual(['welcome']);
    expect(await alice.client.proposals(id)).toMatchObject([{ done: true }]);
  });

  it('does not let the other side add a device for an authority that is there', async () => {
    const { bob, id, north, alice } = await talking();
    const other = north.anOfficer('abe').aDevice();
    await bob.client.sync();
    await alice.client.sync();
    await expect(bob.client.parts.membership.add(id, north.id, [other.id])).rejects.toMatchObject({
      code: 'roster.device-refused',
    });
  });

  it('leaves, knows no later secret, and the rest go on', async () => {
    const { alice, bob, id, south } = await talking();
    const bea = south.anOfficer('bea').aDevice();
    await bob.client.sync();
    await bob.client.addDevices(id, [bea.id]);
    await bob.client.leave(id);
    await alice.client.sync();
    await say(alice, id, 'after bob');
    await bob.client.sync().catch(() => undefined);
    expect(await texts(bob, id)).toEqual([]);
    await expect(bob.client.say(id, 'may I?').then(() => bob.client.settle(id))).rejects.toMatchObject({
      code: 'conversation.not-in-roster',
    });
  });

  it('draws a new epoch secret after a week, or after a thousand messages', async () => {
    const { alice, bob, id, relay } = await talking();
    await say(alice, id, 'the same epoch');
    expect(relay.held.get(id)?.roster.epoch).toBe(0);
    relay.time += 8 * 86_400;
    for (const one of [alice, bob]) await one.client.sync();
    expect(relay.held.get(id)?.roster.epoch).toBe(1);
    await alice.client.parts.conversations.update(id, (state) => ({ ...state, contents: 1101 }));
    await say(alice, id, 'a thousand later');
    expect(relay.held.get(id)?.roster.epoch).toBe(2);
  });

  it('keeps what a newer client wrote, and says no more of it', async () => {
    const { alice, bob, id } = await talking();
    await alice.client.parts.outbox.add(id, { type: 'move.offered', terms: 1 } as never);
    await alice.client.settle(id);
    await bob.client.sync();
    expect((await bob.client.messages(id)).items.at(-1)).toMatchObject({
      is: 'message',
      newer: { type: 'move.offered', terms: 1 },
    });
  });

  it('takes back what it has not sealed, and gives up on what is refused for good', async () => {
    const { alice, id } = await talking();
    const refused = await alice.client.say(id, 'x'.repeat(60_000).concat('y'.repeat(9_000)));
    await alice.client.settle(id);
    expect((await alice.client.messages(id)).waiting).toMatchObject([{ state: 'refused', code: 'message.too-large' }]);
    expect(await alice.client.takeBack(id, refused)).toBe(true);
    expect((await alice.client.messages(id)).waiting).toEqual([]);
  });

  it('says who is in a conversation, why each is trusted, and what there is to read', async () => {
    const { alice, bob, id } = await talking();
    await say(alice, id, 'one');
    await bob.client.sync();
    expect(await bob.client.conversations()).toMatchObject([
      { id, unread: 1, counterparts: ['authority:north'], last: { content: { text: 'one' } } },
    ]);
    await bob.client.markRead(id);
    expect(await bob.client.conversations()).toMatchObject([{ unread: 0 }]);
    expect(await bob.client.members(id)).toMatchObject([
      { officer: 'ana', own: false, approvedBy: ['authority-key'], since: { epoch: 0 }, standing: 'live' },
      { officer: 'ben', own: true },
    ]);
    expect(await bob.client.trust()).toMatchObject({ calm: true, keyLogged: true });
  });

  it('closes a conversation once the other side agrees, and refuses to write in it then', async () => {
    const { alice, bob, id } = await talking();
    const asked = (await alice.client.closeConversation(id)) as MessageId;
    await bob.client.sync();
    await bob.client.consent(id, asked);
    await alice.client.sync();
    await alice.client.enact(id, asked);
    expect(await alice.client.conversations()).toMatchObject([{ closed: true }]);
    await say(alice, id, 'one more thing');
    expect((await alice.client.messages(id)).waiting).toMatchObject([{ code: 'conversation.closed' }]);
  });

  it('sleeps while a device is two months away, and wakes when it is back', async () => {
    const { alice, bob, id, relay } = await talking();
    relay.time += 61 * 86_400;
    await alice.client.sync();
    await say(alice, id, 'while you were away');
    await bob.client.sync();
    await bob.client.sync();
    await say(alice, id, 'welcome back');
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['welcome back']);
    expect((await bob.client.messages(id)).items.map((item) => item.is)).toContain('unreadable');
    expect((await codes(alice)).concat(await codes(bob))).toEqual([]);
  });
});

describe('a client and a relay that cheats', () => {
  it.each([
    ['drops a frame', 'frames.gap', (frames: unknown[]) => frames.filter((_, place) => place !== 1)],
    ['repeats a frame', 'frames.repeated', repeatLast],
    ['alters a frame', 'head.differs', alterLast],
  ] as const)('shows that it %s', async (_name, code, bend) => {
    const { alice, bob, id } = await talking();
    for (const text of ['one', 'two', 'three']) await say(alice, id, text);
    const honest = bob.relay.frames.bind(bob.relay);
    bob.relay.frames = async (conversation, after, limit) => {
      const page = await honest(conversation, after, limit);
      const frames = bend([...page.frames]) as typeof page.frames;
      return { ...page, seq: Math.max(page.seq, frames.at(-1)?.[0] ?? 0), frames };
    };
    await bob.client.sync();
    expect(await codes(bob)).toContain(code);
  });

  it('shows a tail that was cut', async () => {
    const { alice, bob, id } = await talking();
    await say(alice, id, 'one');
    const honest = bob.relay.frames.bind(bob.relay);
    bob.relay.frames = async (conversation, after, limit) => {
      const page = await honest(conversation, after, limit);
      return { ...page, frames: [], seq: after };
    };
    bob.relay.conversations = () => Promise.resolve([{ id, kind: 'consultation', seq: 1, epoch: 0 }]);
    await bob.client.sync();
    expect(await codes(bob)).toContain('tail.cut');
  });

  it('stops sending when its own name stands under a frame it did not send', async () => {
    const { alice, id, relay } = await talking();
    const S = relay.held.get(id)?.roster.S ?? new Uint8Array(32);
    relay.place(id, {
      kind: 'content',
      S,
      sender: alice.device.id,
      id: '01999999-0000-7000-8000-000000000001',
      bytes: new Uint8Array(400),
    });
    await alice.client.sync();
    expect(await codes(alice)).toEqual(['device.cloned']);
    await expect(alice.client.say(id, 'anybody?')).rejects.toMatchObject({ code: 'device.cloned' });
    const again = await alice.restarted();
    await expect(again.client.say(id, 'anybody?')).rejects.toMatchObject({ code: 'device.cloned' });
  });

  it('shows a frame from a device outside of the roster, and nothing of it', async () => {
    const { alice, id, relay } = await talking();
    const S = relay.held.get(id)?.roster.S ?? new Uint8Array(32);
    relay.place(id, {
      kind: 'content',
      S,
      sender: 'ghost',
      id: '01999999-0000-7000-8000-000000000001',
      bytes: new Uint8Array(400),
    });
    await alice.client.sync();
    expect(await codes(alice)).toEqual(['content.stranger']);
  });

  it('refuses a message under an epoch that is over', async () => {
    const { alice, bob, id, relay } = await talking();
    const S = relay.held.get(id)?.roster.S ?? new Uint8Array(32);
    await alice.client.parts.membership.refresh(id);
    relay.place(id, {
      kind: 'content',
      S,
      sender: alice.device.id,
      id: '01999999-0000-7000-8000-000000000001',
      bytes: new Uint8Array(400),
    });
    await bob.client.sync();
    expect(await codes(bob)).toEqual(['content.wrong-epoch']);
  });

  it('reports a wrap that does not open, and the conversation goes on', async () => {
    const { alice, bob, id, relay } = await talking();
    const cheat = await alice.restarted(['key.valid', 'key.pinned', 'key.logged']);
    const honest = cheat.relay.keys.bind(cheat.relay);
    cheat.relay.keys = async (devices) => {
      const [own] = await honest([alice.device.id]);
      return (await honest(devices)).map((key) => ({ ...key, key: own?.key ?? '' }));
    };
    await cheat.client.parts.membership.refresh(id);
    await bob.client.sync();
    expect(await codes(bob)).toEqual(['wrap.unreadable']);
    expect(relay.reports.map(({ device, conversation }) => [device, conversation])).toEqual([[bob.device.id, id]]);
    await say(bob, id, 'still here');
    const again = await alice.restarted();
    await again.client.sync();
    expect(await texts(again, id)).toEqual(['still here']);
  });

  it('marks what a device is said to have written after its revocation', async () => {
    const { alice, bob, id, ben, relay } = await talking();
    await say(bob, id, 'before');
    await alice.client.sync();
    relay.time += 60;
    await alice.client.sync();
    const second = ben.aDevice();
    await bob.client.sync();
    await bob.client.addDevices(id, [second.id]);
    await say(bob, id, 'late');
    bob.device.isRevoked();
    await alice.client.sync();
    const items = (await alice.client.messages(id)).items.filter((item) => item.is === 'message');
    expect(items).toMatchObject([
      { content: { text: 'before' } },
      { content: { text: 'late' }, afterRevocation: true },
    ]);
    expect(items[0]).not.toHaveProperty('afterRevocation');
  });

  it('lets what may have come after its device was revoked do nothing to what was said before', async () => {
    const { alice, bob, id, relay } = await talking();
    const [asked, answered] = [await say(alice, id, 'Tuesday?'), await say(bob, id, 'Tuesday.')];
    for (const { client } of [alice, bob]) await client.sync();
    relay.time += 60;
    await alice.client.sync();
    const { views, outbox } = bob.client.parts;
    const hashOf = async (message: typeof asked) => (await views.message(id, message))?.hash ?? '';
    await outbox.add(id, { type: 'withdrawal', message: answered, hash: await hashOf(answered) });
    await outbox.add(id, { type: 'noted', message: asked, hash: await hashOf(asked) });
    await bob.client.settle(id);
    bob.device.isRevoked();
    await alice.client.sync();
    const items = (await alice.client.messages(id)).items.filter((item) => item.is === 'message');
    expect(items.map(({ afterRevocation = false }) => afterRevocation)).toEqual([false, false, true, true]);
    for (const item of items.slice(0, 2)) {
      expect(item).not.toHaveProperty('withdrawn');
      expect(item).not.toHaveProperty('noted');
    }
    expect(await codes(alice)).toEqual(['content.after-revocation', 'content.after-revocation']);
  });
});

function repeatLast(frames: unknown[]): unknown[] {
  const last = frames.at(-1) as readonly unknown[] | undefined;
  return last === undefined ? [] : [...frames, [Number(last[0]) + 1, ...last.slice(1)]];
}

function alterLast(frames: unknown[]): unknown[] {
  const last = frames.at(-1) as readonly unknown[] | undefined;
  return last === undefined ? [] : [...frames.slice(0, -1), [...last.slice(0, 5), new Uint8Array(400), last[6]]];
}
