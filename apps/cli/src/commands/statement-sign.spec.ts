import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviceCode, newSignatureKey, randomBytes, sealWithPassphrase } from '#crypto';
import { toBase64url } from '#primitives';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepsArchive } from '../../../../tests/support/archive.js';
import { comity, type Said } from '../../../../tests/support/comity.js';
import { aNetwork } from '../../../../tests/support/directory.js';

const folder = mkdtempSync(join(tmpdir(), 'comity-sign-'));
const path = (name: string): string => join(folder, name);
const network = aNetwork();
const north = network.anAuthority('north');
const enrolment = { ...north.anAdministrator('ana').aDevice('device-ana', 'web').enrolment, prev: '' };
const archive = { ...keepsArchive(north).declaration, prev: '' };
const dismissal = { type: 'officer.dismissed', subject: north.id, prev: '', officer: 'ben' };

async function signing(body: object, ...options: readonly string[]): Promise<Said & { readonly signatures: number }> {
  writeFileSync(path('s.json'), JSON.stringify({ body, signatures: [] }));
  const key = ['--key', path('own.key'), '--network', path('founding.json'), '--passphrase-file', path('passphrase')];
  const argv = ['statement', 'sign', path('s.json'), ...key, ...options];
  const answer = await comity(...argv);
  const { signatures } = JSON.parse(readFileSync(path('s.json'), 'utf8')) as { readonly signatures: readonly object[] };
  return { ...answer, signatures: signatures.length };
}

describe('comity statement sign with a key', () => {
  beforeAll(() => {
    const passphrase = 'a long enough passphrase';
    writeFileSync(path('passphrase'), `${passphrase}\n`, { mode: 0o600 });
    writeFileSync(path('founding.json'), network.entries[0]?.statement ?? '');
    const plaintext = randomBytes(32);
    const publicKey = toBase64url(newSignatureKey(plaintext).publicKey);
    // At the least cost, which it states itself: it is opened for every signature.
    const cost = { unsafeTestingCost: { ops: 1, memory: 8 } };
    const sealed = toBase64url(sealWithPassphrase({ passphrase, purpose: 'comity/key-file/v1', plaintext, ...cost }));
    writeFileSync(path('own.key'), JSON.stringify({ comity: 'signature key', publicKey, sealed }), { mode: 0o600 });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("prints each holder's key of an archive, and signs only what was compared", async () => {
    const unsaid = await signing(archive);
    expect(unsaid).toMatchObject({
      code: 2,
      signatures: 0,
      err: expect.stringMatching(/ holder 3 +(?:[0-9a-f]{4} ?){8}/),
    });
    expect(unsaid.err).toContain('--compared');
    expect(await signing(archive, '--json')).toMatchObject({ code: 2, signatures: 0 });
    const { code, out, signatures } = await signing(archive, '--json', '--compared');
    expect([code, signatures]).toEqual([0, 1]);
    const holder = { place: 1, isPaper: false, fingerprint: expect.stringMatching(/^(?:[0-9a-f]{4} ?){8}$/) };
    expect(JSON.parse(out)).toMatchObject({ signatures: 1, told: { after: { holders: [holder, {}, {}] } } });
    expect(out).not.toContain('"before"');
  });

  it('says first what it is and about whom, and shows no key that nobody can compare', async () => {
    const { err, out } = await signing(archive, '--compared');
    expect(err).toMatch(/^\S+s\.json: archive\.declared, about authority:north\n/);
    expect(err.length).toBeLessThan(2000);
    for (const { length } of archive.holders)
      expect(err).toContain(`… (${String(length)} characters, whole in the file)`);
    for (const key of archive.signers) expect(err).toContain(key);
    expect(out).toMatch(/signed by \S+ \(1 key in all\)\n$/);
    const { body } = JSON.parse((await signing(archive, '--compared', '--json')).out) as { body: object };
    expect(body).toEqual(archive);
  });

  it('enrols the device whose six words were read, and no other', async () => {
    const words = deviceCode({ networkId: network.networkId, enrolment });
    const other = words.toReversed().join(' ');
    expect(await signing(enrolment, '--words', other)).toMatchObject({
      code: 3,
      signatures: 0,
      err: expect.stringContaining('[statement.other-device]'),
    });
    expect(await signing(enrolment, '--words', words.join(' '))).toMatchObject({ code: 0, signatures: 1 });
  });

  it('signs a founding statement and what names it in one command, before the first has a signature', async () => {
    writeFileSync(path('new.json'), JSON.stringify({ body: network.founding, signatures: [] }));
    writeFileSync(path('next.json'), JSON.stringify({ body: dismissal, signatures: [] }));
    const key = ['--key', path('own.key'), '--passphrase-file', path('passphrase'), '--network', path('new.json')];
    const argv = ['statement', 'sign', path('new.json'), path('next.json'), ...key];
    expect(await comity(...argv)).toMatchObject({ code: 0 });
    for (const name of ['new.json', 'next.json'])
      expect(JSON.parse(readFileSync(path(name), 'utf8'))).toMatchObject({ signatures: [{}] });
  });

  it('tells of an appointment no more than the file says: whether it is a first one, or makes or unmakes an administrator, is not known', async () => {
    for (const roles of [['officer'], ['administrator', 'officer']]) {
      const { code, out } = await signing({ ...north.appointment('ana'), roles, prev: '' }, '--json');
      expect([code, JSON.parse(out)]).toEqual([
        0,
        expect.objectContaining({ told: expect.objectContaining({ is: 'appointment', after: expect.anything() }) }),
      ]);
    }
  });

  it('ignores nothing that was said to be compared', async () => {
    for (const option of [['--compared'], ['--words', 'one two three four five six']])
      expect(await signing(dismissal, ...option)).toMatchObject({ code: 2, signatures: 0 });
    expect(await signing(dismissal)).toMatchObject({
      code: 0,
      signatures: 1,
      err: expect.stringContaining('dismissed'),
    });
  });
});
