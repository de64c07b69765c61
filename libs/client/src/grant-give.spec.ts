import { expect, it } from '@jest/globals';
import { CodedError } from '#primitives';
import { outcome, say, talking, texts } from '../../../tests/support/talking.js';

async function joined() {
  const { alice, bob, id, ben, relay } = await talking();
  await say(alice, id, 'before');
  await bob.client.sync();
  const second = ben.aDevice();
  await bob.client.sync();
  await bob.client.addDevices(id, [second.id]);
  const laptop = await relay.aClient(second);
  for (let round = 0; round < 2; round++) await laptop.client.sync();
  const newest = (): number => relay.keys.get(second.id)?.at(-1)?.number ?? 0;
  /** The relay takes a grant once the joiner has made as many keys as are asked of it. */
  const whileKeysCross = (crossings: number): void => {
    const honest = bob.relay.grant.bind(bob.relay);
    let left = crossings;
    bob.relay.grant = async (conversation, grant) => {
      if (left-- > 0) await laptop.client.rotateKey();
      if (grant.number !== newest()) throw new CodedError('grant.refused', 'number');
      return honest(conversation, grant);
    };
  };
  return { bob, laptop, id, second, relay, whileKeysCross };
}

it('gives the history to a joiner that makes one key after the other', async () => {
  const { bob, laptop, id, second, whileKeysCross } = await joined();
  whileKeysCross(3);
  expect(await bob.client.giveHistory(id, second.id)).toMatchObject({ promised: false });
  await laptop.client.sync();
  expect(await texts(laptop, id)).toEqual(['before']);
});

it('gives up where keys never stop', async () => {
  const { bob, id, second, whileKeysCross } = await joined();
  whileKeysCross(Infinity);
  expect(await outcome(bob.client.giveHistory(id, second.id))).toBe('grant.refused');
});

it('says so where the relay refuses a grant to the newest key', async () => {
  const { bob, id, second } = await joined();
  bob.relay.grant = () => Promise.reject(new CodedError('grant.refused', 'full'));
  expect(await outcome(bob.client.giveHistory(id, second.id))).toBe('grant.refused');
});

it('seals nothing to a joiner that the directory has put out, also of what was promised', async () => {
  const { bob, id, second } = await joined();
  second.isRevoked();
  await bob.client.parts.upkeep.syncDirectory();
  expect(await outcome(bob.client.giveHistory(id, second.id))).toBe('conversation.not-in-roster');
  expect(await outcome(bob.client.parts.giving.giveNow(id, second.id, { scope: 'all' }))).toBe(
    'conversation.not-in-roster',
  );
});

it('seals nothing where the directory was not confirmed recently', async () => {
  const { bob, id, second, relay } = await joined();
  relay.time += 365 * 86_400;
  expect(await outcome(bob.client.parts.giving.giveNow(id, second.id, { scope: 'all' }))).toBe('directory.stale');
});

it('seals nothing to a joiner of whom not everything is known', async () => {
  const { bob, id, second } = await joined();
  const { directory } = bob.client.parts.context.surroundings;
  const { latest } = directory;
  latest.standing = () => 'pending';
  Object.defineProperty(directory, 'latest', { value: latest });
  expect(await outcome(bob.client.parts.giving.giveNow(id, second.id, { scope: 'all' }))).toBe('directory.pending');
});
