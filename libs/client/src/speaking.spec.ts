import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '#contracts';
import { CodedError } from '#primitives';
import { codes, outcome, say, talking, texts } from '../../../tests/support/talking.js';

const HOLD = 10_000;

describe('a message that is held', () => {
  it('is neither sealed nor sent before its time, and is sent then', async () => {
    const { alice, bob, id, relay } = await talking();
    const message = await alice.client.say(id, 'later', { holdFor: HOLD });
    await alice.client.settle(id);
    expect((await alice.client.messages(id)).waiting).toEqual([
      {
        id: message,
        content: { type: 'text', text: 'later' },
        onTheRecord: false,
        state: 'held',
        holdUntil: relay.time * 1000 + HOLD,
      },
    ]);
    relay.time += 10;
    await alice.client.sync();
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['later']);
    expect((await alice.client.messages(id)).waiting).toEqual([]);
  });

  it('is still held, and still there, when its process is killed', async () => {
    const { alice, bob, id, relay } = await talking();
    await alice.client.say(id, 'survives', { holdFor: HOLD });
    const again = await alice.restarted();
    await again.client.connect();
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual([]);
    relay.time += 10;
    await again.client.sync();
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['survives']);
  });

  it('can be taken back for so long, and leaves nothing', async () => {
    const { alice, bob, id, relay } = await talking();
    const message = await alice.client.say(id, 'never', { holdFor: HOLD });
    expect(await alice.client.takeBack(id, message)).toBe(true);
    relay.time += 60;
    await alice.client.sync();
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual([]);
    expect(await alice.client.takeBack(id, message)).toBe(false);
  });

  it('is the draft again when it is taken back to be thought over', async () => {
    const { alice, id } = await talking();
    const options = { language: 'fr', onTheRecord: true, holdFor: HOLD };
    const message = await alice.client.say(id, 'Bonjour', options);
    expect(await alice.client.drafts.of(id)).toBeUndefined();
    expect(await alice.client.speaking.reconsider(id, message)).toBe(true);
    expect(await alice.client.drafts.of(id)).toMatchObject({ text: 'Bonjour', language: 'fr', onTheRecord: true });
    expect((await alice.client.messages(id)).waiting).toEqual([]);
    expect(await alice.client.speaking.reconsider(id, message)).toBe(false);
  });

  it('goes before what was begun meanwhile when it is taken back to be thought over', async () => {
    const { alice, id } = await talking();
    const message = await alice.client.say(id, 'first', { holdFor: HOLD });
    await alice.client.drafts.keep(id, { text: 'second' });
    expect(await alice.client.speaking.reconsider(id, message)).toBe(true);
    expect(await alice.client.drafts.of(id)).toMatchObject({ text: 'first\n\nsecond' });
  });

  it('holds up neither what is said after it without a hold, nor a correction', async () => {
    const { alice, bob, id } = await talking();
    const first = await say(alice, id, 'Tuesday');
    await alice.client.say(id, 'held', { holdFor: HOLD });
    await alice.client.correct(id, first, 'Wednesday');
    await say(alice, id, 'at once');
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['Tuesday', 'at once']);
    expect((await bob.client.messages(id)).items[1]).toMatchObject({ corrections: [{ text: 'Wednesday' }] });
  });
});

describe('a message on its way', () => {
  it('is not sent when it is taken back while it waits for the relay', async () => {
    const { alice, bob, id } = await talking();
    let resume: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => (resume = resolve));
    const sync = alice.directory.sync.bind(alice.directory);
    alice.directory.sync = async () => {
      await paused;
      await sync();
    };
    Object.defineProperty(alice.directory, 'fresh', { get: () => false, configurable: true });
    const message = await alice.client.say(id, 'never mind');
    expect(await alice.client.takeBack(id, message)).toBe(true);
    Reflect.deleteProperty(alice.directory, 'fresh');
    resume();
    await alice.client.settle(id);
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual([]);
    expect((await alice.client.messages(id)).waiting).toEqual([]);
  });

  it('waits unsealed without a line, and can be taken back for as long', async () => {
    const { alice, bob, id } = await talking();
    alice.relay.isConnected = () => false;
    const first = await alice.client.say(id, 'never mind');
    await alice.client.say(id, 'on a train');
    expect(await outcome(alice.client.settle(id))).toBe('client.offline');
    expect((await alice.client.messages(id)).waiting).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    expect(await alice.client.speaking.reconsider(id, first)).toBe(true);
    expect(await alice.client.drafts.of(id)).toMatchObject({ text: 'never mind' });
    const again = await alice.restarted();
    await again.client.settle(id);
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['on a train']);
  });

  it('is as it was before it was sealed when the line goes before its bytes could', async () => {
    const { alice, bob, id, relay } = await talking();
    let looks = 0;
    // It is back as soon as it was looked for.
    alice.relay.isConnected = () => ++looks !== 2;
    const before = relay.frames(id).length;
    const message = await alice.client.parts.outbox.add(id, { type: 'text', text: 'almost' });
    expect(await outcome(alice.client.settle(id))).toBe('client.offline');
    expect((await alice.client.messages(id)).waiting).toMatchObject([{ state: 'waiting' }]);
    expect(relay.frames(id)).toHaveLength(before);
    expect(await alice.client.takeBack(id, message)).toBe(true);
    alice.relay.isConnected = () => true;
    await say(alice, id, 'after all');
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['after all']);
  });

  it('is too late to be taken back once its bytes may have left, also by a line that was dead, without one, and after a kill', async () => {
    const { alice, bob, id } = await talking();
    const send = alice.relay.send.bind(alice.relay);
    let tried: unknown;
    alice.relay.send = (sent) => {
      tried = sent;
      return Promise.reject(new CodedError('client.offline', 'the relay did not answer'));
    };
    const message = await alice.client.say(id, 'into the dark');
    expect(await outcome(alice.client.settle(id))).toBe('client.offline');
    alice.relay.isConnected = () => false;
    expect(await outcome(alice.client.settle(id))).toBe('client.offline');
    for (const one of [alice, await alice.restarted()]) {
      expect((await one.client.messages(id)).waiting).toMatchObject([{ state: 'sealed' }]);
      expect(await one.client.takeBack(id, message)).toBe(false);
      expect(await one.client.speaking.reconsider(id, message)).toBe(false);
    }
    alice.relay.isConnected = () => true;
    alice.relay.send = async (sent) => {
      expect(sent).toEqual(tried);
      return send(sent);
    };
    await alice.client.settle(id);
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['into the dark']);
  });

  it('stays too late to be taken back when the line goes while it is sealed anew', async () => {
    const { alice, id } = await talking();
    let looks = 0;
    // Two at the first sealing, which is refused; the line goes within the second.
    alice.relay.isConnected = () => ++looks < 4;
    alice.relay.send = () => Promise.reject(new ProblemError('conversation.epoch-stale'));
    const message = await alice.client.parts.outbox.add(id, { type: 'text', text: 'once' });
    expect(await outcome(alice.client.settle(id))).toBe('client.offline');
    expect((await alice.client.messages(id)).waiting).toMatchObject([{ state: 'sealed' }]);
    expect(await alice.client.takeBack(id, message)).toBe(false);
  });

  it('is tried again when it was refused and is asked for', async () => {
    const { alice, bob, id } = await talking();
    const send = alice.relay.send.bind(alice.relay);
    alice.relay.send = () => Promise.reject(new ProblemError('request.invalid'));
    const message = await say(alice, id, 'again');
    expect((await alice.client.messages(id)).waiting).toMatchObject([{ state: 'refused', code: 'request.invalid' }]);
    alice.relay.send = send;
    await alice.client.sync();
    expect((await alice.client.messages(id)).waiting).toMatchObject([{ state: 'refused' }]);
    expect(await alice.client.speaking.retry(id, message)).toBe(true);
    await alice.client.settle(id);
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['again']);
    expect(await alice.client.speaking.retry(id, message)).toBe(false);
  });
});

