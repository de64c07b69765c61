import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AttachmentId, type ConversationId } from '#contracts';
import { codeOf, toBase64url } from '#primitives';
import { HostileWorld, outcomeOf, type HostileClient } from '../support/hostile-world.js';
import { endRelays } from '../support/relay.js';

let world: HostileWorld;
let stranger: HostileClient;
let existing: ConversationId;

const FILE = AttachmentId.parse('01999999-0000-7000-8000-000000000002');
const NOWHERE = toBase64url(new Uint8Array(32).fill(8)) as ConversationId;

beforeAll(async () => {
  world = await HostileWorld.start();
  const alice = await world.officer(world.north);
  const bob = await world.officer(world.south);
  stranger = await world.officer(world.south);
  await alice.client.directory.sync();
  existing = await alice.client.open({
    kind: 'consultation',
    with: [{ authority: world.south.id, officers: [bob.officer] }],
  });
  await alice.say(existing, 'not for strangers');
}, 60_000);

afterAll(async () => {
  await world.close();
  await endRelays();
});

const probes: Readonly<Record<string, (stranger: HostileClient, id: ConversationId) => Promise<unknown>>> = {
  'its frames': ({ client }, id) => relayOf(client).frames(id, 0, 10),
  'a wrap of it': ({ client }, id) => relayOf(client).wrap(id, 0),
  'grants in it': ({ client }, id) => relayOf(client).grants(id),
  'a message into it': ({ client }, id) =>
    relayOf(client).send([id, new Uint8Array(32), '01999999-0000-7000-8000-000000000001', new Uint8Array(328)]),
  'a report about it': ({ client }, id) =>
    relayOf(client).reportUnreadable(id, {
      statement: toBase64url(new Uint8Array(32)),
      number: 1,
      signature: toBase64url(new Uint8Array(64)),
    }),
  'a file of it': ({ client }, id) => filesOf(client).get(id, FILE, 0, 1),
  'a file into it': ({ client }, id) => filesOf(client).announce(id, FILE, { bytes: 1, sha256: NOWHERE }),
  'a piece into it': ({ client }, id) => filesOf(client).put(id, FILE, 0, new Uint8Array(1)),
  'how much may be attached in it': ({ client }, id) => client.attachments.allowance(id),
  'the end of a file of it': ({ client }, id) => filesOf(client).delete(id, FILE),
  'a grant into it': ({ client }, id) =>
    relayOf(client).grant(id, { joiner: stranger.device.id, number: 1, grant: 'AAAA' }),
};

describe('a stranger', () => {
  it.each(Object.keys(probes))('learns nothing by asking for %s: not even whether it exists', async (name) => {
    const probe = probes[name] ?? (() => Promise.resolve());
    const answers = [await answerOf(probe(stranger, existing)), await answerOf(probe(stranger, NOWHERE))];
    expect(answers[0]).toBe(answers[1]);
    expect(['[]', 'conversation.unknown', 'wrap.unknown']).toContain(answers[0]);
  });

  it('has no such conversation in its list', async () => {
    expect(await relayOf(stranger.client).conversations()).toEqual([]);
  });

  it('is not told heads of conversations by name that it could not have guessed', async () => {
    const { record } = stranger.client.parts.context.surroundings;
    const nowhere = await record.lookUp('head', NOWHERE);
    expect(nowhere.value).toBeUndefined();
    await record.lookUp('head', existing).catch((error: unknown) => expect(codeOf(error)).toBeDefined());
  });
});

/** What was answered, as text, or the code of the refusal. */
async function answerOf(act: Promise<unknown>): Promise<string> {
  let answer: unknown;
  const outcome = await outcomeOf(act.then((value) => (answer = value)));
  return outcome === 'done' ? JSON.stringify(answer) : outcome;
}

function relayOf(client: HostileClient['client']) {
  return client.parts.context.surroundings.relay;
}

/** What the client asks of the relay about files. */
function filesOf(client: HostileClient['client']) {
  return client.attachments.relay;
}
