import { describe, expect, it } from '@jest/globals';
import { OfficerId } from '#contracts';
import { canonicalJson, deviceCode, fieldCommitment, newAgreementKey, randomBytes } from '#crypto';
import { commitmentOf, statementMessage } from '#directory';
import { codeOf, compareText, toBase64url } from '#primitives';
import { aNetwork, type DeviceBuilder, type TestKey } from '../../../tests/support/directory.js';
import { keepsArchive } from '../../../tests/support/archive.js';
import { refusalOf } from '../../../tests/support/tampering.js';
import { carriedStatement, demandCompared, readCarried, toldByKey, type CarriedBy } from './carried-statement.js';
import { formatStatementFile, type StatementFile } from './statement-file.js';

const AT = 1_800_000_000;
const NAMES: Readonly<Record<string, string>> = { ana: 'Ana Exemplar', cyd: 'Cyd Exemplar', olga: 'Olga Exemplar' };

/** What this device was given, by its commitment. */
const KNOWN = new Map<string, string>();

/** A personal field as a statement commits to it, and what opens it. */
function aField(label: 'name' | 'telephone' | 'email', value: string, visible: 'everyone' | 'members' = 'members') {
  const opening = { label, value, r: toBase64url(randomBytes(32)) };
  return { opening, field: { commitment: commitmentOf(opening), visible } };
}

function withKey(networkId: Uint8Array, { body, ...file }: StatementFile, { key, sign }: TestKey): StatementFile {
  const own = { key, signature: toBase64url(sign(statementMessage(networkId, body))) };
  const signatures = [...file.signatures, own].sort((a, b) => compareText(a.key, b.key));
  return { ...file, body, signatures };
}

/** An authority with three administrators, one of them on the command line, and an officer. */
function anOffice() {
  const network = aNetwork();
  const north = network.anAuthority('north');
  const [ana, ben, cyd] = ['ana', 'ben', 'cyd'].map((name) => north.anAdministrator(name));
  const devices = {
    ana: ana?.aDevice('device-ana', 'web'),
    ben: ben?.aDevice('device-ben', 'web'),
    cyd: cyd?.aDevice('device-cyd', 'cli'),
    ana2: ana?.aDevice('device-ana-2', 'cli'),
  } as Readonly<Record<'ana' | 'ben' | 'cyd' | 'ana2', DeviceBuilder>>;
  const officer = north.anOfficer('olga');
  const by = (self: DeviceBuilder = devices.ana): CarriedBy => ({
    view: network.directory.latest,
    at: AT,
    identity: { networkId: network.networkId, authority: north.id, device: self.id },
    statements: [],
    nameOf: (id) => NAMES[id],
    opened: (commitment) => KNOWN.get(commitment),
  });
  const dismissal = (name: string): StatementFile => ({
    body: { type: 'officer.dismissed', subject: north.id, prev: '', officer: name },
    signatures: [],
  });
  const signed = (file: StatementFile, ...signers: DeviceBuilder[]): StatementFile =>
    signers.reduce((one, { signing }) => withKey(network.networkId, one, signing), file);
  return { network, north, devices, officer, by, dismissal, signed };
}

