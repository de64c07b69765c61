import { describe, expect, it } from '@jest/globals';
import { codes, say, talking, texts } from '../../../tests/support/talking.js';

describe("others' agreement keys", () => {
  it('never seals to an agreement key older than one it has met', async () => {
    const { alice, bob, id, relay } = await talking();
    const old = [...(relay.keys.get(bob.device.id) ?? [])];
    await bob.client.rotateKey();
    await bob.client.sync();
    await alice.client.parts.membership.refresh(id);
    relay.keys.set(bob.device.id, old);
    await alice.client.parts.membership.refresh(id);
    expect(await codes(alice)).toEqual(['key.older']);
    expect(
      relay.held
        .get(id)
        ?.wraps.get(2)
        ?.wraps.find(({ device }) => device === bob.device.id)?.wrap,
    ).toHaveLength(0);
  });

  it('says of a number that only its own device states that the device overstates it', async () => {
    const { alice, bob, id } = await talking();
    Object.defineProperty(bob.client.parts.context.own, 'stated', { value: 2 ** 50 });
    await say(bob, id, 'a key that nobody has');
    await alice.client.sync();
    await alice.client.parts.membership.refresh(id);
    expect(await alice.client.notices()).toMatchObject([
      { code: 'key.overstated', about: 'member', device: bob.device.id },
    ]);
  });

  it('shows that a key is withheld which the record holds, though it never met that key', async () => {
    const { alice, bob, id } = await talking();
    const honest = bob.relay.keys.bind(bob.relay);
    bob.relay.keys = async (devices) => (await honest(devices)).filter(({ device }) => device !== alice.device.id);
    await bob.client.parts.membership.refresh(id);
    expect(await codes(bob)).toEqual(['key.withheld']);
  });

  it('seals to no key that the map does not hold', async () => {
    const { alice, bob, id, relay } = await talking();
    relay.map.delete(`agreement ${bob.device.id}`);
    await alice.client.parts.membership.refresh(id);
    expect(await codes(alice)).toEqual(['key.not-logged']);
  });

  it('asks again as long as its owner publishes keys between the answer and the map, and accuses nobody', async () => {
    const { alice, bob, id, relay } = await talking();
    for (let made = 0; made < 4; made++) await bob.client.rotateKey();
    const published = [...(relay.keys.get(bob.device.id) ?? [])];
    alice.relay.keys = (devices) =>
      Promise.resolve(
        devices.flatMap((one) => (one === bob.device.id ? (published.shift() ?? []) : (relay.keys.get(one) ?? []))),
      );
    await alice.client.parts.membership.refresh(id);
    expect(await codes(alice)).toEqual([]);
    expect(published).toEqual([]);
    await say(alice, id, 'to the newest');
    await bob.client.sync();
    expect(await texts(bob, id)).toEqual(['to the newest']);
  });
});
