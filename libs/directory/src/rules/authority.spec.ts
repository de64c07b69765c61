import { describe, expect, it } from '@jest/globals';
import { aKey, aNetwork, aPage, effectOf, keysOf, type AuthorityBuilder } from '../../../../tests/support/directory.js';
import type { Authority, Settings } from '../index.js';

const view = ({ network, id }: AuthorityBuilder): Authority | undefined => network.directory.latest.authority(id);
const settings: Settings = {
  idleLock: 300,
  readMarkers: false,
  clearance: ['notify-refusal'],
  highestMarking: 'restricted',
  webAllowed: false,
};

describe('authority.notified', () => {
  it('takes k roots and makes an active authority', () => {
    const network = aNetwork();
    const authority = network.anAuthority('vl-moj');
    expect(view(authority)).toMatchObject({ state: 'VL', status: 'active', keys: [authority.key.key], threshold: 1 });
    const again = { ...authority.notification, name: 'Renamed' };
    expect(effectOf(network.say(again, ...network.roots.slice(1, 2)))).toBe('statement.too-few');
    expect(effectOf(network.say(again, authority.key))).toBe('statement.not-entitled');
  });

  it('amends the designation and keeps what the authority said itself', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const { network, id, key } = authority;
    network.say({ type: 'authority.settings', subject: id, ...settings }, key);
    const functions = ['extradition'];
    expect(effectOf(network.say({ ...authority.notification, functions }, ...network.quorum))).toBe('applied');
    expect(view(authority)).toMatchObject({ functions, settings });
  });

  it('cannot move an authority to another State', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const moved = { ...authority.notification, state: 'XK' };
    expect(effectOf(authority.network.say(moved, ...authority.network.quorum))).toBe('directory.state');
  });
});

describe('suspension, freeze and withdrawal', () => {
  it('stop an authority, each ending by its own word, a suspension outweighing a freeze', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const statuses = (['frozen', 'suspended', 'unfrozen', 'reinstated', 'frozen', 'unfrozen'] as const).map(
      (change) => {
        expect(effectOf(authority.is(change))).toBe('applied');
        return view(authority)?.status;
      },
    );
    expect(statuses).toEqual(['frozen', 'suspended', 'suspended', 'active', 'frozen', 'active']);
  });

  it.each([
    ['reinstated', []],
    ['unfrozen', []],
    ['suspended', ['suspended']],
    ['frozen', ['frozen']],
    ['reinstated', ['frozen']],
    ['suspended', ['withdrawn']],
    ['frozen', ['withdrawn']],
    ['withdrawn', ['withdrawn']],
  ] as const)('refuse %s after %j', (change, before) => {
    const authority = aNetwork().anAuthority('vl-moj');
    for (const step of before) authority.is(step);
    expect(effectOf(authority.is(change))).toBe('directory.status');
  });

  it('are for the roots; only a freeze may also be lifted by the authority key', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    expect(effectOf(authority.is('suspended', authority.key))).toBe('statement.not-entitled');
    expect(effectOf(authority.is('withdrawn', authority.key))).toBe('statement.not-entitled');
    expect(effectOf(authority.is('frozen', authority.key))).toBe('statement.not-entitled');
    authority.is('frozen');
    expect(effectOf(authority.is('unfrozen', authority.key))).toBe('applied');
    authority.is('suspended');
    expect(effectOf(authority.is('reinstated', authority.key))).toBe('statement.not-entitled');
  });

  it('are unknown of an authority that was never notified', () => {
    const network = aNetwork();
    const stranger = aNetwork().anAuthority('xk-moj');
    const { notification } = stranger;
    const body = {
      type: 'authority.suspended' as const,
      subject: stranger.id,
      reference: 'x',
      date: notification.date,
    };
    expect(effectOf(network.say(body, ...network.quorum))).toBe('directory.authority-unknown');
  });

  it('leave nobody who acts for the authority but to take away, and nobody at all once withdrawn', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const [admin, other] = [authority.anAdministrator('ana'), authority.anOfficer('ben')];
    const [adminDevice, otherDevice, second] = [admin.aDevice(), other.aDevice(), other.aDevice()];
    authority.is('suspended');
    expect(effectOf(authority.network.say(authority.appointment('eva'), adminDevice))).toBe('directory.status');
    expect(effectOf(otherDevice.isRevoked(adminDevice))).toBe('applied');
    authority.is('withdrawn');
    expect(effectOf(second.isRevoked(adminDevice))).toBe('statement.not-entitled');
    expect(effectOf(second.isRevoked(authority.key))).toBe('statement.not-entitled');
    expect(effectOf(authority.network.say(authority.notification, ...authority.network.quorum))).toBe(
      'directory.status',
    );
  });
});

