import { describe, expect, it } from '@jest/globals';
import { AuthorityId, DeviceId } from '#contracts';
import type { Standing } from '#directory';
import type { Roster } from '#roster';
import type { DirectoryState } from '../directory/directory-state.js';
import type { SystemClock } from '../platform/clock.js';
import { Evictions } from './evictions.js';

const authority = AuthorityId.parse('authority:vl-moj');
const device = { id: DeviceId.parse('device-ana'), authority, capacity: 'party' };
const roster = { devices: [device], parties: [{ authority, capacity: 'party' }] } as unknown as Roster;

function theEvictions() {
  const world = { seconds: 1000, size: 1, standing: 'live' as Standing, looks: 0 };
  const latest = {
    get size() {
      return world.size;
    },
    standing: () => {
      world.looks++;
      return world.standing;
    },
  };
  const directory = { latest, time: 1000 } as unknown as DirectoryState;
  const clock: SystemClock = { now: () => world.seconds * 1000 };
  return { world, evictions: new Evictions(directory, clock) };
}

describe('Evictions', () => {
  it('refuse content 60 seconds after somebody must leave, and not before', () => {
    const { world, evictions } = theEvictions();
    expect(evictions.refuseContent(roster)).toBe(false);
    Object.assign(world, { standing: 'revoked', size: 2 });
    expect(evictions.refuseContent(roster)).toBe(false);
    world.seconds += 59;
    expect(evictions.refuseContent(roster)).toBe(false);
    world.seconds += 1;
    expect(evictions.refuseContent(roster)).toBe(true);
  });

  it('begin anew with another roster, and end when nobody must leave', () => {
    const { world, evictions } = theEvictions();
    world.standing = 'revoked';
    evictions.refuseContent(roster);
    world.seconds += 60;
    expect([evictions.refuseContent(roster), evictions.refuseContent({ ...roster })]).toEqual([true, false]);
    Object.assign(world, { standing: 'live', size: 2 });
    expect(evictions.refuseContent(roster)).toBe(false);
  });

  it('look at the directory again only when it grew or ten seconds have passed', () => {
    const { world, evictions } = theEvictions();
    for (let i = 0; i < 100; i++) evictions.refuseContent(roster);
    expect(world.looks).toBe(1);
    world.size++;
    evictions.refuseContent(roster);
    world.seconds += 10;
    evictions.refuseContent(roster);
    expect(world.looks).toBe(3);
  });
});
