import { expect, it, jest } from '@jest/globals';
import { keepsArchive } from '../../../../tests/support/archive.js';
import { twoStates } from '../../../../tests/support/archived-talk.js';
import { ArchiveViews } from './archive.js';

/** The archive's desk of an officer of the north. */
async function theNorth() {
  const { north, alice } = await twoStates();
  const timers = { sleep: async () => undefined, every: () => () => undefined };
  return { north, alice, views: new ArchiveViews(() => alice.client, { say: () => undefined }, { timers }) };
}

it('opens an archive that was ended, by its name: its holders still bring back what went into it', async () => {
  const { north, alice, views } = await theNorth();
  keepsArchive(north).ends();
  await alice.client.sync();
  jest.spyOn(alice.client.directory, 'sync').mockResolvedValue();
  const { inForce, earlier } = await views.standing();
  expect([inForce, earlier.map(({ k, n }) => [k, n])]).toEqual([undefined, [[2, 3]]]);
  const unsigned = jest.fn(async (act: object) => ({ body: { ...act, subject: north.id, prev: '' }, signatures: [] }));
  jest.spyOn(alice.client, 'administration', 'get').mockReturnValue({ unsigned } as never);
  await expect(views.open('all')).rejects.toMatchObject({ code: 'archive.unopened' });
  const [ended] = earlier;
  await views.open('all', ended?.id);
  expect(unsigned).toHaveBeenCalledWith(expect.objectContaining({ archive: ended?.id, device: alice.device.id }));
});

it('has the one that is in force beside those that it replaced', async () => {
  const { north, alice, views } = await theNorth();
  keepsArchive(north);
  keepsArchive(north, { name: 'later', k: 3, n: 4 });
  await alice.client.sync();
  const { inForce, earlier } = await views.standing();
  expect([inForce?.k, earlier.map(({ k }) => k)]).toEqual([3, [2]]);
});
