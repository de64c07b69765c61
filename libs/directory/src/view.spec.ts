import { describe, expect, it } from '@jest/globals';
import { AuthorityId, DeviceId, OfficerId, RegionId } from '#contracts';
import { aNetwork } from '../../../tests/support/directory.js';
import { Directory } from './index.js';

const nowhere = AuthorityId.parse('authority:nowhere');
const nobody = OfficerId.parse('nobody');

describe('DirectoryView', () => {
  it('knows nothing before the network is founded', () => {
    const view = Directory.empty().latest;
    expect([view.network(), view.authority(nowhere), view.officer(nobody), view.deviceOfKey('')]).toEqual(
      Array(4).fill(undefined),
    );
    expect([view.device(DeviceId.parse('none')), view.region(RegionId.parse('region:none'))]).toEqual([
      undefined,
      undefined,
    ]);
    expect([view.authorities(), view.regions(), view.officersOf(nowhere), view.devicesOf(nobody)]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect([view.isDesk(nowhere), view.isCoordinator(nobody, RegionId.parse('region:none'))]).toEqual([false, false]);
    expect([view.latestStatementHash('network'), view.isPending('network'), view.hasPending()]).toEqual([
      '',
      false,
      false,
    ]);
    expect(view.serves(DeviceId.parse('none'), nowhere)).toBe(false);
  });

  it('stays as it was while the log grows', () => {
    const network = aNetwork();
    const authority = network.anAuthority('vl-moj');
    const ana = authority.anOfficer('ana');
    const before = network.directory.latest;
    const device = ana.aDevice();
    ana.isDismissed();
    expect([before.size, before.device(device.id), before.officer(ana.id)?.dismissed]).toEqual([3, undefined, false]);
    expect(before.deviceOfKey(device.signing.key)).toBeUndefined();
    const after = network.directory.latest;
    expect(after.deviceOfKey(device.signing.key)?.id).toBe(device.id);
    expect(after.officer(ana.id)?.dismissed).toBe(true);
  });

  it('lists those accredited from elsewhere by id, until their service is ended', () => {
    const network = aNetwork();
    const [south, north] = [network.anAuthority('xk-moj'), network.anAuthority('vl-moj')];
    const [cy, ben, ana] = [north.anOfficer('cy'), north.anOfficer('ben'), north.anOfficer('ana')];
    const before = network.directory.latest;
    for (const officer of [cy, ben, ana]) south.accredits(officer);
    network.say({ ...cy.dismissal, subject: south.id }, south.key);
    const { latest } = network.directory;
    expect(latest.accreditedTo(south.id).map(({ id }) => id)).toEqual([ana.id, ben.id]);
    expect(latest.accreditedTo(north.id)).toEqual([]);
    expect(before.accreditedTo(south.id)).toEqual([]);
  });

  it('lists authorities and regions by id, officers and devices as they came', () => {
    const network = aNetwork();
    const [south, north] = [network.anAuthority('xk-moj'), network.anAuthority('vl-moj')];
    const [ben, ana] = [north.anOfficer('ben'), north.anOfficer('ana')];
    const devices = [ben.aDevice(), ana.aDevice(), ben.aDevice()];
    network.aRegion('south', ana);
    network.aRegion('north', ana);
    const view = network.directory.latest;
    expect(view.authorities().map(({ id }) => id)).toEqual([north.id, south.id]);
    expect(view.regions().map(({ id }) => id)).toEqual(['region:north', 'region:south']);
    expect(view.officersOf(north.id).map(({ id }) => id)).toEqual([ben.id, ana.id]);
    expect(view.devicesOf(north.id).map(({ id }) => id)).toEqual([devices[0]?.id, devices[2]?.id, devices[1]?.id]);
    expect(view.devicesOf(ana.id).map(({ id }) => id)).toEqual([devices[1]?.id]);
    expect(view.devicesOf(south.id)).toEqual([]);
  });

  it('tells whom a device serves, its own authority at any time', () => {
    const network = aNetwork();
    const [north, south] = [network.anAuthority('vl-moj'), network.anAuthority('xk-moj')];
    const ana = north.anOfficer('ana');
    const device = ana.aDevice();
    south.accredits(ana);
    const view = network.directory.latest;
    expect([view.serves(device.id, north.id), view.serves(device.id, south.id)]).toEqual([true, true]);
    expect(view.serves(device.id, nowhere)).toBe(false);
    expect(network.directory.at(3).serves(device.id, south.id)).toBe(false);
    network.say({ ...ana.dismissal, subject: south.id }, south.key);
    expect(network.directory.latest.serves(device.id, south.id)).toBe(false);
    expect(network.directory.latest.officer(ana.id)?.accreditations).toMatchObject([
      { authority: south.id, ended: true },
    ]);
  });

  it('counts no coordinator who is dismissed', () => {
    const network = aNetwork();
    const ana = network.anAuthority('vl-moj').anOfficer('ana');
    const region = network.aRegion('coast', ana);
    expect(network.directory.latest.isCoordinator(ana.id, region)).toBe(true);
    expect(network.directory.latest.isCoordinator(ana.id, RegionId.parse('region:none'))).toBe(false);
    ana.isDismissed();
    expect(network.directory.latest.isCoordinator(ana.id, region)).toBe(false);
  });
});
