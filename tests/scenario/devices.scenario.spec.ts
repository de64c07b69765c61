import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgreementKeys } from '#contracts';
import { eventually } from '../support/clock.js';
import { codeWith, World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';

const DAY = 86_400;
let world: World;
let alice: Person;
let bob: Person;
let ben: Person;
let mallory: Person;

beforeAll(async () => {
  world = await World.founded();
  ({ alice, bob, ben, mallory } = await world.peopleOf({
    alice: 'north',
    bob: 'south',
    ben: 'south',
    mallory: 'east',
  }));
});

afterAll(async () => {
  await world.ends();
  await endRelays();
});

const withBob = async (by = alice) => {
  const id = await by.client.open({
    kind: 'consultation',
    with: [{ authority: bob.authority, officers: [bob.officer.id] }],
    history: 'all',
  });
  await bob.sync();
  return id;
};

describe('a second device of an officer', () => {
  it('is given the history by the first, and shows who passed it on', async () => {
    const id = await withBob();
    await alice.says(id, 'before the second');
    await bob.catchesUp(id);
    const second = await world.secondDevice(bob);
    await bob.sync();
    await bob.client.addDevices(id, [second.device]);
    expect(await second.catchesUp(id)).toEqual([]);
    await second.sync();
    const preview = await bob.client.previewHistory(id, second.device);
    expect(preview.messages.map(({ content }) => content)).toEqual([{ type: 'text', text: 'before the second' }]);
    await bob.client.giveHistory(id, second.device);
    // It goes once the record holds the key that the joiner has made.
    await eventually('the history comes', async () => {
      await bob.sync();
      return (await second.catchesUp(id)).length > 0;
    });
    await bob.client.settle(id);
    await alice.sync();
    await alice.says(id, 'to both');
    await bob.sync();
    expect(await second.catchesUp(id)).toEqual(['before the second', 'to both']);
    const { items } = await second.client.messages(id);
    expect(items.find((item) => item.is === 'message')).toMatchObject({ receivedBy: bob.device });
    for (const person of [alice, bob, second]) expect(await person.notices()).toEqual([]);
  });

  it('is given the history when its key changed while it was sealed, and once more', async () => {
    const id = await withBob();
    await alice.says(id, 'before the second');
    await bob.catchesUp(id);
    const second = await world.secondDevice(bob);
    await bob.sync();
    await bob.client.addDevices(id, [second.device]);
    await second.sync();
    let rotations = 2;
    bob.weather.answered = async (path, body) => {
      if (path !== '/v1/record/map' || !body.includes('siblings')) return body;
      if (--rotations === 0) bob.weather.answered = undefined;
      await second.client.rotateKey();
      await second.sync();
      return body;
    };
    await bob.client.giveHistory(id, second.device);
    // A key that began after the giver's newest checkpoint is sealed to at its first round after the next one.
    await eventually('the history comes', async () => {
      await bob.sync();
      return (await second.catchesUp(id)).length > 0;
    });
    expect(await second.reads(id)).toEqual(['before the second']);
  });
});

describe('an author who seals garbage to one member', () => {
  it('is found out, and the conversation goes on with a secret that all have', async () => {
    const id = await withBob(mallory);
    await ben.sync();
    await mallory.stops();
    mallory.without = ['key.valid', 'key.pinned', 'key.logged'];
    mallory.weather.answered = (path, body) => {
      if (path !== '/v1/agreement-keys/query') return body;
      const { keys } = JSON.parse(body) as AgreementKeys;
      const other = keys.find(({ device }) => device !== bob.device)?.key ?? 'A'.repeat(1622) + 'w';
      return JSON.stringify({ keys: keys.map((key) => (key.device === bob.device ? { ...key, key: other } : key)) });
    };
    await mallory.starts();
    // Only ben's key is there to be swapped in, and only bob is cheated.
    await bob.client.addOfficers(id, { authority: bob.authority, officers: [ben.officer.id] });
    await mallory.sync();
    await world.passes(8 * DAY);
    for (const person of [mallory, bob, ben]) await person.sync();
    await mallory.says(id, 'can you read this?');
    await bob.sync();
    await ben.sync();
    expect(await bob.notices()).toContain('wrap.unreadable');
    await bob.says(id, 'now all can');
    expect(await ben.catchesUp(id)).toContain('now all can');
    expect(await mallory.catchesUp(id)).toContain('now all can');
  });
});

describe('agreement keys', () => {
  it('are renewed each week, and the old ones are deleted once everything sealed to them was read', async () => {
    const id = await withBob();
    const before = bob.client.parts.context.own.numbers.at(-1) ?? 0;
    await world.passes(8 * DAY);
    await bob.sync();
    await bob.sync();
    expect(bob.client.parts.context.own.numbers).toEqual([before + 1]);
    await alice.sync();
    await alice.says(id, 'a week later');
    expect(await bob.catchesUp(id)).toEqual(['a week later']);
  });

  it('of a device that was two months away are not sealed to, until it is back', async () => {
    const id = await withBob();
    bob.goesOffline();
    await alice.says(id, 'see you');
    for (let month = 0; month < 3; month++) {
      await world.passes(21 * DAY);
      await alice.sync();
    }
    await alice.says(id, 'while you are away');
    await bob.isBack();
    await bob.sync();
    expect(await bob.reads(id)).toEqual(['see you']);
    expect((await bob.client.messages(id)).items).toContainEqual(
      expect.objectContaining({ is: 'unreadable', why: 'dormant' }),
    );
    await alice.sync();
    await alice.says(id, 'welcome back');
    expect(await bob.catchesUp(id)).toEqual(['see you', 'welcome back']);
  });
});

describe('a store that is restored from a backup', () => {
  it('is noticed by its own client, which stops sending', async () => {
    const id = await withBob();
    const backup = await bob.backup();
    await bob.says(id, 'after the backup');
    await bob.isRestoredFrom(backup);
    await bob.starts();
    expect(await bob.notices()).toContain('device.cloned');
    expect(await codeWith(bob.client.say(id, 'is it me?'))).toBe('device.cloned');
    expect(await alice.catchesUp(id)).toEqual(['after the backup']);
  });
});
