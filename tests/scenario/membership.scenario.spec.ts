import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationId, MessageId } from '#contracts';
import { SocketRegistry } from '#relay/sockets/socket-registry';
import { mustApply } from '../support/directory.js';
import { codeWith, World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';

let world: World;
let alice: Person;
let bob: Person;
let anna: Person;
let bea: Person;
let carol: Person;
let id: ConversationId;

beforeAll(async () => {
  world = await World.founded();
  ({ alice, anna, bob, bea, carol } = await world.peopleOf({
    alice: 'north',
    anna: 'north',
    bob: 'south',
    bea: 'south',
    carol: 'east',
  }));
});

beforeEach(async () => {
  id = await alice.client.open({
    kind: 'consultation',
    with: [{ authority: bob.authority, officers: [bob.officer.id] }],
  });
  await bob.sync();
});

afterAll(async () => {
  await world.ends();
  await endRelays();
});

const sockets = () => new Set(world.relay.app.get(SocketRegistry).devices());
const devicesIn = async (person: Person) => (await person.client.members(id)).map(({ device }) => device).toSorted();

describe('statements that are made at once', () => {
  it('have one winner each time, and who lost tries again until both stand', async () => {
    await Promise.all([
      alice.client.addOfficers(id, { authority: alice.authority, officers: [anna.officer.id] }),
      bob.client.addOfficers(id, { authority: bob.authority, officers: [bea.officer.id] }),
    ]);
    await Promise.all([alice, anna, bob, bea].map(async (person) => person.sync()));
    const all = [alice, anna, bob, bea].map(({ device }) => device).toSorted();
    for (const person of [alice, anna, bob, bea]) expect(await devicesIn(person)).toEqual(all);
    const epochs = (await alice.client.messages(id)).items.flatMap((item) =>
      item.is === 'roster' ? [item.epoch] : [],
    );
    expect(epochs).toEqual([0, 1, 2]);
    await bea.says(id, 'all of us');
    expect(await anna.catchesUp(id)).toEqual(['all of us']);
  });

  it('do not lose a message that is written meanwhile', async () => {
    const texts = Array.from({ length: 8 }, (_, i) => `while it changes ${String(i)}`);
    const talking = (async () => {
      for (const text of texts) await bob.says(id, text);
    })();
    await alice.client.addOfficers(id, { authority: alice.authority, officers: [anna.officer.id] });
    await alice.client.removeDevices(id, [anna.device]);
    await talking;
    expect(await alice.catchesUp(id)).toEqual(texts);
    expect(await bob.reads(id)).toEqual(texts);
  });
});

describe('a party', () => {
  it('adds an officer of its own, who reads from then on', async () => {
    await alice.says(id, 'before Anna');
    await alice.client.addOfficers(id, { authority: alice.authority, officers: [anna.officer.id] });
    await anna.sync();
    await bob.sync();
    await bob.says(id, 'welcome, Anna');
    expect(await anna.catchesUp(id)).toEqual(['welcome, Anna']);
    expect((await anna.client.messages(id)).items.map((item) => item.is)).toContain('unreadable');
  });

  it('cannot add one of the other side', async () => {
    const added = bob.client.addOfficers(id, { authority: alice.authority, officers: [anna.officer.id] });
    expect(await codeWith(added)).toBe('roster.device-refused');
    await anna.sync();
    expect((await anna.client.conversations()).map((one) => one.id)).not.toContain(id);
  });

  it('cannot remove one of the other side', async () => {
    expect(await codeWith(bob.client.removeDevices(id, [alice.device]))).toMatch(/^roster\./);
    expect(await devicesIn(alice)).toContain(alice.device);
  });

  it('who leaves knows no later secret, and the rest go on', async () => {
    await bob.client.addOfficers(id, { authority: bob.authority, officers: [bea.officer.id] });
    await bea.sync();
    await bob.client.leave(id);
    await alice.sync();
    await alice.says(id, 'after Bob has left');
    expect(await bea.catchesUp(id)).toEqual(['after Bob has left']);
    await bob.sync();
    expect(await bob.reads(id)).toEqual([]);
    expect(await codeWith(bob.client.say(id, 'may I?').then(async () => bob.client.settle(id)))).toBe(
      'conversation.not-in-roster',
    );
    const [waiting] = (await bob.client.messages(id)).waiting;
    expect(waiting === undefined || (await bob.client.takeBack(id, waiting.id))).toBe(true);
  });
});

describe('a third party', () => {
  it('comes in only with the consent of all', async () => {
    const asked = (await alice.client.propose(id, {
      type: 'party.added',
      authority: carol.authority,
      capacity: 'party',
    })) as MessageId;
    expect(await codeWith(alice.client.enact(id, asked))).toBe('consent.missing');
    await carol.sync();
    expect((await carol.client.conversations()).map((one) => one.id)).not.toContain(id);
    await bob.sync();
    await bob.client.consent(id, asked);
    await alice.sync();
    await alice.client.enact(id, asked);
    await carol.sync();
    await bob.sync();
    await bob.says(id, 'three of us');
    expect(await carol.catchesUp(id)).toEqual(['three of us']);
    await carol.says(id, 'thank you');
    expect((await alice.catchesUp(id)).at(-1)).toBe('thank you');
  });
});

describe('a device that is lost', () => {
  it('is out of every later epoch when it was revoked while it was offline', async () => {
    const lost = await world.secondDevice(bob);
    await bob.sync();
    await bob.client.addDevices(id, [lost.device]);
    await lost.sync();
    await alice.says(id, 'both of you');
    expect(await lost.catchesUp(id)).toEqual(['both of you']);
    lost.goesOffline();
    await world.revokes(lost);
    await alice.sync();
    await alice.says(id, 'without the lost one');
    expect(await devicesIn(alice)).not.toContain(lost.device);
    expect(await bob.catchesUp(id)).toEqual(['both of you', 'without the lost one']);
    lost.wire.open();
    expect(await codeWith(lost.sync())).toBe('device.not-live');
    expect(await lost.reads(id)).toEqual(['both of you']);
  });

  it('comes back as a new one, added by the other side, when it was the last of its party', async () => {
    const { dora } = await world.peopleOf({ dora: 'west' });
    await alice.sync();
    id = await alice.consults(dora);
    await dora.says(id, 'from my old device');
    await world.revokes(dora);
    await alice.sync();
    await alice.says(id, 'alone');
    expect(await devicesIn(alice)).toEqual([alice.device]);
    const again = await world.newDeviceOf(dora.officer);
    await alice.sync();
    await alice.client.addOfficers(id, { authority: dora.authority, officers: [dora.officer.id] });
    await again.sync();
    await alice.says(id, 'welcome back');
    expect(await again.catchesUp(id)).toEqual(['welcome back']);
    const members = await alice.client.members(id);
    expect(members.find(({ device }) => device === again.device)).toMatchObject({
      standing: 'live',
      capacity: 'party',
    });
  });
});

describe('an authority', () => {
  const stops = [
    { change: 'suspended', lifted: 'reinstated' },
    { change: 'frozen', lifted: 'unfrozen' },
  ] as const;

  it.each(stops)(
    'that is $change is signed out and sealed nothing at once, and comes back when it is $lifted',
    async ({ change, lifted }) => {
      const name = `of-${change}`;
      const { [name]: other } = await world.peopleOf({ [name]: `land-of-${change}` });
      if (other === undefined) throw new Error('nobody came');
      await alice.sync();
      id = await alice.consults(other);
      await other.says(id, 'while we may');
      await alice.catchesUp(id);
      await other.client.connect();
      expect(sockets()).toContain(other.device);
      const ended = performance.now();
      mustApply(other.officer.authority.is(change));
      await world.told();
      await world.relay.until(() => Promise.resolve(!sockets().has(other.device)));
      expect(performance.now() - ended).toBeLessThan(10_000);
      expect(await codeWith(other.sync())).toBe('device.not-live');
      await alice.sync();
      await alice.says(id, 'without you');
      expect(await devicesIn(alice)).toEqual([alice.device]);
      const page = await alice.client.messages(id);
      expect(page.items.findLast((item) => item.is === 'roster')).toMatchObject({
        changes: [{ type: 'device.removed', device: other.device }],
      });
      mustApply(other.officer.authority.is(lifted));
      await world.told();
      await alice.sync();
      await alice.client.addOfficers(id, { authority: other.authority, officers: [other.officer.id] });
      await other.sync();
      await alice.says(id, 'welcome back');
      expect(await other.catchesUp(id)).toEqual(['while we may', 'welcome back']);
    },
  );

  it('that is withdrawn is out for good', async () => {
    const { wanda } = await world.peopleOf({ wanda: 'gone' });
    await alice.sync();
    id = await alice.consults(wanda);
    mustApply(wanda.officer.authority.is('withdrawn'));
    await world.told();
    expect(await codeWith(wanda.sync())).toBe('device.not-live');
    await alice.sync();
    await alice.says(id, 'noted');
    expect(await devicesIn(alice)).toEqual([alice.device]);
    const again = alice.client.addOfficers(id, { authority: wanda.authority, officers: [wanda.officer.id] });
    expect(await codeWith(again)).toBe('person.unknown');
  });
});

it('leaves nobody with anything to notice', async () => {
  for (const person of world.people) expect(await person.notices()).toEqual([]);
});