describe('authority.key-rotated', () => {
  const rotated = ({ id }: AuthorityBuilder) => ({
    type: 'authority.key-rotated' as const,
    subject: id,
    keys: keysOf('rotated', 2).map(({ key }) => key),
    threshold: 2,
  });

  it('takes the old key, after which only the new ones count', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    expect(effectOf(authority.network.say(rotated(authority), aKey('stranger')))).toBe('statement.not-entitled');
    expect(effectOf(authority.network.say(rotated(authority), authority.key))).toBe('applied');
    const appointed = authority.appointment('ana');
    expect(effectOf(authority.network.say(appointed, authority.key))).toBe('statement.not-entitled');
    expect(effectOf(authority.network.say(appointed, aKey('rotated 1')))).toBe('statement.too-few');
    expect(effectOf(authority.network.say(appointed, ...keysOf('rotated', 2)))).toBe('applied');
  });

  it('takes the roots, who alone may rotate the key of an authority that is stopped', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    authority.is('frozen');
    expect(effectOf(authority.network.say(rotated(authority), authority.key))).toBe('statement.not-entitled');
    expect(effectOf(authority.network.say(rotated(authority), ...authority.network.quorum))).toBe('applied');
    authority.is('withdrawn');
    expect(effectOf(authority.network.say(rotated(authority), ...authority.network.quorum))).toBe('directory.status');
  });
});

describe('authority.settings', () => {
  it('takes an administrator', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const [admin, officer] = [authority.anAdministrator('ana').aDevice(), authority.anOfficer('ben').aDevice()];
    const body = { type: 'authority.settings' as const, subject: authority.id, ...settings };
    expect(effectOf(authority.network.say(body, officer))).toBe('statement.not-entitled');
    expect(effectOf(authority.network.say(body, admin))).toBe('applied');
    expect(view(authority)?.settings).toEqual(settings);
    const types = { attachmentTypes: ['application/pdf'] };
    expect(effectOf(authority.network.say({ ...body, ...types }, admin))).toBe('applied');
    expect(view(authority)?.settings).toEqual({ ...settings, ...types });
  });

  it('without the web leave devices of that kind without a say, and enrol no more', () => {
    const authority = aNetwork().anAuthority('vl-moj');
    const admin = authority.anAdministrator('ana');
    const browser = admin.aDevice('browser', 'web');
    const body = { type: 'authority.settings' as const, subject: authority.id, ...settings };
    expect(effectOf(authority.network.say(body, browser))).toBe('applied');
    expect(effectOf(authority.network.say({ ...body, webAllowed: true }, browser))).toBe('statement.not-entitled');
    expect(() => authority.anOfficer('ben').aDevice('other-browser', 'web')).toThrow('directory.web');
  });
});

describe('page.published', () => {
  const published = ({ id }: AuthorityBuilder) => ({ type: 'page.published' as const, subject: id, page: aPage() });

  it('takes an administrator and the secretariat', () => {
    const network = aNetwork();
    const [authority, secretariat] = [network.anAuthority('vl-moj'), network.aSecretariat()];
    const admin = authority.anAdministrator('ana').aDevice();
    const approver = secretariat.anAdministrator('sol').aDevice();
    expect(effectOf(network.say(published(authority), admin))).toBe('statement.too-few');
    expect(effectOf(network.say(published(authority), approver))).toBe('statement.too-few');
    expect(effectOf(network.say(published(authority), authority.key, approver))).toBe('applied');
    expect(effectOf(network.say(published(authority), admin, approver))).toBe('applied');
    expect(view(authority)?.page).toEqual(aPage());
  });

  it('is refused when both use the web', () => {
    const network = aNetwork();
    const [authority, secretariat] = [network.anAuthority('vl-moj'), network.aSecretariat()];
    const admin = authority.anAdministrator('ana').aDevice('device-ana', 'web');
    const approver = secretariat.anAdministrator('sol').aDevice('device-sol', 'web');
    expect(effectOf(network.say(published(authority), admin, approver))).toBe('statement.web-only');
  });

  it('is not approved by a secretariat that is stopped, or was never notified', () => {
    const network = aNetwork();
    const authority = network.anAuthority('vl-moj');
    expect(effectOf(network.say(published(authority), authority.key))).toBe('statement.not-entitled');
    const secretariat = network.aSecretariat();
    secretariat.is('suspended');
    expect(effectOf(network.say(published(authority), authority.key, secretariat.key))).toBe('statement.not-entitled');
  });

  it("takes two administrators when it is the secretariat's own", () => {
    const secretariat = aNetwork().aSecretariat();
    const [one, two] = [secretariat.anAdministrator('sol').aDevice(), secretariat.anAdministrator('sid').aDevice()];
    expect(effectOf(secretariat.network.say(published(secretariat), one))).toBe('statement.too-few');
    expect(effectOf(secretariat.network.say(published(secretariat), one, two))).toBe('applied');
  });
});
