import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationId } from '#contracts';
import { eventually } from '../support/clock.js';
import { World, type Person } from '../support/people.js';
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

describe('a message that is held', () => {
  it('leaves by itself when its time has come', async () => {
    await alice.client.say(id, 'in a moment', { holdFor: 2_000 });
    expect((await alice.client.messages(id)).waiting).toMatchObject([{ state: 'held' }]);
    expect(await bob.catchesUp(id)).toEqual([]);
    await eventually('Bob reads it', async () => (await bob.catchesUp(id)).length === 1);
  });

  it('survives a kill, and is sent once when its time has come', async () => {
    await alice.client.say(id, 'survives', { holdFor: 1_000 });
    await alice.isKilled();
    expect(await bob.catchesUp(id)).toEqual([]);
    await alice.starts('connect');
    await eventually('Bob reads it', async () => (await bob.catchesUp(id)).length === 1);
    await alice.stops();
    await alice.starts();
    expect(await bob.catchesUp(id)).toEqual(['survives']);
  });

  it('never reaches anybody when it is taken back', async () => {
    const message = await alice.client.say(id, 'never', { holdFor: 300 });
    expect(await alice.client.takeBack(id, message)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await alice.sync();
    expect(await bob.catchesUp(id)).toEqual([]);
  });
});

describe('an officer with two devices', () => {
  it('reads once, and puts aside and pins for both', async () => {
    const laptop = await world.secondDevice(bob);
    await bob.sync();
    await bob.client.addDevices(id, [laptop.device]);
    await laptop.sync();
    await alice.says(id, 'one');
    await alice.says(id, 'two');
    await Promise.all([bob.sync(), laptop.sync()]);
    expect(await laptop.client.conversation(id)).toMatchObject({ unread: 2, awaited: 'us' });
    await bob.client.markRead(id);
    await bob.client.notebook.markDone(id);
    await bob.sync();
    await laptop.sync();
    expect(await laptop.client.conversation(id)).toMatchObject({ unread: 0, doneFor: true });
    await laptop.client.notebook.pin(id);
    await laptop.sync();
    await alice.says(id, 'three');
    await bob.sync();
    expect(await bob.client.conversation(id)).toMatchObject({ unread: 1, doneFor: false, pinned: true });
    for (const person of [bob, laptop])
      expect((await person.client.conversations()).every(({ kind }) => kind === 'consultation')).toBe(true);
  });

  it('hears on the other one while both are connected', async () => {
    const phone = await world.secondDevice(alice);
    await alice.sync();
    await alice.client.addDevices(id, [phone.device]);
    await phone.stops();
    await phone.starts('connect');
    await bob.says(id, 'a question');
    await alice.sync();
    await alice.client.markRead(id);
    await alice.sync();
    await eventually('it is read there', async () => (await phone.client.conversation(id)).unread === 0, 10);
    await phone.stops();
    await phone.starts();
  });
});

describe('two authorities', () => {
  it('say what it is about, react, and know how far the other has read', async () => {
    const message = await alice.says(id, 'Can you hear this witness by video?');
    await alice.client.speaking.setHeading(id, { subject: 'Testimony', reference: 'N 7', purposes: ['evidence'] });
    await alice.client.settle(id);
    await bob.sync();
    await bob.client.speaking.react(id, message, 'agreed');
    await bob.client.speaking.setHeading(id, { reference: 'S 12' });
    await bob.client.markRead(id);
    await bob.client.settle(id);
    await bob.client.parts.upkeep.catchUp();
    await Promise.all([alice.sync(), anna.sync()]);
    for (const person of [alice, anna]) {
      const { items, readBy } = await person.client.messages(id);
      expect(items.find((item) => item.id === message)).toMatchObject({ reactions: [{ reaction: 'agreed' }] });
      expect(readBy).toEqual([{ authority: bob.authority, upTo: 2 }]);
      expect((await person.client.conversation(id)).heading).toEqual({
        subject: 'Testimony',
        references: { [alice.authority]: 'N 7', [bob.authority]: 'S 12' },
        purposes: ['evidence'],
      });
    }
  });

  it('keep notes of their own beside what they say to each other', async () => {
    const notes = await alice.client.notes.of(id);
    await alice.says(notes, 'They seem willing');
    await anna.sync();
    expect(await anna.client.notes.of(id)).toBe(notes);
    expect(await anna.reads(notes)).toEqual(['They seem willing']);
    await bob.sync();
    expect((await bob.client.conversations()).map((one) => one.id)).not.toContain(notes);
  });

  it('are told who has come in since they last wrote', async () => {
    await bob.says(id, 'only us');
    const ben = (await world.peopleOf({ ben: 'south' })).ben;
    await bob.sync();
    expect(await bob.client.newcomers(id)).toEqual([]);
    await bob.client.addOfficers(id, { authority: bob.authority, officers: [ben.officer.id] });
    await alice.sync();
    expect(await alice.client.newcomers(id)).toEqual([
      { officer: ben.officer.id, authority: bob.authority, withAuthority: false },
    ]);
    expect(await bob.client.newcomers(id)).toEqual([]);
    await alice.says(id, 'welcome');
    expect(await alice.client.newcomers(id)).toEqual([]);
  });
});

it('leaves nobody with anything to notice', async () => {
  for (const person of world.people) expect(await person.notices()).toEqual([]);
});
