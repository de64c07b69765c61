import { describe, expect, it, jest } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { ProblemError } from '#contracts';
import { aNetwork } from '../../../tests/support/directory.js';
import { FakeConversations } from '../../../tests/support/fake-conversations.js';
import { codes, say, talking } from '../../../tests/support/talking.js';

describe('the upkeep of a client', () => {
  it('publishes the first key of a device while the statements about its authority still come', async () => {
    const network = aNetwork();
    const device = network.anAuthority('north').anOfficer('ana').aDevice();
    const relay = new FakeConversations(network);
    const { client, directory } = await relay.aClient(device);
    const isPublished: boolean[] = [];
    directory.fetchAbout = async () => {
      for (let turns = 0; turns < 100 && !relay.keys.has(device.id); turns++) await turn();
      isPublished.push(relay.keys.has(device.id));
    };
    await client.sync();
    expect(isPublished).toEqual([true]);
  });

  it('says so when the relay answers everything but what its map holds', async () => {
    const { alice, relay, id } = await talking();
    alice.record.lookUp = () => Promise.reject(new ProblemError('relay.unavailable'));
    for (let round = 0; round < 6; round++) {
      expect(await codes(alice)).toEqual(round < 5 ? [] : ['tail.unlogged']);
      relay.time += 60;
      await alice.client.sync().catch(() => undefined);
    }
    expect((await alice.client.notices(id)).map(({ detail }) => detail)).toEqual(['not shown']);
  });

  it('takes an hour without a line for no fault of the relay', async () => {
    const { alice, relay } = await talking();
    const lookUp = alice.record.lookUp.bind(alice.record);
    for (const pause of [60, 3600, 60]) {
      alice.record.lookUp = () => Promise.reject(new ProblemError('relay.unavailable'));
      await alice.client.sync().catch(() => undefined);
      relay.time += pause;
    }
    alice.record.lookUp = lookUp;
    await alice.client.sync();
    expect(await codes(alice)).toEqual([]);
  });

  it('counts from the last directory that was looked through, whoever fetched the one with the revocation', async () => {
    const { alice, bob, ben, relay, id } = await talking();
    await say(bob, id, 'before');
    const second = ben.aDevice();
    await bob.client.sync();
    await bob.client.addDevices(id, [second.id]);
    await alice.client.sync();
    relay.time += 60;
    bob.device.isRevoked();
    await say(bob, id, 'late');
    await alice.client.parts.conversations.pull(id);
    await alice.client.parts.upkeep.watch();
    relay.time += 60;
    // As a statement or a context that names a newer directory has it fetched.
    await alice.directory.sync();
    await say(bob, id, 'later');
    await alice.client.parts.conversations.pull(id);
    await alice.client.sync();
    const items = (await alice.client.messages(id)).items.filter((item) => item.is === 'message');
    expect(items.map(({ afterRevocation }) => afterRevocation ?? false)).toEqual([false, true, true]);
  });

  it('looks at the directory once more where a look that was under way came before what the relay tells of', async () => {
    const { alice } = await talking();
    const sync = jest.spyOn(alice.directory, 'sync');
    const size = alice.directory.checkpoint?.size ?? 0;
    const looksFor = async (told: number): Promise<number> => {
      sync.mockClear();
      await alice.client.parts.upkeep.syncDirectory(told);
      return sync.mock.calls.length;
    };
    expect([await looksFor(size), await looksFor(size + 1), await looksFor(NaN)]).toEqual([1, 2, 1]);
  });
});
