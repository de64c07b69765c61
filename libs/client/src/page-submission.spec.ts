import { describe, expect, it } from '@jest/globals';
import type { SubmittedPage } from '#contracts';
import { bodyHash, parseStatement, type DeviceKind } from '#directory';
import { codeOf, toBase64url } from '#primitives';
import { aNetwork, aPage, type DeviceBuilder } from '../../../tests/support/directory.js';
import { sealedPage } from './page-draft.js';
import { checkSubmission } from './page-submission.js';
import { pageVersions } from './page-versions.js';

const NOW = 1_795_000_000;

function aPlace(kind: DeviceKind = 'desktop') {
  const network = aNetwork();
  const secretariat = network.aSecretariat();
  const sol = secretariat.anAdministrator('sol').aDevice();
  const sam = secretariat.anAdministrator('sam').aDevice();
  const north = network.anAuthority('north');
  const ana = north.anAdministrator('ana').aDevice('ana-device', kind);
  const otto = north.anOfficer('otto').aDevice();
  const submittedBy = (by: DeviceBuilder, changes: Partial<SubmittedPage> = {}): SubmittedPage => {
    const { page, openings } = sealedPage({
      ...aPage({ ministry: 'Another' }),
      sections: [],
      persons: [{ role: 'head', fields: { name: { value: 'Ana', visible: 'members' } } }],
    });
    const subject = by.officer.authority.id;
    const statement = network.signed({ type: 'page.published', subject, page }, by);
    const id = toBase64url(bodyHash(parseStatement(statement).body));
    return { id, authority: subject, state: 'submitted', statement, openings, at: NOW, ...changes };
  };
  const check = (submitted: SubmittedPage, by: DeviceBuilder = sol, as: DeviceKind = by.kind) =>
    checkSubmission(submitted, {
      view: network.directory.latest,
      at: NOW,
      identity: {
        networkId: network.networkId,
        authority: by.officer.authority.id,
        officer: by.officer.id,
        kind: as,
      },
      opened: () => undefined,
    }).view;
  return { network, north, sol, sam, ana, otto, submittedBy, check };
}

describe('a page that was submitted', () => {
  it('is shown with who signed it and what it changes, and may be approved by the secretariat', () => {
    const { network, north, sol, ana, submittedBy, check } = aPlace();
    network.say({ type: 'page.published', subject: north.id, page: aPage() }, ana, sol);
    const view = check(submittedBy(ana));
    expect(view).toMatchObject({
      approval: 'ready',
      isStale: false,
      by: { authority: north.id, officer: ana.officer.id, device: ana.id, kind: 'desktop' },
      differences: [
        { field: 'ministry', before: 'Ministry of Justice', after: 'Another' },
        { field: 'persons.name', key: 'head 1', after: 'Ana' },
        { field: 'persons.name.visible', key: 'head 1', after: ['members'] },
      ],
    });
  });

  it('says what keeps it from being approved here', () => {
    const { network, north, sol, sam, ana, otto, submittedBy, check } = aPlace('web');
    const page = submittedBy(ana);
    expect(check(page).approval).toBe('ready');
    expect(check(page, sol, 'web').approval).toBe('web-only');
    expect(check({ ...page, state: 'returned' }).approval).toBe('over');
    expect(check(page, ana).approval).toBe('not-yours');
    expect(check(submittedBy(otto)).approval).toBe('unsigned');
    expect(check(submittedBy(sol)).approval).toBe('same-person');
    expect(check(submittedBy(sol), sam).approval).toBe('ready');
    network.say({ type: 'authority.settings', subject: north.id, ...settings }, ana);
    expect(check(page)).toMatchObject({ approval: 'stale', isStale: true });
  });

  it('is refused where it is another than the relay says, or the authority did not sign it', () => {
    const { sol, ana, submittedBy, check } = aPlace();
    const page = submittedBy(ana);
    const codes = [
      { ...page, id: submittedBy(sol).id },
      { ...page, authority: sol.officer.authority.id },
      { ...page, statement: page.statement.replace('Another', 'Anather') },
      { ...page, statement: page.statement.replace(/"signature":"..../, '"signature":"AAAA') },
      { ...page, statement: '{}' },
      { ...page, statement: bySol(page, sol) },
    ].map((one) => codeFrom(() => check(one)));
    expect(codes).toEqual(Array(6).fill('page.refused'));
  });
});

describe('a page that waits', () => {
  it('is refused where not every personal field is opened by an opening of its own', () => {
    const { ana, submittedBy, check } = aPlace();
    const page = submittedBy(ana);
    const [opening] = page.openings;
    if (opening === undefined) throw new Error('no opening');
    const codes = [
      [],
      [{ ...opening, value: 'Bea' }],
      [{ ...opening, label: 'email' }],
      [opening, opening],
      [opening],
    ].map((openings) => codeFrom(() => check({ ...page, openings })));
    expect(codes).toEqual([...Array<string>(4).fill('page.refused'), 'done']);
    expect(check({ ...page, openings: [], state: 'withdrawn' }).approval).toBe('over');
  });

  it('is refused where one value stands for the field of another label', () => {
    const { network, north, ana, check } = aPlace();
    const person = { role: 'head' as const, fields: { name: { value: 'Ana', visible: 'members' as const } } };
    const { page, openings } = sealedPage({ ...aPage(), persons: [person], sections: [] });
    const [sealed] = page.persons;
    if (sealed === undefined) throw new Error('no person');
    const persons = [{ role: sealed.role, fields: { email: sealed.fields.name } }];
    const body = { type: 'page.published' as const, subject: north.id, page: { ...page, persons } };
    const statement = network.signed(body, ana);
    const id = toBase64url(bodyHash(parseStatement(statement).body));
    const submitted = { id, authority: north.id, state: 'submitted' as const, statement, openings, at: NOW };
    expect(codeFrom(() => check(submitted))).toBe('page.refused');
  });
});

describe('pageVersions', () => {
  it('are those of the log, the newest first, with who signed and who approved', () => {
    const { network, north, sol, ana } = aPlace();
    const first = network.entries.length;
    network.say({ type: 'page.published', subject: north.id, page: aPage() }, ana, sol);
    network.say({ type: 'page.published', subject: north.id, page: aPage({ ministry: 'B' }) }, north.key, sol);
    const stated = () =>
      network.entries.flatMap(({ statement = '', subject }, index) =>
        subject === north.id ? [{ index, statement }] : [],
      );
    const versions = pageVersions({ latest: network.directory.latest, stated, opened: () => undefined }, north.id);
    expect(versions).toMatchObject([
      { index: first + 1, page: { ministry: 'B' }, by: [{ authority: north.id }], approvedBy: [{ device: sol.id }] },
      { index: first, by: [{ device: ana.id }], approvedBy: [{ device: sol.id }] },
    ]);
  });
});

const settings = { idleLock: 60, readMarkers: true, clearance: [], highestMarking: '', webAllowed: true };

function codeFrom(act: () => unknown): string | undefined {
  try {
    act();
    return 'done';
  } catch (error) {
    return codeOf(error);
  }
}

/** The same body, signed by another device alone. */
function bySol(page: SubmittedPage, sol: DeviceBuilder): string {
  const { body } = parseStatement(page.statement);
  return sol.officer.authority.network.signed(body as never, sol);
}