describe('a reaction', () => {
  it('is shown at its message, one of an officer, the newest', async () => {
    const { alice, bob, id } = await talking();
    const message = await say(alice, id, 'Agreed?');
    await bob.client.sync();
    await bob.client.speaking.react(id, message, 'question');
    await bob.client.speaking.react(id, message, 'agreed');
    await bob.client.settle(id);
    await alice.client.sync();
    for (const one of [alice, bob]) {
      const shown = (await one.client.messages(id)).items.find((item) => item.id === message);
      expect(shown).toMatchObject({ reactions: [{ reaction: 'agreed', sender: { officer: 'ben' } }] });
    }
    await bob.client.speaking.react(id, message);
    await bob.client.settle(id);
    await alice.client.sync();
    const taken = (await alice.client.messages(id)).items.find((item) => item.id === message);
    expect(taken).toMatchObject({ reactions: [{ sender: { officer: 'ben' } }] });
    expect(taken).not.toHaveProperty('reactions.0.reaction');
    expect([...(await codes(alice)), ...(await codes(bob))]).toEqual([]);
  });

  it('to a message that nobody here can read is refused', async () => {
    const { alice, id } = await talking();
    const absent = '01999999-0000-7000-8000-000000000001' as Parameters<typeof alice.client.speaking.react>[1];
    expect(await outcome(alice.client.speaking.react(id, absent, 'seen'))).toBe('message.absent');
  });

  it('is neither news nor a word that an answer is awaited to', async () => {
    const { alice, bob, id } = await talking();
    const message = await say(alice, id, 'Good morning');
    await bob.client.sync();
    await bob.client.speaking.react(id, message, 'thanks');
    await bob.client.settle(id);
    await alice.client.sync();
    expect(await alice.client.conversation(id)).toMatchObject({ unread: 0, awaited: 'them', last: { id: message } });
  });
});

describe('a heading', () => {
  it('is what both sides say, each for its own part', async () => {
    const { alice, bob, id, north, south } = await talking();
    await alice.client.speaking.setHeading(id, { subject: 'Testimony', reference: 'N 1', purposes: ['evidence'] });
    await alice.client.speaking.setHeading(id, { purposes: ['costs'] });
    await alice.client.settle(id);
    await bob.client.sync();
    await bob.client.speaking.setHeading(id, { reference: 'S 1' });
    await bob.client.settle(id);
    await alice.client.sync();
    for (const one of [alice, bob]) {
      expect((await one.client.conversation(id)).heading).toEqual({
        subject: 'Testimony',
        references: { [north.id]: 'N 1', [south.id]: 'S 1' },
        purposes: ['costs'],
      });
    }
    await bob.client.speaking.setHeading(id, { reference: '' });
    await bob.client.settle(id);
    expect((await bob.client.conversation(id)).heading.references).toEqual({ [north.id]: 'N 1' });
  });
});

describe('an outside expert', () => {
  it('says nothing of the reference of who sponsors them', async () => {
    const { alice, north, relay, id } = await talking();
    const expert = await relay.aClient(north.anExpert('xenia', id).aDevice());
    for (const { client } of [expert, alice]) await client.sync();
    expect(await outcome(expert.client.speaking.setHeading(id, { reference: 'X/1' }))).toBe('expert.refused');
  });
});
