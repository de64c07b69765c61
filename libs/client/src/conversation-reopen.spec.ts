import { describe, expect, it } from '@jest/globals';
import { MessageId, type ConversationId } from '#contracts';
import { canonicalBytes, messageKey, sealGrant, sealMessage, type Given } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';
import type { TestClient } from '../../../tests/support/fake-conversations.js';
import { say, talking } from '../../../tests/support/talking.js';
import type { MessageItem } from './conversation-item.js';

type Talk = Awaited<ReturnType<typeof talking>>;

const FORGED = MessageId.parse('01999999-0000-7000-8000-000000000009');

describe('messages that open only later', () => {
  it('do not change what this device made certain itself, when a granter alone vouches for them', async () => {
    const talk = await talking();
    const { alice, bob, id } = talk;
    const laptop = await aLaptop(talk);
    const said = await say(alice, id, 'Tuesday');
    await laptop.client.sync();
    await bob.client.sync();
    await bob.client.removeDevices(id, [laptop.device.id]);
    await forgedCorrection(talk, said);
    await bob.client.sync();
    await bob.client.addDevices(id, [laptop.device.id]);
    await give(talk, bob, laptop, FORGED);
    expect(await shown(laptop, id, said)).not.toHaveProperty('corrections');
    expect(await shown(laptop, id, FORGED)).toMatchObject({ receivedBy: bob.device.id, content: { text: 'Never' } });
  });

  it.each([['first'], ['last']])('do not change what another granted, who came %s', async (order) => {
    const talk = await talking();
    const { alice, bob, id } = talk;
    const said = await say(alice, id, 'Tuesday');
    await forgedCorrection(talk, said);
    await bob.client.sync();
    const laptop = await aLaptop(talk);
    const grants = [() => give(talk, alice, laptop, said), () => give(talk, bob, laptop, FORGED)];
    for (const grant of order === 'first' ? grants : grants.reverse()) await grant();
    expect(await shown(laptop, id, said)).toMatchObject({ receivedBy: alice.device.id, content: { text: 'Tuesday' } });
    expect(await shown(laptop, id, said)).not.toHaveProperty('corrections');
    expect(await shown(laptop, id, FORGED)).toMatchObject({ receivedBy: bob.device.id });
  });

  it.each([['before'], ['after']])('correct what the same device granted %s them', async (order) => {
    const talk = await talking();
    const { alice, bob, id } = talk;
    const said = await say(alice, id, 'Tuesday');
    await alice.client.sync();
    const correction = await alice.client.correct(id, said, 'Wednesday');
    await alice.client.settle(id);
    await bob.client.sync();
    const laptop = await aLaptop(talk);
    for (const one of order === 'before' ? [said, correction] : [correction, said]) await give(talk, bob, laptop, one);
    expect(await shown(laptop, id, said)).toMatchObject({ corrections: [{ text: 'Wednesday' }] });
  });

  it('are counted as not readable for no longer than they are', async () => {
    const talk = await talking();
    const { alice, bob, id } = talk;
    const said = [await say(alice, id, 'Tuesday'), await say(alice, id, 'or Wednesday')];
    await bob.client.sync();
    const laptop = await aLaptop(talk);
    const unreadable = (): number | undefined => laptop.client.parts.conversations.states.get(id)?.unreadable;
    const before = unreadable() ?? 0;
    for (const one of said) await give(talk, bob, laptop, one);
    expect(before - (unreadable() ?? 0)).toBe(2);
  });

  it('say whose turn it is, however much has come since they were said', async () => {
    const talk = await talking();
    const { alice, bob, id } = talk;
    const asked = await say(alice, id, 'Tuesday?');
    await bob.client.sync();
    const laptop = await aLaptop(talk);
    for (let n = 0; n < 5; n++) {
      await bob.client.removeDevices(id, [laptop.device.id]);
      await bob.client.addDevices(id, [laptop.device.id]);
    }
    await laptop.client.sync();
    await give(talk, bob, laptop, asked);
    const [line] = await laptop.client.conversations();
    expect(line).toMatchObject({ awaited: 'us', unread: 0, last: { id: asked } });
  });

  it.each([['first'], ['last']])('are no last word once they were withdrawn, when that is given %s', async (order) => {
    const talk = await talking();
    const { alice, bob, id } = talk;
    const asked = await say(alice, id, 'Tuesday?');
    await bob.client.sync();
    const answer = await say(bob, id, 'No');
    await bob.client.sync();
    const withdrawal = await bob.client.withdraw(id, answer);
    await bob.client.settle(id);
    await bob.client.sync();
    const laptop = await aLaptop(talk);
    await give(talk, bob, laptop, asked);
    for (const one of order === 'first' ? [withdrawal, answer] : [answer, withdrawal])
      await give(talk, bob, laptop, one);
    expect(await laptop.client.conversation(id)).toMatchObject({ awaited: 'us', last: { id: asked } });
  });
});

