import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationId } from '#contracts';
import { SocketRegistry } from '#relay/sockets/socket-registry';
import { eventually } from '../support/clock.js';
import { codeWith, World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';

let world: World;
let alice: Person;
let anna: Person;
let bob: Person;
let id: ConversationId;

beforeAll(async () => {
  world = await World.founded();
  ({ alice, anna, bob } = await world.peopleOf({ alice: 'north', anna: 'north', bob: 'south' }));
});

beforeEach(async () => {
  id = await alice.client.open({
    kind: 'consultation',
    with: [{ authority: bob.authority }],
    colleagues: [anna.officer.id],
  });
  await Promise.all([anna.sync(), bob.sync()]);
});

afterAll(async () => {
  await world.ends();
  await endRelays();
});

describe('a consultation of two authorities and three devices', () => {
  it('is read by everyone in it, in one order', async () => {
    await alice.says(id, 'Good morning');
    await bob.says(id, 'Good morning to you');
    await anna.says(id, 'And to you both');
    const said = ['Good morning', 'Good morning to you', 'And to you both'];
    for (const person of [alice, anna, bob]) expect(await person.catchesUp(id)).toEqual(said);
  });

  it('reaches those who are connected without being asked for', async () => {
    await bob.client.connect();
    await alice.says(id, 'Are you there?');
    await eventually('Bob reads it', async () => (await bob.reads(id)).length === 1);
    await bob.stops();
    await bob.starts();
  });

  it('waits for who is offline, and takes what was written offline when they are back', async () => {
    bob.goesOffline();
    await alice.says(id, 'while you were away');
    const rash = await bob.client.say(id, 'thought better of');
    await bob.client.say(id, 'written on a train');
    expect(await codeWith(bob.client.settle(id))).toBe('client.offline');
    expect((await bob.client.messages(id)).waiting).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
    expect(await bob.client.takeBack(id, rash)).toBe(true);
    await bob.isBack();
    await bob.client.settle(id);
    const said = ['while you were away', 'written on a train'];
    for (const person of [alice, anna, bob]) expect(await person.catchesUp(id)).toEqual(said);
  });

  it('comes back by itself to who is connected when the relay ends the session, and when it is away for a moment', async () => {
    await bob.client.connect();
    world.relay.app.get(SocketRegistry).end(bob.device, 'session.expired');
    await alice.says(id, 'after the session');
    await eventually('Bob reads it', async () => (await bob.reads(id)).length === 1);
    await world.relayRestarts();
    await alice.sync();
    await alice.says(id, 'after the restart');
    await eventually('Bob reads that too', async () => (await bob.reads(id)).length === 2);
    await bob.stops();
    await bob.starts();
  });

  it('goes on through a restart of the relay', async () => {
    await alice.says(id, 'before');
    await world.relayRestarts();
    await bob.sync();
    await bob.says(id, 'after');
    expect(await alice.catchesUp(id)).toEqual(['before', 'after']);
  });

  it('shows corrections and withdrawals of their author to everyone, and keeps what was there', async () => {
    const first = await alice.says(id, 'on Tuesday');
    const second = await alice.says(id, 'never mind');
    await alice.client.correct(id, first, 'on Wednesday');
    await alice.client.withdraw(id, second);
    await alice.client.settle(id);
    await bob.sync();
    expect(await codeWith(bob.client.withdraw(id, first))).toBe('message.not-own');
    for (const person of [alice, bob]) {
      const { items } = await person.client.messages(id);
      expect(items.find((item) => item.id === first)).toMatchObject({
        content: { text: 'on Tuesday' },
        corrections: [{ text: 'on Wednesday' }],
      });
      const withdrawn = items.find((item) => item.id === second);
      expect(withdrawn).toMatchObject({ withdrawn: { seq: 5 } });
      expect(withdrawn).not.toHaveProperty('content');
    }
  });

  it('proves who wrote a message only where its author put it on the record', async () => {
    await alice.client.say(id, 'between us');
    await alice.client.say(id, 'our position', { onTheRecord: true });
    await alice.client.settle(id);
    await bob.sync();
    const [quiet, official] = (await bob.client.messages(id)).items.slice(-2);
    expect(quiet).not.toHaveProperty('record');
    expect(official).toHaveProperty('record', expect.stringMatching(/^[\w-]{86}$/));
  });

  it('takes frames that are pushed twice, late and in another order', async () => {
    let held: Parameters<NonNullable<typeof bob.weather.pushed>>[0] = [];
    bob.weather.pushed = (frames) => {
      const before = held;
      held = frames;
      return [frames, before, frames].filter((part) => part.length > 0);
    };
    await bob.client.connect();
    const said = Array.from({ length: 12 }, (_, i) => `message ${String(i)}`);
    for (const text of said) await (said.indexOf(text) % 2 === 0 ? alice : anna).says(id, text);
    await eventually('Bob reads all', async () => (await bob.reads(id)).length === said.length);
    expect(await bob.reads(id)).toEqual(said);
    await bob.stops();
    bob.weather.pushed = undefined;
    await bob.starts();
  });
});

describe('a device', () => {
  it('opens with its passphrase alone', async () => {
    await bob.stops();
    expect(await codeWith(bob.starts('offline', 'a guess'))).toBe('passphrase.refused');
    await bob.starts();
    expect(await bob.reads(id)).toEqual([]);
  });

  it('sends what it had written when its process was killed, once', async () => {
    alice.goesOffline();
    await alice.client.say(id, 'survives');
    await alice.isKilled();
    alice.wire.open();
    await alice.starts();
    await alice.client.settle(id);
    for (const person of [alice, bob]) expect(await person.catchesUp(id)).toEqual(['survives']);
  });

  it('shows a message once that was stored when its process was killed before the acknowledgement came', async () => {
    alice.weather.ackLoss = 1;
    const stored = await alice.client.say(id, 'stored already');
    await codeWith(alice.client.settle(id));
    expect(await alice.client.takeBack(id, stored)).toBe(false);
    await alice.isKilled();
    await alice.starts();
    await alice.client.settle(id);
    expect((await alice.client.messages(id)).waiting).toEqual([]);
    for (const person of [alice, bob]) expect(await person.catchesUp(id)).toEqual(['stored already']);
  });
});

it('leaves nobody with anything to notice', async () => {
  for (const person of world.people) expect(await person.notices()).toEqual([]);
});
