import { describe, expect, it } from '@jest/globals';
import { DeviceId, isConversationId } from '#contracts';
import { outcome, say, talking } from '../../../tests/support/talking.js';
import { Advancing, newConversationId } from './conversation-advance.js';

describe('newConversationId', () => {
  it('draws ids that can be typed in a command: none begins with a dash, as one in 64 would', () => {
    const self = { networkId: new Uint8Array(32), device: DeviceId.parse('device-ana') };
    const ids = Array.from({ length: 1_000 }, () => newConversationId(self));
    expect(ids.every((id) => isConversationId(id) && !id.startsWith('-'))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('an advance', () => {
  it('seals nothing while statements about a member are missing that stays in the conversation', async () => {
    const { alice, bob, id } = await talking();
    const { latest } = alice.directory;
    const standing = latest.standing.bind(latest);
    latest.standing = (device, ...rest) => (device === bob.device.id ? 'pending' : standing(device, ...rest));
    Object.defineProperty(alice.directory, 'latest', { value: latest });
    const { context, conversations } = alice.client.parts;
    const advance = new Advancing(context, conversations).advance(id, () => ({ changes: [], consents: [] }));
    expect(await outcome(advance)).toBe('directory.pending');
  });

  it('is not made for nothing where somebody else has put out who had to go: the relay refuses that', async () => {
    const { alice, bob, ben, id, relay } = await talking();
    const second = ben.aDevice();
    await bob.client.sync();
    await bob.client.addDevices(id, [second.id]);
    for (const { client } of [alice, bob]) await client.sync();
    const epoch = (): number => relay.held.get(id)?.roster.epoch ?? 0;
    const before = epoch();
    second.isRevoked();
    for (const { client } of [alice, bob]) await client.parts.upkeep.syncDirectory();
    await say(bob, id, 'first');
    await say(alice, id, 'second');
    expect(epoch()).toBe(before + 1);
  });
});
