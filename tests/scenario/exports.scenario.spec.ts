import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyExport, type VerifiedExport } from '#client';
import type { ConversationId } from '#contracts';
import { canonicalJson } from '#crypto';
import { eventually } from '../support/clock.js';
import { codeWith, World, type Person } from '../support/people.js';
import { endRelays } from '../support/relay.js';
import { refusalOf } from '../support/tampering.js';

let world: World;
let alice: Person;
let bob: Person;
let id: ConversationId;

const textsOf = ({ messages }: VerifiedExport): unknown[] =>
  messages.map(({ json }) => (json as { text?: string }).text);

interface Draft {
  chain: { frames: { seq: number; id: string; sender: string }[] };
  messages: { seq: number; bytes: string; key: string }[];
  logged: { checkpoint: string; inclusion: string[]; siblings: string[]; leaf: string };
  network: string[];
}

function altered(text: string, change: (file: Draft) => void): string {
  const file = JSON.parse(text) as Draft;
  change(file);
  return canonicalJson(file);
}

function turned(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

beforeAll(async () => {
  world = await World.founded();
  ({ alice, bob } = await world.peopleOf({ alice: 'north', bob: 'south' }));
  id = await alice.consults(bob);
  await alice.says(id, 'Good morning');
  await bob.sync();
  await bob.says(id, 'Good morning to you');
  await alice.sync();
});

afterAll(async () => {
  await world.ends();
  await endRelays();
});

describe('an exported conversation', () => {
  it('is the same record, whoever exports it, and is there within seconds', async () => {
    const began = performance.now();
    const [ours, theirs] = [await alice.client.exports.make(id), await bob.client.exports.make(id)];
    expect(performance.now() - began).toBeLessThan(20_000);
    for (const { verified } of [ours, theirs])
      expect(textsOf(verified)).toEqual(['Good morning', 'Good morning to you']);
    expect(ours.verified.frames).toEqual(theirs.verified.frames);
    expect(ours.verified.network.id).toEqual(world.network.networkId);
  });

  it('is checked by anybody long after its relay is gone, and refused where anything of it was altered', async () => {
    await alice.client.say(id, 'our position', { onTheRecord: true });
    await alice.client.settle(id);
    const { text, verified } = await alice.client.exports.make(id);
    expect(verifyExport(text, world.network.networkId)).toEqual(verified);
    expect(verified.messages.map(({ signed }) => signed?.authority)).toEqual([undefined, undefined, alice.authority]);
    const refused = (change: (file: Draft) => void): string => refusalOf(() => verifyExport(altered(text, change)));
    expect({
      text: refused(({ messages: [first] }) => first !== undefined && (first.bytes = turned(first.bytes, 120))),
      seq: refused(({ chain: { frames } }) => frames[1] !== undefined && (frames[1].seq = 1)),
      place: refused(({ messages: [first, second] }) => {
        if (first === undefined || second === undefined) return;
        [first.bytes, second.bytes, first.key, second.key] = [second.bytes, first.bytes, second.key, first.key];
      }),
      time: refused(({ chain: { frames } }) => {
        const frame = frames[1];
        if (frame !== undefined) frame.id = frame.id.replace(/^0/, '1');
      }),
      recordTime: refused(({ logged }) => {
        const lines = logged.checkpoint.split('\n');
        logged.checkpoint = lines
          .map((line) => (line.includes('witness') ? turned(line, line.length - 90) : line))
          .join('\n');
      }),
      sender: refused(({ chain: { frames } }) => frames[1] !== undefined && (frames[1].sender = bob.device)),
      key: refused(({ messages: [first] }) => first !== undefined && (first.key = turned(first.key, 3))),
      proof: refused(({ logged }) => (logged.inclusion = logged.inclusion.map((hash) => turned(hash, 3)))),
      map: refused(({ logged }) => (logged.siblings = logged.siblings.slice(1))),
      terms: refused((file) => (file.network = file.network.map((one) => one.replace('Practice', 'Practise')))),
    }).toEqual({
      text: 'export.bytes',
      seq: 'export.chain',
      place: 'export.bytes',
      time: 'export.chain',
      recordTime: 'export.checkpoint',
      sender: 'export.chain',
      key: 'export.key',
      proof: 'export.proof',
      map: 'export.proof',
      terms: 'export.terms',
    });
    expect(refusalOf(() => verifyExport(text, new Uint8Array(32)))).toBe('export.network');
  });

  it('by a device that was given single messages has their words, as received, and no others', async () => {
    const beside = await alice.consults(bob);
    await alice.says(beside, 'kept');
    const gone = await alice.says(beside, 'never mind');
    await alice.client.withdraw(beside, gone);
    await alice.client.settle(beside);
    const second = await world.secondDevice(alice);
    await alice.sync();
    await alice.client.addDevices(beside, [second.device]);
    await second.sync();
    await second.sync();
    await alice.client.giveHistory(beside, second.device);
    // It goes once the record holds the key that the joiner has made.
    await eventually('the history comes', async () => {
      await alice.sync();
      return (await second.catchesUp(beside)).length > 0;
    });
    expect(await second.reads(beside)).toEqual(['kept']);
    const { verified } = await second.client.exports.make(beside);
    expect(textsOf(verified)).toContain('kept');
    expect(textsOf(verified)).not.toContain('never mind');
    const place = verified.account.places.find(({ seq }) => seq === 2);
    expect(place).toMatchObject({ is: 'message', receivedBy: alice.device });
  });

  it('is refused to a device that was removed, once the record goes on without it', async () => {
    const closed = await alice.consults(bob);
    const colleague = await world.secondDevice(bob);
    await bob.sync();
    await bob.client.addDevices(closed, [colleague.device]);
    await colleague.sync();
    await bob.client.removeDevices(closed, [colleague.device]);
    await bob.says(closed, 'without it');
    await colleague.sync();
    await bob.client.exports.make(closed);
    expect(await codeWith(colleague.client.exports.make(closed))).toBe('conversation.not-in-roster');
  });

  it('waits for nobody once it is called off', async () => {
    expect(await codeWith(alice.client.exports.make(id, { signal: AbortSignal.abort() }))).toBe('client.cancelled');
  });

  it('needs the relay: without it there is no proof that is new', async () => {
    bob.goesOffline();
    expect(await codeWith(bob.client.exports.make(id))).toBe('client.offline');
    await bob.isBack();
  });
});
