import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ApplicationId } from '#contracts';
import { toBase64url } from '#primitives';
import { Checklist, checklistItems } from './application-content.js';
import { emptyForm, formProblems, type ApplicationForm } from './application-form.js';
import {
  applicationLink,
  applicationReference,
  idsOfReference,
  isAmong,
  linkSecrets,
  parseApplicationLink,
} from './application-link.js';
import { fileToSign, mintAuthority, notificationOf, saysForm, signedIn } from './application-statement.js';
import { refusalOf } from '../../../tests/support/tampering.js';

const TODAY = '2026-03-01';
const key = (fill: number) => toBase64url(new Uint8Array(32).fill(fill));
const whole: ApplicationForm = {
  state: 'QM',
  authority: { name: 'Ministère de la Justice', address: '' },
  functions: [
    { function: 'extradition', instrument: 'untoc' },
    { function: 'extradition', instrument: 'uncac' },
  ],
  designation: { reference: 'MAR/14', date: '2026-01-20' },
  keys: [key(1), key(2)],
  threshold: 2,
  contact: { name: 'Ada', office: 'Mission', telephone: '1', email: 'ada@marenia.example' },
  remarks: '',
};
const problems = (changes: object) => formProblems({ ...whole, ...changes }, TODAY);
const nothing = { latestStatementHash: () => '' };

describe('formProblems', () => {
  it('has nothing against a form that is whole, and names every field of an empty one', () => {
    expect(problems({})).toEqual([]);
    expect(formProblems(emptyForm(), TODAY).map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        'state',
        'authority.name',
        'functions',
        'designation.reference',
        'keys',
        'contact.email',
      ]),
    );
    expect(formProblems('nonsense', TODAY)).toEqual([{ field: '', is: 'form' }]);
  });

  it('names a day to come and an address that is none also while other fields are empty', () => {
    const contact = { ...whole.contact, office: '', telephone: 'none', email: 'ada' };
    expect(problems({ keys: [], contact, designation: { reference: '', date: '2026-03-02' } })).toEqual(
      expect.arrayContaining([
        { field: 'keys', is: 'missing' },
        { field: 'contact.office', is: 'missing' },
        { field: 'contact.telephone', is: 'form' },
        { field: 'contact.email', is: 'form' },
        { field: 'designation.date', is: 'future' },
      ]),
    );
  });

  it.each<readonly [string, object, string, string]>([
    ['a threshold above the keys', { threshold: 3 }, 'threshold', 'order'],
    ['a key twice', { keys: [key(1), key(1)] }, 'keys.1', 'twice'],
    ['a key that is none', { keys: ['abc'] }, 'keys.0', 'form'],
    ['a function twice', { functions: [whole.functions[0], whole.functions[0]] }, 'functions.1', 'twice'],
    ['a day to come', { designation: { reference: 'x', date: '2026-03-02' } }, 'designation.date', 'future'],
    ['a day that no calendar has', { designation: { reference: 'x', date: '2026-02-30' } }, 'designation.date', 'form'],
    ['an address that is none', { contact: { ...whole.contact, email: 'ada' } }, 'contact.email', 'form'],
    ['a name too long', { authority: { name: 'x'.repeat(201), address: '' } }, 'authority.name', 'too-long'],
    ['a field that is not known', { secret: 1 }, 'secret', 'unknown'],
    [
      'more functions than a notification holds',
      { functions: Array.from({ length: 33 }, (_, i) => ({ function: `f${String(i)}`, instrument: 'untoc' })) },
      'functions',
      'too-many',
    ],
  ])('names %s', (_, changes, field, is) => {
    expect(problems(changes)).toContainEqual({ field, is });
  });
});

