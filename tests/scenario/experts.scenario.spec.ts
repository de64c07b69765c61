import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConversationId, type MessageId, OfficerId } from '#contracts';
import { unixSeconds } from '#primitives';
import { ConversationsRepository } from '#relay/conversations/conversations.repository';
import { DirectoryState } from '#relay/directory/directory-state';
import { SessionRegistry } from '#relay/sessions/session-registry';
import { eventually } from '../support/clock.js';
import { codeWith, World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';

const DAY = 86_400;

let world: World;
let alice: Person;
let bob: Person;
let id: ConversationId;
let opening: MessageId;

/** The epochs whose secret a device holds. */
async function secretsOf({ client }: Person): Promise<number[]> {
  const { store } = client.parts.context.surroundings;
  const epochs = await store.range<{ epoch: number; E?: string }>({ prefix: `epoch/${id}/` });
  return epochs.flatMap(({ value }) => (value.E === undefined ? [] : [value.epoch])).sort((a, b) => a - b);
}

/** An expert of alice's, sponsored by her and enrolled; not in the conversation yet. */
async function sponsored(days = 30): Promise<Person> {
  const from = unixSeconds(world.clock) - 60;
  const validity = { from, until: from + days * DAY };
  const person = { name: 'Dr E. Outside' };
  const invitation = await alice.client.experts.sponsor({ conversation: id, validity, person });
  return world.invited(invitation, alice);
}

/** Asks, agrees, and has the expert in. */
async function comesIn(expert: Person): Promise<void> {
  await alice.sync();
  const asked = (await alice.client.experts.bringIn(id, expert.officer.id)) as MessageId;
  await bob.sync();
  await bob.client.consent(id, asked);
  await alice.sync();
  await expert.sync();
  await bob.sync();
}

const seats = async (person: Person) =>
  (await person.client.members(id)).filter(({ capacity }) => capacity === 'expert').map(({ officer }) => officer);

beforeAll(async () => {
  world = await World.founded();
  world.administrator('alice', 'north');
  ({ alice, bob } = await world.peopleOf({ alice: 'north', bob: 'south' }));
  id = await alice.consults(bob);
  opening = await alice.says(id, 'before the expert');
  await bob.sync();
}, 60_000);

afterAll(async () => {
  await world.ends();
  await endRelays();
});

describe('an outside expert', () => {
  let eve: Person;

  it('is sponsored by an administrator and nobody else, for one conversation', async () => {
    const validity = { from: unixSeconds(world.clock), until: unixSeconds(world.clock) + DAY };
    const sponsorship = { conversation: id, validity, person: { name: 'Nobody' } };
    expect(await codeWith(bob.client.experts.sponsor(sponsorship))).toBe('statement.refused');
    eve = await sponsored();
    expect(await eve.client.conversations()).toEqual([]);
    expect(eve.client.isExpert).toBe(true);
    await alice.sync();
    expect(await alice.client.experts.list()).toMatchObject([
      { officer: eve.officer.id, conversation: id, standing: 'current', enrolled: true, seated: false },
    ]);
  });

  it('comes in only with the consent of all, and by the hand of who sponsors them', async () => {
    const asked = (await alice.client.experts.bringIn(id, eve.officer.id)) as MessageId;
    await bob.sync();
    expect(await codeWith(bob.client.enact(id, asked))).toBe('consent.sponsor');
    await alice.sync();
    expect(await seats(alice)).toEqual([]);
    await bob.client.consent(id, asked);
    await alice.sync();
    expect(await seats(alice)).toEqual([eve.officer.id]);
    await eve.sync();
    await bob.sync();
    expect(await seats(bob)).toEqual([eve.officer.id]);
  });

  it('reads and writes from then on, under keys that are new, and nothing of before', async () => {
    await bob.says(id, 'welcome');
    expect(await eve.catchesUp(id)).toEqual(['welcome']);
    await eve.says(id, 'thank you');
    expect((await bob.catchesUp(id)).at(-1)).toBe('thank you');
    expect(await secretsOf(alice)).toEqual([0, 1]);
    expect(await secretsOf(eve)).toEqual([1]);
  });

  it('knows by name those with whom it sits, and nobody else', async () => {
    const { administration, identity, directory } = alice.client;
    const [carol, dan] = ['officer-carol', 'officer-dan'].map((name) => OfficerId.parse(name)) as [
      OfficerId,
      OfficerId,
    ];
    const validity = { from: 0, until: unixSeconds(world.clock) + DAY };
    for (const officer of [carol, dan]) {
      await administration.appoint({ officer, roles: ['officer'], validity, person: { name: `Named ${officer}` } });
      await world.confirmed();
    }
    await world.invited({ ...identity.invitation, officer: carol }, alice);
    await alice.sync();
    await alice.client.addOfficers(id, { authority: alice.authority, officers: [carol] });
    expect([carol, dan].map((one) => directory.nameOf(one))).toEqual(['Named officer-carol', 'Named officer-dan']);
    await eve.sync();
    expect([carol, dan, eve.officer.id].map((one) => eve.client.directory.nameOf(one))).toEqual([
      'Named officer-carol',
      undefined,
      'Dr E. Outside',
    ]);
  });

  it('is given of the past what its sponsor chooses, message by message, and by nobody else', async () => {
    const second = await alice.says(id, 'not for the expert');
    await bob.sync();
    expect(await codeWith(bob.client.giveHistory(id, eve.device))).toBe('grant.sponsor');
    const given = await alice.client.giveHistory(id, eve.device, { only: [opening] });
    expect(given).toMatchObject({ epochs: 0, single: 1 });
    expect(second).not.toBe(opening);
    for (let i = 0; given.promised && i < 20; i++) await alice.sync();
    const { taking } = eve.client.parts;
    await Promise.all([taking.take(id), taking.take(id)]);
    expect((await eve.catchesUp(id))[0]).toBe('before the expert');
  });

  it('is refused, before the relay is asked, all that is not its conversation', async () => {
    const asked = world.relay.app.get(SessionRegistry);
    const { client } = eve;
    await client.sync();
    const before = asked.byToken.bind(asked);
    let calls = 0;
    asked.byToken = (token) => {
      calls++;
      return before(token);
    };
    const { authority } = bob;
    const acts = {
      open: client.open({ kind: 'direct', with: [{ authority }] }),
      notes: client.parts.notes.of(id),
      add: client.addOfficers(id, { authority, officers: [bob.officer.id] }),
      device: client.addDevices(id, [bob.device]),
      propose: client.propose(id, { type: 'conversation.closed' }),
      grant: client.giveHistory(id, bob.device),
      heading: client.speaking.setHeading(id, { reference: 'X/1' }),
      export: client.exports.make(id),
      invite: client.waitingEnrolments(),
      approve: client.approveEnrolment('a b c d e f'),
    };
    const codes = Object.fromEntries(
      await Promise.all(Object.entries(acts).map(async ([name, act]) => [name, await codeWith(act)] as const)),
    );
    expect(codes).toEqual(Object.fromEntries(Object.keys(acts).map((name) => [name, 'expert.refused'])));
    expect(() => client.pages).toThrow('expert.refused');
    expect(() => client.leaves).toThrow('expert.refused');
    expect(calls).toBe(0);
    asked.byToken = before;
    const { administration } = client;
    expect(await codeWith(administration.dismiss(eve.officer.id))).toBe('expert.refused');
    expect(await codeWith(administration.endSponsorship(eve.officer.id))).toBe('expert.refused');
  });

  it('asks the relay for nothing that it refuses an expert', async () => {
    await eve.sync();
    await eve.client.parts.upkeep.minute();
    await eve.client.parts.upkeep.catchUp();
    expect(world.logged.filter((line) => line.includes('expert.refused'))).toEqual([]);
    expect(await eve.notices()).toEqual([]);
    expect((await eve.client.trust()).calm).toBe(true);
  });

  it('is out the moment its sponsor says so: a relay that goes on delivering delivers what no key of theirs opens', async () => {
    const directory = world.relay.app.get(DirectoryState);
    const repository = world.relay.app.get(ConversationsRepository);
    const honest = [directory.standing, directory.requireLive, repository.readableEnd] as const;
    directory.standing = () => 'live';
    directory.requireLive = () => undefined;
    repository.readableEnd = async (conversation) => {
      const row = await repository.find(conversation);
      return row && { ...row, removed: false };
    };
    try {
      expect(await alice.client.experts.end(eve.officer.id)).toBe(true);
      expect(await seats(alice)).toEqual([]);
      await bob.sync();
      await bob.says(id, 'after the expert');
      await eve.sync();
      const { relay } = eve.client.parts.context.surroundings;
      const { frames } = await relay.frames(id, 0, 500);
      expect(frames.at(-1)?.[1]).toBe('content');
      expect(await eve.reads(id)).not.toContain('after the expert');
      expect(await secretsOf(alice)).toEqual([0, 1, 2, 3]);
      expect(await secretsOf(eve)).toEqual([1, 2]);
      expect(await codeWith(relay.wrap(id, 3))).toBe('wrap.unknown');
    } finally {
      [directory.standing, directory.requireLive, repository.readableEnd] = honest;
    }
    expect(await codeWith(eve.sync())).toBe('device.not-live');
    expect(await alice.client.experts.list(id)).toMatchObject([{ officer: eve.officer.id, standing: 'ended' }]);
    expect(await codeWith(alice.client.experts.bringIn(id, eve.officer.id))).toBe('person.unknown');
  });

  it('that is ended by who is not in the conversation is put out by those who are, without a word said', async () => {
    const gus = await sponsored();
    await comesIn(gus);
    const epoch = Math.max(...(await secretsOf(bob)));
    await bob.client.connect();
    // Members heed a hint of this sort once in ten seconds.
    world.setClock(world.clock.ahead + 11);
    await alice.client.administration.endSponsorship(gus.officer.id);
    await eventually('the expert is out', async () => (await seats(bob)).length === 0, 15);
    await eventually('the keys are new', async () => (await secretsOf(bob)).includes(epoch + 1));
    await alice.sync();
  });

  it('whose time is over is put out, as one that was ended', async () => {
    const fay = await sponsored(1);
    await comesIn(fay);
    await bob.says(id, 'for a day');
    expect((await fay.catchesUp(id)).at(-1)).toBe('for a day');
    await world.passes(DAY);
    await bob.sync();
    await bob.says(id, 'the day is over');
    expect(await seats(bob)).toEqual([]);
    expect(await codeWith(fay.sync())).toBe('device.not-live');
    expect(await fay.reads(id)).not.toContain('the day is over');
  });
});

it('leaves nobody with anything to notice', async () => {
  for (const person of [alice, bob]) expect(await person.notices()).toEqual([]);
});
