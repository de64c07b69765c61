import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ConversationId } from '#contracts';
import { SystemClock } from '#relay/platform/clock';
import { Fsck } from '#relay/audit/fsck';
import { Chance, repeatedly } from '../../support/chaos.js';
import { check } from '../../support/checker.js';
import { elapsed, eventually } from '../../support/clock.js';
import { patience, printFigure, scaled, seed } from '../../support/environment.js';
import { codeWith, World, type Person } from '../../support/people.js';
import { endRelays } from '../../support/relay.js';

const DAY = 86_400;
let world: World;
let alice: Person;
let bob: Person;
let id: ConversationId;

beforeAll(async () => {
  world = await World.founded();
  ({ alice, bob } = await world.peopleOf({ alice: 'north', bob: 'south' }));
  for (const person of [alice, bob]) await person.stops();
});

beforeEach(async () => {
  for (const person of [alice, bob]) await person.starts('connect');
  id = await alice.consults(bob);
});

afterEach(async () => {
  for (const person of [alice, bob]) {
    await person.stops();
    person.weather.ackLoss = 0;
  }
  expect(await world.relay.app.get(Fsck).run()).toMatchObject({ clean: true });
});

afterAll(async () => {
  await world.ends();
  await endRelays();
});

async function bothWrite(count: number): Promise<string[]> {
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    const person = i % 2 === 0 ? alice : bob;
    texts.push(`message ${String(i)}`);
    await person.client.say(id, `message ${String(i)}`);
    // They flow: neither side is far ahead of what the relay has taken.
    await eventually('the last ones are sent', () => person.client.parts.outbox.waiting(id).length < 10, 120);
  }
  return texts;
}

// One statement stands before the messages, and a renewed key may put another among them.
const isComplete = (texts: readonly string[]) => async () => {
  for (const person of [alice, bob]) {
    const summary = (await person.client.conversations()).find((one) => one.id === id);
    if (summary?.waiting !== 0 || summary.seq < texts.length + 1) return false;
    if ((await person.reads(id)).length < texts.length) return false;
  }
  return true;
};

// What was on its way when a connection was cut is not tried again by itself.
const isInTouch = async (person: Person) =>
  eventually(
    'they are back',
    async () =>
      person.sync().then(
        () => true,
        () => false,
      ),
    20,
  );

async function allIsWell(texts: readonly string[]): Promise<void> {
  const shown = await Promise.all(
    [alice, bob].map(async (person) => {
      const { items } = await person.client.messages(id, { limit: 100_000 });
      const messages = items.flatMap((item) =>
        item.is === 'message' ? [{ sender: item.sender.device, id: item.id, seq: item.seq }] : [],
      );
      return { reader: person.device, conversation: id, messages };
    }),
  );
  expect(await check(world.relay, [], shown)).toEqual([]);
  for (const person of [alice, bob]) expect(await person.notices()).toEqual([]);
  expect((await alice.reads(id)).toSorted()).toEqual(texts.toSorted());
  expect(await bob.reads(id)).toEqual(await alice.reads(id));
}

describe('R4: three in ten acknowledgements lost, and sockets that are cut again and again', () => {
  it(
    'show nothing twice and lose nothing',
    async () => {
      const chance = new Chance(seed);
      for (const person of [alice, bob]) person.weather.ackLoss = 0.3;
      const stop = repeatedly(
        () => chance.between(100, 400),
        () => [alice, bob].forEach((person) => person.wire.cut()),
      );
      const texts = await bothWrite(scaled(1_000));
      await stop();
      for (const person of [alice, bob]) person.weather.ackLoss = 0;
      await eventually(
        'all is shown',
        async () => {
          await Promise.all([alice, bob].map(async (person) => person.sync().catch(() => undefined)));
          return isComplete(texts)();
        },
        60,
      );
      await allIsWell(texts);
      printFigure(
        'R4',
        `0 of ${String(texts.length)} shown twice, ${String(alice.wire.connections + bob.wire.connections)} connections`,
      );
    },
    patience,
  );
});

describe('R6: disconnects while messages flow', () => {
  it(
    'leave no gap, and everything is there within 10 s',
    async () => {
      const chance = new Chance(seed + 1);
      let cuts = 0;
      const stop = repeatedly(
        () => chance.between(20, 200),
        () => {
          cuts++;
          chance.one([alice, bob]).wire.cut();
        },
      );
      const texts = await bothWrite(scaled(10_000));
      await eventually('enough cuts', () => cuts >= scaled(1_000), 600);
      await stop();
      const began = elapsed();
      await Promise.all([alice, bob].map(isInTouch));
      await eventually('all is shown', isComplete(texts), 10 + 0.005 * texts.length);
      const took = elapsed() - began;
      expect(took).toBeLessThan(10_000);
      await allIsWell(texts);
      printFigure(
        'R6',
        `${String(texts.length)} messages complete through ${String(cuts)} cuts, ${(took / 1000).toFixed(1)} s after the last`,
      );
    },
    patience,
  );
});

describe('R10: clocks that are a day off', () => {
  it('leave the order alone, and a client that is ahead is told so and seals nothing', async () => {
    const texts: string[] = [];
    const bothSay = async (): Promise<void> => {
      for (const person of [alice, bob]) {
        await isInTouch(person);
        texts.push(`written ${String(texts.length)}`);
        await person.says(id, texts.at(-1) ?? '');
      }
    };
    alice.skew = -DAY;
    await bothSay();
    alice.skew = 0;
    const clock = world.relay.app.get(SystemClock);
    for (const off of [DAY, -DAY]) {
      clock.now = () => world.clock.now() + off * 1000;
      for (const person of [alice, bob]) person.wire.cut();
      await bothSay();
    }
    world.setClock(0);
    for (const person of [alice, bob]) person.wire.cut();
    await isInTouch(bob);
    bob.skew = DAY;
    expect(await codeWith(bob.says(id, 'not now'))).toMatch(/^(?:record|directory)\.stale$/);
    bob.skew = 0;
    texts.push('not now');
    await eventually(
      'it is sent',
      async () => {
        await isInTouch(bob);
        return (await bob.reads(id)).length === texts.length;
      },
      30,
    );
    await isInTouch(alice);
    for (const person of [alice, bob]) expect(await person.reads(id)).toEqual(texts);
    printFigure(
      'R10',
      `${String(texts.length)} messages in one order; a client a day ahead is told that its directory is stale`,
    );
  });
});
