import { describe, expect, it } from '@jest/globals';
import type { ConversationId } from '#contracts';
import { toBase64url } from '#primitives';
import { codes, say, talking, texts } from '../../../tests/support/talking.js';

describe('own agreement keys', () => {
  it('renews its agreement key each week, deletes old ones and goes on reading', async () => {
    const { alice, bob, id, relay } = await talking();
    relay.time += 8 * 86_400;
    for (const one of [alice, bob, alice, bob]) await one.client.sync();
    expect(relay.keys.get(bob.device.id)?.map(({ number }) => number)).toEqual([1, 2]);
    await say(alice, id, 'a week later');
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['a week later']);
    expect(bob.client.parts.context.own.numbers).toEqual([2]);
  });

  it('keeps an old agreement key while the relay hides that a conversation goes on', async () => {
    const { alice, bob, id, relay } = await talking();
    relay.time += 8 * 86_400;
    await alice.client.sync();
    await say(alice, id, 'sealed to the old key');
    const honest = bob.relay.conversations.bind(bob.relay);
    bob.relay.conversations = () => Promise.resolve([]);
    await bob.client.sync();
    bob.relay.conversations = honest;
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['sealed to the old key']);
    expect(await codes(bob)).toEqual(['conversation.hidden']);
    relay.time += 180;
    for (let round = 0; round < 2; round++) await bob.client.sync();
    expect(bob.client.parts.context.own.numbers).toEqual([2]);
  });

  it('keeps no old agreement key for a place that the relay made up', async () => {
    const { bob, relay } = await talking();
    relay.time += 8 * 86_400;
    const honest = bob.relay.conversations.bind(bob.relay);
    const elsewhere = toBase64url(new Uint8Array(32)) as ConversationId;
    bob.relay.conversations = async () =>
      (await honest()).flatMap((one) => [
        { ...one, seq: 2 ** 40 },
        { ...one, id: elsewhere },
      ]);
    const rounds = async (): Promise<void> => {
      for (let round = 0; round < 2; round++) await bob.client.sync().catch(() => undefined);
    };
    await rounds();
    expect(bob.client.parts.context.own.numbers).toEqual([1, 2]);
    bob.relay.conversations = async () => (await honest()).map((one) => ({ ...one, seq: 2 ** 40 }));
    relay.time += 180;
    await rounds();
    expect(bob.client.parts.context.own.numbers).toEqual([1, 2]);
    relay.time += 60 * 86_400;
    await rounds();
    expect(bob.client.parts.context.own.numbers).toEqual([2, 3]);
  });

  it('shows that its own agreement key is not the one that is logged', async () => {
    const { alice, bob, relay } = await talking();
    relay.map.set(`agreement ${alice.device.id}`, relay.map.get(`agreement ${bob.device.id}`) ?? new Uint8Array());
    await alice.client.sync();
    expect(await codes(alice)).toEqual(['own-key.differs']);
  });

  it('shows that a map between two looks held a key that is not its own', async () => {
    const { alice, bob, relay } = await talking();
    const value = (device: string) => relay.map.get(`agreement ${device}`);
    relay.earlier = [undefined, value(alice.device.id)];
    await alice.client.sync();
    expect(await codes(alice)).toEqual([]);
    relay.earlier = [value(bob.device.id)];
    await alice.client.parts.upkeep.tendKeys();
    expect(await codes(alice)).toEqual(['own-key.differs']);
  });
});
