import { describe, expect, it } from '@jest/globals';
import { DeviceId } from '#contracts';
import { aNetwork } from '../../../tests/support/directory.js';
import { replay, type Standing } from './index.js';

const AT = 1000;

function anOffice() {
  const authority = aNetwork().anAuthority('vl-moj');
  const officer = authority.anOfficer('ana', { validity: { from: 500, until: 2000 } });
  const device = officer.aDevice('laptop', 'desktop', { expiry: 1500 });
  const standing = (at = AT): Standing => authority.network.directory.latest.standing(device.id, at);
  return { authority, network: authority.network, officer, device, standing };
}

describe('standing', () => {
  it('is live within the appointment and before the expiry, each bound counted', () => {
    const { standing, network, device } = anOffice();
    expect([499, 500, 1499, 1500, 2000].map(standing)).toEqual(['not-yet', 'live', 'live', 'expired', 'out-of-office']);
    expect(network.directory.latest.live(device.id, AT)).toBe(true);
    expect(network.directory.latest.live(device.id, 1500)).toBe(false);
  });

  it('is unknown of a device nobody enrolled', () => {
    expect(aNetwork().directory.latest.standing(DeviceId.parse('nobody'), AT)).toBe('unknown');
  });

  it.each(['suspended', 'frozen', 'withdrawn'] as const)('follows an authority that is %s', (change) => {
    const { authority, standing } = anOffice();
    authority.is(change);
    expect(standing()).toBe(change);
  });

  it('says first what is final', () => {
    const { authority, officer, device, standing } = anOffice();
    authority.is('suspended');
    officer.isDismissed();
    expect(standing()).toBe('dismissed');
    device.isRevoked();
    expect(standing()).toBe('revoked');
  });

  it('refuses the web where the authority does', () => {
    const { authority, network } = anOffice();
    const browser = authority.anOfficer('ben').aDevice('browser', 'web');
    expect(network.directory.latest.standing(browser.id, AT)).toBe('live');
    const settings = { idleLock: 600, readMarkers: true, clearance: [], highestMarking: '', webAllowed: false };
    network.say({ type: 'authority.settings', subject: authority.id, ...settings }, authority.key);
    expect(network.directory.latest.standing(browser.id, AT)).toBe('web-refused');
  });

  it('is pending while a statement about its authority is missing, but for what is final', () => {
    const { authority, network, device } = anOffice();
    const other = authority.anOfficer('ben').aDevice();
    device.isRevoked();
    authority.is('suspended');
    authority.is('reinstated');
    const gap = network.entries.length - 2;
    const entries = network.entries.map(({ statement = '', ...entry }, i) =>
      i === gap ? entry : { ...entry, statement },
    );
    const directory = replay(entries);
    expect(directory.latest.standing(other.id, AT)).toBe('pending');
    expect(directory.latest.standing(device.id, AT)).toBe('revoked');
    expect(directory.latest.standing(DeviceId.parse('nobody'), AT)).toBe('pending');
    expect(directory.at(gap).standing(other.id, AT)).toBe('live');
    expect(directory.at(gap).standing(DeviceId.parse('nobody'), AT)).toBe('unknown');
  });

  it('for another authority needs its accreditation, its time and its status', () => {
    const { authority, network, device, officer } = anOffice();
    const host = network.anAuthority('xk-moj');
    const elsewhere = (at = AT): Standing => network.directory.latest.standing(device.id, at, host.id);
    expect(elsewhere()).toBe('not-serving');
    expect(network.directory.latest.standing(device.id, AT, authority.id)).toBe('live');
    const validity = { from: 900, until: 1100 };
    const accreditation = {
      type: 'liaison.accredited' as const,
      subject: host.id,
      home: authority.id,
      officer: officer.id,
    };
    network.say({ ...accreditation, validity }, host.key);
    expect([899, 900, 1099, 1100].map(elsewhere)).toEqual(['not-serving', 'live', 'live', 'not-serving']);
    host.is('frozen');
    expect(elsewhere()).toBe('frozen');
    const { statement: _, ...last } = network.entries.at(-1) ?? { subject: '', statementHash: new Uint8Array() };
    const directory = replay([...network.entries.slice(0, -1), last]);
    expect(directory.latest.standing(device.id, AT, host.id)).toBe('pending');
  });
});