describe('a statement that takes two administrators', () => {
  it('lacks a signature, then one from outside a browser, then nothing', () => {
    const { devices, by, dismissal, signed } = anOffice();
    const missing = (...signers: DeviceBuilder[]) =>
      carriedStatement(signed(dismissal('cyd'), ...signers), by()).missing;
    expect(missing()).toBe('signature');
    expect(missing(devices.ana)).toBe('signature');
    expect(missing(devices.ana, devices.ana2)).toBe('signature');
    expect(missing(devices.ana, devices.ben)).toBe('not-web');
    expect(missing(devices.ana2, devices.ben)).toBeUndefined();
  });

  it('counts persons: two devices of one administrator are one, and whom it is about is none', () => {
    const { devices, by, dismissal, signed } = anOffice();
    const count = (...signers: DeviceBuilder[]) =>
      carriedStatement(signed(dismissal('cyd'), ...signers), by()).administrators;
    expect([count(), count(devices.ana, devices.ana2)]).toEqual([0, 1]);
    expect([count(devices.ana, devices.ana2, devices.cyd), count(devices.ana2, devices.ben)]).toEqual([1, 2]);
  });

  it('names those who may sign what it lacks: neither whom it is about, nor who has no device for it', () => {
    const { north, devices, by, dismissal, signed } = anOffice();
    north.anAdministrator('dee');
    const named = (who: string, ...signers: DeviceBuilder[]) =>
      carriedStatement(signed(dismissal(who), ...signers), by()).next;
    const [ana, ben, cyd] = [
      { officer: 'ana', name: 'Ana Exemplar' },
      { officer: 'ben', name: 'ben' },
      { officer: 'cyd', name: 'Cyd Exemplar' },
    ];
    expect(named('dee')).toEqual([ana, ben, cyd]);
    expect(named('dee', devices.ana)).toEqual([ben, cyd]);
    expect(named('cyd', devices.ana)).toEqual([ben]);
    expect(named('cyd', devices.ana, devices.ben)).toEqual([ana]);
    expect(named('dee', devices.ana, devices.cyd)).toEqual([]);
    devices.ana2.isRevoked();
    expect(named('cyd', devices.ana, devices.ben)).toEqual([]);
  });

  it('is not signed by an officer', () => {
    const { devices, by, dismissal, officer, signed } = anOffice();
    const file = signed(dismissal('cyd'), devices.ana, officer.aDevice());
    const { signers, missing, isSigned } = carriedStatement(file, by());
    expect(signers.map(({ is }) => is).sort()).toEqual(['administrator', 'nobody']);
    expect([missing, isSigned]).toEqual(['signature', true]);
  });

  it('lacks nothing where who leaves office says so, as the directory has it', () => {
    const { network, north, devices, by, dismissal, signed } = anOffice();
    const file = signed(dismissal('cyd'), devices.cyd);
    expect(carriedStatement(file, by()).missing).toBeUndefined();
    const leaving = { type: 'officer.dismissed', subject: north.id, officer: OfficerId.parse('cyd') } as const;
    expect(network.say(leaving, devices.cyd.signing)).toEqual({ effect: 'applied' });
  });

  it('counts administrators of a frozen authority where it takes an office away, and only there', () => {
    const { north, devices, by, dismissal, signed } = anOffice();
    north.is('frozen');
    const { missing, administrators } = carriedStatement(signed(dismissal('ben'), devices.ana, devices.cyd), by());
    expect([missing, administrators]).toEqual([undefined, 2]);
    const body = north.appointment('dee');
    const appointed = signed({ body: { ...body, prev: '' }, signatures: [] }, devices.ana);
    expect(carriedStatement(appointed, by()).missing).toBe('signature');
  });

  it("takes one administrator to end a liaison officer's service, whatever they are at home", () => {
    const { network, north, devices, by, signed } = anOffice();
    const sue = network.anAuthority('south').anAdministrator('sue');
    north.accredits(sue);
    const body = { type: 'officer.dismissed', subject: north.id, prev: '', officer: sue.id };
    const file = signed({ body, signatures: [] }, devices.ana);
    expect(carriedStatement(file, by()).missing).toBeUndefined();
  });

  it('takes one signature where it is about no administrator', () => {
    const { devices, by, dismissal, signed } = anOffice();
    expect(carriedStatement(signed(dismissal('olga'), devices.ana), by()).missing).toBeUndefined();
  });

  it('is enough signed by the key of the authority', () => {
    const { network, north, by, dismissal } = anOffice();
    const file = withKey(network.networkId, dismissal('cyd'), north.key);
    expect(carriedStatement(file, by())).toMatchObject({ missing: undefined, signers: [{ is: 'authority-key' }] });
  });

  it('is overtaken when something else was stated, and stands once it is stated itself', () => {
    const { network, north, by, devices, dismissal, signed } = anOffice();
    const body = { ...dismissal('cyd').body, prev: network.directory.latest.latestStatementHash(north.id) };
    const file = signed({ body, signatures: [] }, devices.ana);
    expect(carriedStatement(file, by()).isStale).toBe(false);
    north.anOfficer('petra');
    expect(carriedStatement(file, by()).isStale).toBe(true);
    const statements = [canonicalJson({ body, signatures: file.signatures })];
    expect(carriedStatement(file, { ...by(), statements })).toMatchObject({ isLogged: true, isStale: false });
  });

  it('is read from its file, and refused where it is another act, of another authority, altered, or names somebody else', () => {
    const { by, devices, dismissal, signed } = anOffice();
    const { identity } = by();
    const read = (file: StatementFile) => {
      try {
        return readCarried(formatStatementFile(file), identity).body.type;
      } catch (error) {
        return codeOf(error);
      }
    };
    const file = signed(dismissal('cyd'), devices.ana);
    expect(read(file)).toBe('officer.dismissed');
    expect(read({ ...file, body: { ...file.body, officer: 'ben' } })).toBe('statement.signature');
    expect(read({ ...file, body: { ...file.body, subject: 'authority:south' } })).toBe('statement.elsewhere');
    const revoked = { type: 'device.revoked', subject: identity.authority, prev: '', device: 'device-ana' };
    expect(read({ body: revoked, signatures: [] })).toBe('statement.elsewhere');
    const r = randomBytes(32);
    const commitment = toBase64url(fieldCommitment(r, 'name', 'Dora'));
    const appointed = {
      type: 'officer.appointed',
      subject: identity.authority,
      prev: '',
      officer: OfficerId.parse('dora'),
      roles: ['administrator', 'officer'],
      validity: { from: 0, until: 2 * AT },
      fields: { name: { commitment, visible: 'members' } },
    };
    const opening = { label: 'name', value: 'Dora', r: toBase64url(r) };
    expect(read({ body: appointed, signatures: [], openings: [opening] })).toBe('officer.appointed');
    const other = { ...opening, value: 'The Minister' };
    expect(read({ body: appointed, signatures: [], openings: [other] })).toBe('statement.file');
    expect(() => readCarried('x'.repeat(1 << 20), identity)).toThrow();
  });
});

