import { describe, expect, it } from '@jest/globals';
import { aConversationId, aNetwork, effectOf } from '../../../../tests/support/directory.js';
import { anArchive } from '../../../../tests/support/directory-history.js';
import { fromBase64url, toBase64url } from '#primitives';
import { archiveInForce, bodyHash, isOpened } from '../index.js';

function anOffice() {
  const authority = aNetwork().anAuthority('vl-moj');
  const { network } = authority;
  const [ana, ben] = [authority.anAdministrator('ana').aDevice(), authority.anAdministrator('ben').aDevice()];
  const { signers, body } = anArchive(authority);
  const archives = () => network.directory.latest.authority(authority.id)?.archives ?? [];
  const opened = (archive: string) => ({
    type: 'archive.opened' as const,
    subject: authority.id,
    archive,
    scope: 'all' as const,
    device: ana.id,
  });
  return { authority, network, ana, ben, signers, body, archives, opened };
}

describe('archive.declared', () => {
  it('takes two administrators, and is named by the hash of its body', () => {
    const { network, ana, ben, body, archives } = anOffice();
    expect(effectOf(network.say(body, ana))).toBe('statement.too-few');
    const full = network.body(body);
    expect(effectOf(network.say(body, ana, ben))).toBe('applied');
    const { k, n, holders, signers, paper } = body;
    expect(archives()).toEqual([{ id: toBase64url(bodyHash(full)), k, n, holders, signers, paper }]);
  });

  it('without holders ends the archive, which can still be opened, and is refused where there is none', () => {
    const { authority, network, body, signers, archives, opened } = anOffice();
    const end = { ...body, k: 0, n: 0, holders: [], signers: [], paper: 0 };
    const inForce = () => network.directory.latest.authority(authority.id);
    expect(effectOf(network.say(end, authority.key))).toBe('directory.archive');
    network.say(body, authority.key);
    expect(archiveInForce(inForce() ?? { archives: [] })?.id).toBe(archives()[0]?.id);
    expect(effectOf(network.say(end, authority.key))).toBe('applied');
    expect(archiveInForce(inForce() ?? { archives: archives().slice(0, 1) })).toBeUndefined();
    expect(effectOf(network.say(end, authority.key))).toBe('directory.archive');
    expect(effectOf(network.say(opened(archives()[1]?.id ?? ''), ...signers))).toBe('directory.archive');
    expect(effectOf(network.say(opened(archives()[0]?.id ?? ''), ...signers))).toBe('applied');
    network.say(body, authority.key);
    expect(archiveInForce(inForce() ?? { archives: [] })?.id).toBe(archives()[2]?.id);
  });

  it('takes the authority key alone', () => {
    const { authority, network, body } = anOffice();
    expect(effectOf(network.say(body, authority.key))).toBe('applied');
  });
});

describe('archive.opened', () => {
  it('takes k holders of that archive, an older one too, and is noted', () => {
    const { authority, network, ana, body, signers, archives, opened } = anOffice();
    network.say(body, authority.key);
    network.say({ ...body, signers: [...body.signers].reverse() }, authority.key);
    const [older] = archives();
    const opening = { ...opened(older?.id ?? ''), scope: [aConversationId('one')] };
    expect(effectOf(network.say(opening, ...signers.slice(0, 1)))).toBe('statement.too-few');
    expect(effectOf(network.say(opening, authority.key))).toBe('statement.not-entitled');
    expect(effectOf(network.say(opening, ...signers.slice(1)))).toBe('applied');
    const openings = network.directory.latest.authority(authority.id)?.openings ?? [];
    expect(openings).toMatchObject([
      { index: network.entries.length - 1, archive: older?.id, scope: [aConversationId('one')], device: ana.id },
    ]);
    expect(openings.map(({ id }) => fromBase64url(id).length)).toEqual([32]);
    const [one, other] = [aConversationId('one'), aConversationId('other')];
    const both = openings.flatMap((each) => [isOpened(each, one), isOpened(each, other)]);
    expect([...both, isOpened({ scope: 'all' }, other)]).toEqual([true, false, true]);
  });

  it('is refused of no archive, to no device of this authority and to one that is gone', () => {
    const { authority, network, ana, ben, body, signers, archives, opened } = anOffice();
    expect(effectOf(network.say(opened(ana.signing.key), ...signers))).toBe('directory.archive');
    network.say(body, authority.key);
    const opening = opened(archives()[0]?.id ?? '');
    const elsewhere = network.anAuthority('xk-moj').anOfficer('eva').aDevice();
    expect(effectOf(network.say({ ...opening, device: elsewhere.id }, ...signers))).toBe('directory.device-unknown');
    ana.isRevoked();
    expect(effectOf(network.say(opening, ...signers))).toBe('directory.final');
    ben.officer.isDismissed();
    expect(effectOf(network.say({ ...opening, device: ben.id }, ...signers))).toBe('directory.final');
  });
});
