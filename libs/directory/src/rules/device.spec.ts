import { describe, expect, it } from '@jest/globals';
import {
  aKey,
  aNetwork,
  effectOf,
  type DeviceBuilder,
  type NetworkBuilder,
} from '../../../../tests/support/directory.js';
import type { Device } from '../index.js';

const view = (device: DeviceBuilder): Device | undefined =>
  device.officer.authority.network.directory.latest.device(device.id);

function anOffice() {
  const authority = aNetwork().anAuthority('vl-moj');
  const [ana, ben] = [authority.anAdministrator('ana').aDevice(), authority.anAdministrator('ben').aDevice()];
  return { authority, network: authority.network, ana, ben, dov: authority.anOfficer('dov') };
}
const enrol = (
  network: NetworkBuilder,
  device: DeviceBuilder,
  ...by: (DeviceBuilder | ReturnType<typeof aKey>)[]
): string => effectOf(network.say(device.enrolment, ...by));

describe('device.enrolled', () => {
  it('takes the device itself and an administrator for the first', () => {
    const { network, dov, ana } = anOffice();
    const first = dov.aNewDevice('first');
    expect(enrol(network, first, first)).toBe('statement.too-few');
    expect(enrol(network, first, ana)).toBe('statement.too-few');
    expect(enrol(network, first, first, aKey('stranger'))).toBe('statement.not-entitled');
    expect(enrol(network, first, first, ana)).toBe('applied');
    expect(view(first)).toMatchObject({
      officer: dov.id,
      authority: dov.authority.id,
      kind: 'desktop',
      signatureKey: first.signing.publicKey,
      revoked: false,
      approvedBy: [ana.id],
      index: network.entries.length - 1,
    });
  });

  it('names the authority key as approver when that approved', () => {
    const { dov } = anOffice();
    expect(view(dov.aDevice())?.approvedBy).toEqual(['authority-key']);
  });

  it('takes a live device of the officer for a later one, and nobody else', () => {
    const { authority, network, dov, ana, ben } = anOffice();
    const [first, second] = [dov.aDevice(), dov.aNewDevice('second')];
    expect(enrol(network, second, second, ana, ben)).toBe('statement.not-entitled');
    expect(enrol(network, second, second, authority.key)).toBe('statement.not-entitled');
    expect(enrol(network, second, second, first)).toBe('applied');
  });

  it('takes two administrators or the authority key where no device of the officer lives', () => {
    const { authority, network, dov, ana, ben } = anOffice();
    const first = dov.aDevice();
    first.isRevoked();
    const [second, third] = [dov.aNewDevice('second'), dov.aNewDevice('third')];
    expect(enrol(network, second, second, first)).toBe('statement.not-entitled');
    expect(enrol(network, second, second, ana)).toBe('statement.too-few');
    expect(enrol(network, second, second, ana, ben)).toBe('applied');
    second.isRevoked();
    expect(enrol(network, third, third, authority.key)).toBe('applied');
  });

  it('of kind web is approved from the web by the one who may approve alone', () => {
    const { authority, network, dov } = anOffice();
    const admin = authority.anAdministrator('cy').aDevice('device-cy', 'web');
    const [browser, desktop] = [dov.aNewDevice('browser', 'web'), dov.aNewDevice('desktop')];
    expect(enrol(network, browser, browser, admin)).toBe('applied');
    expect(enrol(network, desktop, desktop, browser)).toBe('applied');
  });

  it('is not approved from the web alone where two must approve, whatever kind it says it is itself', () => {
    const { authority, network, dov, ana } = anOffice();
    dov.aDevice().isRevoked();
    const admins = ['cy', 'di'].map((name) => authority.anAdministrator(name).aDevice(`device-${name}`, 'web'));
    const [browser, desktop] = [dov.aNewDevice('browser', 'web'), dov.aNewDevice('desktop')];
    expect(enrol(network, browser, browser, ...admins)).toBe('statement.web-only');
    expect(enrol(network, desktop, desktop, ...admins)).toBe('statement.web-only');
    expect(enrol(network, browser, browser, ...admins.slice(1), ana)).toBe('applied');
  });

  it('never gives an id or a key again, at whatever authority', () => {
    const { network, dov, ana } = anOffice();
    const other = network.anAuthority('xk-moj');
    const first = dov.aDevice();
    first.isRevoked();
    const eva = other.anOfficer('eva');
    const fresh = eva.aNewDevice('fresh');
    const said = (changes: object, by: DeviceBuilder): string =>
      effectOf(network.say({ ...fresh.enrolment, ...changes }, by, other.key));
    expect(said({ device: first.id }, fresh)).toBe('directory.id-used');
    expect(said({ signature: first.signing.key }, first)).toBe('directory.key-used');
    expect(said({ recognition: first.recognition }, fresh)).toBe('directory.key-used');
    expect(said({ recognition: ana.signing.key }, fresh)).toBe('directory.key-used');
    expect(said({}, fresh)).toBe('applied');
  });

  it('is not signed once for two by a key that is also the authority key', () => {
    const { authority, network, dov } = anOffice();
    const { enrolment } = dov.aNewDevice('first');
    expect(effectOf(network.say({ ...enrolment, signature: authority.key.key }, authority.key))).toBe(
      'statement.too-few',
    );
  });

  it('is refused for an officer who is unknown, elsewhere or dismissed', () => {
    const { network, dov } = anOffice();
    const other = network.anAuthority('xk-moj');
    const device = dov.aNewDevice('first');
    const at = (changes: object): string =>
      effectOf(network.say({ ...device.enrolment, ...changes }, device, dov.authority.key));
    expect(at({ officer: 'nobody' })).toBe('directory.officer-unknown');
    expect(at({ subject: other.id })).toBe('directory.officer-unknown');
    dov.isDismissed();
    expect(at({})).toBe('directory.final');
  });
});

describe('device.revoked', () => {
  it('takes the officer or one administrator, needs no place, and is final', () => {
    const { authority, network, dov, ana } = anOffice();
    const [first, second, third] = [dov.aDevice(), dov.aDevice(), dov.aDevice()];
    const eva = authority.anOfficer('eva').aDevice();
    expect(effectOf(first.isRevoked(eva))).toBe('statement.not-entitled');
    expect(effectOf(first.isRevoked(first))).toBe('applied');
    expect(effectOf(second.isRevoked(third))).toBe('applied');
    expect(effectOf(third.isRevoked(ana))).toBe('applied');
    expect([first, second, third].map((device) => view(device)?.revoked)).toEqual([true, true, true]);
    expect(effectOf(third.isRevoked(ana))).toBe('directory.final');
    expect(network.directory.latest.latestStatementHash(authority.id)).not.toBe('');
  });

  it('is refused of a device this authority never enrolled', () => {
    const { network, dov } = anOffice();
    const other = network.anAuthority('xk-moj');
    const device = dov.aDevice();
    expect(effectOf(network.say({ ...device.revocation, subject: other.id }, other.key))).toBe(
      'directory.device-unknown',
    );
    expect(effectOf(network.say({ ...device.revocation, device: 'none' as never }, dov.authority.key))).toBe(
      'directory.device-unknown',
    );
  });
});