describe('what a carried statement comes to', () => {
  const validity = { from: AT, until: 2 * AT };

  function anAppointment(officer: string, roles: readonly string[], called?: string) {
    const { network, north, by, devices } = anOffice();
    const r = randomBytes(32);
    const name = { commitment: toBase64url(fieldCommitment(r, 'name', called ?? '')), visible: 'members' };
    const fields = called === undefined ? {} : { name };
    const openings = called === undefined ? [] : [{ label: 'name', value: called, r: toBase64url(r) }];
    const body = { type: 'officer.appointed', subject: north.id, prev: '', officer, roles, validity, fields };
    return { network, north, devices, told: carriedStatement({ body, signatures: [], openings }, by()).told };
  }

  it('is that somebody new comes, that an officer becomes an administrator, that one is none any more, or neither', () => {
    const [both, one] = [['administrator', 'officer'], ['officer']];
    expect(anAppointment('dora', both, 'Dora').told).toMatchObject({
      is: 'appointed',
      officer: 'dora',
      name: 'Dora',
      before: undefined,
      after: { fields: [{ label: 'name', value: 'Dora', visible: 'members' }], roles: both, validity },
    });
    expect(anAppointment('olga', both).told).toMatchObject({ is: 'promoted', before: { roles: one } });
    expect(anAppointment('cyd', one).told).toMatchObject({ is: 'demoted', before: { roles: both } });
    expect(anAppointment('cyd', both).told).toMatchObject({ is: 'changed', after: { validity } });
    expect(anAppointment('eve', one).told).toMatchObject({ is: 'appointed', name: 'eve', after: { fields: [] } });
  });

  it('never calls somebody whom the directory knows by the name that a file brings', () => {
    expect(anAppointment('olga', ['administrator', 'officer'], 'Ana Exemplar').told).toMatchObject({
      officer: 'olga',
      name: 'Olga Exemplar',
      before: { fields: [] },
      after: { fields: [{ label: 'name', value: 'Ana Exemplar', visible: 'members' }] },
    });
  });

  it('is each personal field and who sees it, before and after: also where nothing but a telephone is another', () => {
    const { north, by } = anOffice();
    const [name, old] = [aField('name', 'Nils Exemplar'), aField('telephone', '+1 555 0100')];
    for (const { opening, field } of [name, old]) KNOWN.set(field.commitment, opening.value);
    north.anOfficer('nils', { fields: { name: name.field, telephone: old.field } });
    const told = (fields: object, openings: StatementFile['openings'] = []) => {
      const body = { ...north.appointment('nils'), prev: '', fields };
      const { told: act } = carriedStatement({ body, signatures: [], openings }, by());
      if (act.is !== 'changed') throw new Error('no appointment');
      return act;
    };
    const isNamed = { label: 'name', value: 'Nils Exemplar', visible: 'members' };
    const fresh = aField('telephone', '+1 555 0199');
    expect(told({ name: name.field, telephone: fresh.field }, [fresh.opening])).toMatchObject({
      changes: ['telephone'],
      before: { fields: [isNamed, { label: 'telephone', value: '+1 555 0100', visible: 'members' }] },
      after: { fields: [isNamed, { label: 'telephone', value: '+1 555 0199', visible: 'members' }] },
    });
    expect(told({ name: name.field, telephone: fresh.field })).toMatchObject({
      changes: ['telephone'],
      after: { fields: [isNamed, { label: 'telephone', value: undefined, visible: 'members' }] },
    });
    const opened = { ...old.field, visible: 'everyone' };
    expect(told({ name: name.field, telephone: opened })).toMatchObject({
      changes: ['telephone'],
      after: { fields: [isNamed, { value: '+1 555 0100', visible: 'everyone' }] },
    });
    const same = aField('telephone', '+1 555 0100');
    expect(told({ name: name.field, telephone: same.field }, [same.opening]).changes).toEqual([]);
    expect(told({ name: name.field, telephone: old.field }).changes).toEqual([]);
    expect(told({ name: name.field }).changes).toEqual(['telephone']);
  });

  it('is told by the file alone to whoever signs by a key, and nothing of what is no such act', () => {
    const { north, devices } = anOffice();
    const { opening, field } = aField('email', 'dora@example.invalid', 'everyone');
    const body = { ...north.appointment('dora'), prev: '', fields: { email: field } };
    expect(toldByKey({ body, signatures: [], openings: [opening] })).toMatchObject({
      is: 'appointed',
      after: { fields: [{ label: 'email', value: 'dora@example.invalid', visible: 'everyone' }] },
    });
    const other = { ...opening, value: 'someone@example.invalid' };
    expect(refusalOf(() => toldByKey({ body, signatures: [], openings: [other] }))).toBe('statement.file');
    expect(toldByKey({ body: { ...devices.ana.enrolment, prev: '' }, signatures: [] })).toMatchObject({ kind: 'web' });
    const revoked = { type: 'device.revoked', subject: north.id, prev: '', device: devices.ana.id };
    expect(toldByKey({ body: revoked, signatures: [] })).toBeUndefined();
  });

  it('is each holder of an archive by both its keys, beside the archive in force, and nothing of an end', () => {
    const { north, by } = anOffice();
    const told = (change: object) => {
      const body = { ...declaration, prev: '', ...change };
      return carriedStatement({ body, signatures: [] }, by()).told;
    };
    const { declaration } = keepsArchive(north);
    const same = told({});
    expect(same).toMatchObject({ is: 'archive', after: { k: 2, n: 3 } });
    if (same.is !== 'archive') throw new Error('no archive');
    expect(same.before).toEqual(same.after);
    expect(same.after.holders.map(({ place, isPaper }) => [place, isPaper])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(new Set(same.after.holders.map(({ fingerprint }) => fingerprint)).size).toBe(3);
    const stolen = toBase64url(newAgreementKey(randomBytes(32)).publicKey);
    const other = told({ holders: [stolen, ...declaration.holders.slice(1)] });
    if (other.is !== 'archive') throw new Error('no archive');
    const changed = other.after.holders.map(({ fingerprint }, i) => fingerprint !== same.after.holders[i]?.fingerprint);
    expect(changed).toEqual([true, false, false]);
    expect(told({ k: 0, n: 0, holders: [], signers: [], paper: 0 })).toMatchObject({
      is: 'archive-ended',
      before: { n: 3 },
    });
  });
});

describe('whoever signs second', () => {
  const { network, north, devices } = anOffice();
  const { networkId } = network;
  const refusalWith = (body: StatementFile['body'], compared: Parameters<typeof demandCompared>[2]) =>
    refusalOf(() => {
      demandCompared({ body, signatures: [] }, networkId, compared);
    });

  it('types the six words of the device that is enrolled, and no other', () => {
    const body = { ...devices.ana.enrolment, prev: '' };
    const words = deviceCode({ networkId, enrolment: body });
    expect(refusalWith(body, { words: words.join(' ') })).toBe('accepted');
    for (const typed of [undefined, '', words.toReversed().join(' ')])
      expect(refusalWith(body, { words: typed, areHoldersCompared: true })).toBe('statement.other-device');
  });

  it('says that the keys of the holders were compared, where there are holders', () => {
    const { declaration } = keepsArchive(north);
    const body = { ...declaration, prev: '' };
    expect(refusalWith(body, {})).toBe('statement.compare');
    expect(refusalWith(body, { areHoldersCompared: true })).toBe('accepted');
    expect(refusalWith({ ...body, k: 0, n: 0, holders: [], signers: [], paper: 0 }, {})).toBe('accepted');
  });
});