describe('a private link', () => {
  const link = {
    relay: 'https://relay.example',
    networkId: new Uint8Array(32).fill(3),
    secret: new Uint8Array(32).fill(4),
  };

  it('comes back as it was, also with what e-mail puts in between', () => {
    const text = applicationLink(link);
    expect(text).toMatch(/^https:\/\/relay\.example\/apply#[\w-]{43}\.[\w-]{43}$/);
    expect(parseApplicationLink(text)).toEqual(link);
    expect(parseApplicationLink(`  ${text.slice(0, 60)}\r\n ${text.slice(60)} `)).toEqual(link);
  });

  it('is refused with anything missing, more, or not canonical, and in another network', () => {
    const text = applicationLink(link);
    const others = [
      text.slice(0, -1),
      `${text}A`,
      text.replace('/apply', '/'),
      text.slice(0, -44) + text.slice(-43),
      '',
      `${text.slice(0, -1)}B`,
    ];
    expect(new Set(others.map((one) => refusalOf(() => parseApplicationLink(one))))).toEqual(
      new Set(['application.link']),
    );
    expect(refusalOf(() => linkSecrets(link, new Uint8Array(32)))).toBe('network.other');
    expect(linkSecrets(link, link.networkId).id).toHaveLength(43);
  });

  it('has a reference of sixty bits that says nothing of the secret', () => {
    expect(applicationReference(toBase64url(new Uint8Array(32)))).toBe('0000-0000-0000');
    expect(applicationReference(toBase64url(new Uint8Array(32).fill(255)))).toBe('ZZZZ-ZZZZ-ZZZZ');
  });

  it('is meant by the beginning of its reference, as every other is whose reference begins so, and no other', () => {
    const anId = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => ApplicationId.parse(toBase64url(bytes)));
    fc.assert(
      fc.property(anId, anId, fc.integer({ min: 1, max: 14 }), (id, other, characters) => {
        const beginning = applicationReference(id).slice(0, characters);
        const meant = idsOfReference(beginning.toLowerCase());
        expect(meant && isAmong(id, meant)).toBe(true);
        expect(meant && isAmong(other, meant)).toBe(applicationReference(other).startsWith(beginning));
      }),
    );
  });

  it.each([[''], ['7K3M-Q0XW-2B9DX'], ['7K3U'], ['n’importe']])('is meant by no word such as "%s"', (words) => {
    expect(idsOfReference(words)).toBeUndefined();
  });
});

describe('the statement of an application', () => {
  const authority = mintAuthority(whole, nothing);

  it('stands under an id of its State and name, and another where that is taken or nothing is Latin', () => {
    expect(authority).toBe('authority:qm-ministere-de-la-justice');
    expect(mintAuthority(whole, { latestStatementHash: (id) => (id === authority ? 'x' : '') })).toMatch(
      /^authority:qm-ministere-de-la-justice-[0-9a-f]{8}$/,
    );
    const other = { ...whole, state: '国', authority: { name: '司法部', address: '' } };
    expect(mintAuthority(other, nothing)).toBe('authority:authority');
    const long = { ...whole, authority: { name: 'x '.repeat(100), address: '' } };
    expect(mintAuthority(long, { latestStatementHash: () => '' }).length).toBeLessThan(74);
  });

  it('says what the form says, each function and instrument once', () => {
    const body = notificationOf(whole, authority);
    expect(body).toMatchObject({ functions: ['extradition'], instruments: ['untoc', 'uncac'], prev: '', threshold: 2 });
    const { text: unsigned, name } = fileToSign(body);
    const text = JSON.stringify({ ...JSON.parse(unsigned), signatures: [{ key: key(1), signature: 'x' }] });
    expect(name).toBe('notified-qm-ministere-de-la-justice.json');
    const statement = signedIn(text, body);
    expect(saysForm(statement, whole, authority)).toBe(true);
    expect(saysForm(statement, { ...whole, threshold: 1 }, authority)).toBe(false);
    expect(saysForm('{"body":{"type":"officer.dismissed"}}', whole, authority)).toBe(false);
    expect(refusalOf(() => signedIn(text.replace('MAR/14', 'MAR/15'), body))).toBe('application.other-statement');
    expect(refusalOf(() => signedIn('{}', body))).toBe('application.file');
    expect(refusalOf(() => signedIn(unsigned, body))).toBe('application.file');
  });
});

describe('a checklist', () => {
  const items = checklistItems.map((item) => ({ item, met: true, remark: '' }));

  it('has each item once, in its order, and says why one is not met', () => {
    const isOne = (list: unknown) => Checklist.safeParse(list).success;
    expect(isOne(items)).toBe(true);
    expect(isOne(items.slice(1))).toBe(false);
    expect(isOne([...items].reverse())).toBe(false);
    expect(isOne(items.map((one) => ({ ...one, met: false })))).toBe(false);
    expect(isOne(items.map((one) => ({ ...one, met: false, remark: 'By letter only.' })))).toBe(true);
  });
});