/** Ben's second device, in the conversation. */
async function aLaptop({ relay, bob, ben, id }: Talk): Promise<TestClient> {
  const laptop = await relay.aClient(ben.aDevice());
  await laptop.client.sync();
  await bob.client.sync();
  await bob.client.addDevices(id, [laptop.device.id]);
  await laptop.client.sync();
  await laptop.client.sync();
  return laptop;
}

/** Puts a correction under Alice's name that only the epoch's secret was needed for. */
async function forgedCorrection({ relay, bob, alice, id }: Talk, message: MessageId): Promise<void> {
  const frame = relay.frames(id).find((one) => one[4] === message);
  const { hash } = await shown(bob, id, message).catch(async () => shown(alice, id, message));
  if (frame === undefined) throw new Error('no such message');
  const { epoch } = await bob.client.parts.conversations.begun(id);
  const place = { conversation: id, S: fromBase64url(epoch.S), sender: alice.device.id, id: FORGED };
  const bytes = sealMessage({
    ...place,
    K: messageKey({ ...place, E: fromBase64url(epoch.E ?? '') }),
    content: canonicalBytes({ type: 'correction', message, hash, text: 'Never' }),
    context: { seq: 1, head: new Uint8Array(32), size: 1, root: new Uint8Array(32), agreement: 1 },
    writer: { kind: 'pair', pairKeys: epoch.devices.slice(1).map(() => new Uint8Array(32)) },
    record: undefined,
  });
  relay.place(id, { kind: 'content', S: place.S, sender: place.sender, id: FORGED, bytes });
}

/** Gives one message to a device by its own key, and has the device take it. */
async function give({ relay, id }: Talk, granter: TestClient, joiner: TestClient, message: MessageId): Promise<void> {
  await joiner.client.sync();
  const [, , S, sender] = relay.frames(id).find((one) => one[4] === message) ?? [];
  const key = relay.keys.get(joiner.device.id)?.at(-1);
  if (S === undefined || sender === undefined || key === undefined) throw new Error('nothing to give');
  const { store } = granter.client.parts.context.surroundings;
  const epoch = await store.get<{ E: string }>(`epoch/${id}/${toBase64url(S)}`);
  const K = messageKey({ conversation: id, S, sender, id: message, E: fromBase64url(epoch?.E ?? '') });
  const given: Given = { epochs: [], messages: [{ S, sender, id: message, K }] };
  const place = { conversation: id, granter: granter.device.id, joiner: joiner.device.id, number: key.number };
  const grant = sealGrant({ ...place, publicKey: fromBase64url(key.key), given });
  await granter.relay.grant(id, { joiner: joiner.device.id, number: key.number, grant: toBase64url(grant) });
  await joiner.client.parts.upkeep.takeGrants(id);
}

async function shown({ client }: TestClient, id: ConversationId, message: MessageId): Promise<MessageItem> {
  const { items } = await client.messages(id);
  const item = items.find((one) => one.id === message);
  if (item?.is !== 'message') throw new Error(`${message} is ${item?.is ?? 'absent'}`);
  return item;
}
