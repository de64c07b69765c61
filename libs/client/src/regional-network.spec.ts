import { describe, expect, it } from '@jest/globals';
import type { DeviceKind } from '#directory';
import { codeOf } from '#primitives';
import { aNetwork, aPage, type DeviceBuilder } from '../../../tests/support/directory.js';
import { readRegionInvitation, type RegionInvitation } from './region-invitation.js';
import { regionAccount } from './regional-network.js';

// A Thursday at noon, universal time.
const NOW = Date.parse('2026-11-19T12:00:00Z') / 1000;

function aCoast(kind: DeviceKind = 'desktop') {
  const network = aNetwork();
  const sol = network.aSecretariat().anAdministrator('sol').aDevice();
  const [north, south, east] = [
    network.anAuthority('north'),
    network.anAuthority('south'),
    network.anAuthority('east'),
  ];
  const ana = north.anAdministrator('ana').aDevice('ana-device', kind);
  const ben = south.anAdministrator('ben').aDevice();
  const eve = south.anOfficer('eve').aDevice();
  const region = network.aRegion('coast', ana.officer);
  const joining = (authority = south.id) => ({ type: 'network.member-added' as const, subject: region, authority });
  const invitation = (by: DeviceBuilder = ana): string => network.signed(joining(), by);
  const read = (text: string, as: DeviceBuilder = ben, asKind = as.kind): RegionInvitation =>
    readRegionInvitation(text, {
      view: network.directory.latest,
      at: NOW,
      identity: {
        networkId: network.networkId,
        authority: as.officer.authority.id,
        officer: as.officer.id,
        kind: asKind,
      },
    }).view;
  return { network, sol, north, south, east, ana, ben, eve, region, joining, invitation, read };
}

describe('a regional network', () => {
  it('is counted by offices that are open and reachable, and by the pages of its members', () => {
    const { network, sol, south, east, ana, ben, region, joining } = aCoast();
    const hours = { zone: 'Etc/UTC', weekend: [], opens: '09:00', closes: '17:00', holidays: [] };
    const page = aPage({ hours, reviewBy: '2026-11-18' });
    network.say({ type: 'page.published', subject: south.id, page }, ben, sol);
    network.say(joining(), ana, ben);
    network.say(joining(east.id), ana, east.key);
    const view = network.directory.latest;
    const account = regionAccount(view, view.region(region)!, { at: NOW, now: NOW });
    expect(account.counts).toEqual({ members: 2, reachable: 1, overdue: 1, withoutPage: 1 });
    expect(account.members).toMatchObject([
      { authority: south.id, status: 'active', devices: 2, office: 'open', review: { is: 'overdue', days: -1 } },
      { authority: east.id, devices: 0, office: 'unknown', review: undefined },
    ]);
    const night = regionAccount(view, view.region(region)!, { at: NOW, now: NOW + 12 * 3600 });
    expect(night.counts.reachable).toBe(0);
  });
});

describe('an invitation to a regional network', () => {
  it('is accepted by an administrator of the authority that it names', () => {
    const { south, ana, region, invitation, read } = aCoast();
    expect(read(invitation())).toMatchObject({
      region: { id: region, name: 'Network coast' },
      authority: south.id,
      by: { officer: ana.officer.id },
      standing: 'ready',
    });
  });

  it('is not for an officer, nor for another authority', () => {
    const { ana, eve, invitation, read } = aCoast();
    expect([read(invitation(), eve).standing, read(invitation(), ana).standing]).toEqual(['not-yours', 'not-yours']);
  });

  it('holds nothing where nobody signed who coordinates the network now', () => {
    const { eve, ana, network, invitation, read } = aCoast();
    const text = invitation();
    expect(read(invitation(eve)).standing).toBe('unsigned');
    network.say({ type: 'device.revoked', subject: ana.officer.authority.id, device: ana.id }, ana);
    expect(read(text).standing).toBe('unsigned');
  });

  it('lapses when the network changes, and when the authority has joined', () => {
    const { network, east, ana, ben, invitation, joining, read } = aCoast();
    const text = invitation();
    network.say(joining(east.id), ana, east.key);
    expect(read(text).standing).toBe('stale');
    network.say(joining(), ana, ben);
    expect(read(invitation()).standing).toBe('member');
  });

  it('is not accepted by whoever signed it, nor in a browser where one signed it', () => {
    const { network, north, ana, joining, read } = aCoast('web');
    const own = network.signed(joining(north.id), ana);
    expect(read(own, ana).standing).toBe('same-person');
    const { invitation, read: readWeb, ben } = aCoast('web');
    expect([readWeb(invitation(), ben, 'web').standing, readWeb(invitation(), ben).standing]).toEqual([
      'web-only',
      'ready',
    ]);
  });

  it('is refused where it is none, was altered, or is to a network that nobody knows', () => {
    const { network, ana, south, invitation, read } = aCoast();
    const codeFor = (text: string): string | undefined => {
      try {
        read(text);
        return undefined;
      } catch (error) {
        return codeOf(error);
      }
    };
    const removed = { type: 'network.member-removed' as const, subject: 'region:coast' as never, authority: south.id };
    const other = { type: 'network.member-added' as const, subject: 'region:hills' as never, authority: south.id };
    expect(codeFor('not JSON')).toBe('region.invitation');
    expect(codeFor(invitation().replace('south', 'east'))).toBe('region.invitation');
    expect(codeFor(network.signed(removed, ana))).toBe('region.invitation');
    expect(codeFor(network.signed(other, ana))).toBe('region.unknown');
  });
});
