import { describe, expect, it } from '@jest/globals';
import { RegionId } from '#contracts';
import { aNetwork, effectOf } from '../../../../tests/support/directory.js';

function aCoast() {
  const network = aNetwork();
  const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
  const [ana, ben] = [north.anOfficer('ana'), south.anAdministrator('ben')];
  const [anaDevice, benDevice] = [ana.aDevice(), ben.aDevice()];
  const region = network.aRegion('coast', ana);
  const members = (): readonly string[] => network.directory.latest.region(region)?.members ?? [];
  const added = { type: 'network.member-added' as const, subject: region, authority: south.id };
  const removed = { type: 'network.member-removed' as const, subject: region, authority: south.id };
  return { network, north, south, ana, ben, anaDevice, benDevice, region, members, added, removed };
}

describe('network.formed and network.coordinator-changed', () => {
  it('take the roots, and name the coordinators', () => {
    const { network, north, south, ana, ben, region } = aCoast();
    expect(network.directory.latest.isCoordinator(ana.id, region)).toBe(true);
    expect(() => network.aRegion('coast', ana)).toThrow('directory.region');
    const coordinators = [{ authority: south.id, officer: ben.id }];
    const changed = { type: 'network.coordinator-changed' as const, subject: region, coordinators };
    expect(effectOf(network.say(changed, north.key))).toBe('statement.not-entitled');
    expect(effectOf(network.say(changed, ...network.quorum))).toBe('applied');
    expect([ana, ben].map(({ id }) => network.directory.latest.isCoordinator(id, region))).toEqual([false, true]);
    const nowhere = { ...changed, subject: RegionId.parse('region:nowhere') };
    expect(effectOf(network.say(nowhere, ...network.quorum))).toBe('directory.region');
  });
});

describe('network.member-added', () => {
  it('takes a coordinator and the authority', () => {
    const { network, south, anaDevice, benDevice, members, added } = aCoast();
    expect(effectOf(network.say(added, anaDevice))).toBe('statement.too-few');
    expect(effectOf(network.say(added, benDevice))).toBe('statement.too-few');
    expect(effectOf(network.say(added, anaDevice, benDevice))).toBe('applied');
    expect(members()).toEqual([south.id]);
    expect(effectOf(network.say(added, anaDevice, benDevice))).toBe('directory.member');
  });

  it('takes two persons where a coordinator is an administrator of the authority', () => {
    const { network, north, ana, anaDevice, region } = aCoast();
    network.say({ ...north.appointment('ana'), roles: ['administrator'] }, north.key);
    const added = { type: 'network.member-added' as const, subject: region, authority: north.id };
    expect(effectOf(network.say(added, anaDevice))).toBe('statement.too-few');
    expect(effectOf(network.say(added, anaDevice, ana.aDevice()))).toBe('statement.too-few');
    expect(effectOf(network.say(added, anaDevice, north.key))).toBe('applied');
  });

  it('is refused of an authority that is unknown or stopped, and by a coordinator whose authority is', () => {
    const { network, north, south, anaDevice, benDevice, added } = aCoast();
    expect(effectOf(network.say({ ...added, authority: 'authority:nowhere' as never }, anaDevice, benDevice))).toBe(
      'directory.authority-unknown',
    );
    south.is('suspended');
    expect(effectOf(network.say(added, anaDevice, south.key))).toBe('directory.status');
    south.is('reinstated');
    north.is('frozen');
    expect(effectOf(network.say(added, anaDevice, benDevice))).toBe('statement.not-entitled');
  });
});

describe('network.member-removed', () => {
  it.each(['anaDevice', 'benDevice'] as const)('takes a coordinator or the authority: %s', (who) => {
    const { network, members, removed, added, anaDevice, benDevice, ...coast } = aCoast();
    const by = { anaDevice, benDevice };
    expect(effectOf(network.say(removed, by[who]))).toBe('directory.member');
    network.say(added, anaDevice, benDevice);
    const outsider = coast.north.anOfficer('eva').aDevice();
    expect(effectOf(network.say(removed, outsider))).toBe('statement.not-entitled');
    expect(effectOf(network.say(removed, by[who]))).toBe('applied');
    expect(members()).toEqual([]);
  });
});
