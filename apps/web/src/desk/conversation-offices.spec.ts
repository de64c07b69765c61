import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import type { AuthorityId } from '#contracts';
import type { Roster } from '#roster';
import { aNetwork } from '../../../../tests/support/directory.js';
import { officesOf } from './conversation-offices.js';
import type { People } from './people.js';

const PEOPLE = {
  party: (id: AuthorityId) => ({ id }),
  ranked: (ids: readonly AuthorityId[]) => [...ids],
} as unknown as People;

describe('an office of a conversation', () => {
  const network = aNetwork();
  const [north, south] = [network.anAuthority('north').id, network.anAuthority('south').id];
  const { latest, size } = network.directory;
  const directory = { latest, view: () => latest } as unknown as Client['directory'];
  const client = { directory, identity: { authority: north } } as unknown as Client;
  const readsOf = (...seats: readonly (readonly [capacity: 'party' | 'expert', hasDevice: boolean])[]) => {
    const parties = seats.map(([capacity]) => ({ authority: south, capacity }));
    const devices = seats.flatMap(([capacity, hasDevice]) => (hasDevice ? [{ authority: south, capacity }] : []));
    const roster = { parties, devices, size } as unknown as Roster;
    return officesOf(client, PEOPLE, roster, { references: {} }).others.map(({ reads }) => reads);
  };

  it('reads while a device of its own is in, an expert of it does not count, and one who only sent an expert is not asked', () => {
    expect(readsOf(['party', true])).toEqual([true]);
    expect(readsOf(['party', false])).toEqual([false]);
    expect(readsOf(['party', false], ['expert', true])).toEqual([false]);
    expect(readsOf(['expert', false])).toEqual([true]);
  });
});
