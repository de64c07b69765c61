import { describe, expect, it } from '@jest/globals';
import { ApplicationId, type ApplicationRead, type ApplicationSubmittedEntry } from '#contracts';
import { applicationSecrets, randomBytes, sha256 } from '#crypto';
import { codeOf, toBase64url } from '#primitives';
import { aNetwork } from '../../../tests/support/directory.js';
import { emptyForm } from './application-form.js';
import { demandFollows, demandReadable, nextEntry, NOTHING_YET, readThread, readTo } from './application-thread.js';

const networkId = sha256(new Uint8Array(1));
const own = applicationSecrets({ networkId, secret: randomBytes(32) });
const reader = { networkId, key: own.key, view: aNetwork().directory.latest };
const by = { networkId, id: own.id, key: own.key, privateKey: own.signature.privateKey };
const announced = { bytes: 66_560, sha256: toBase64url(sha256(new Uint8Array(2))) };
const named = { name: 'note.pdf', type: 'application/pdf', length: 65_000, key: toBase64url(networkId) };
const form = {
  ...emptyForm(),
  state: 'QM',
  authority: { name: 'Ministry of Justice', address: '1 Harbour Street' },
  functions: [{ function: 'extradition', instrument: 'untoc' }],
  designation: { reference: 'MAR/1', date: '2026-01-20' },
  keys: [toBase64url(own.signature.publicKey)],
  threshold: 1,
  contact: { name: 'Ada Vell', office: 'Permanent mission', telephone: '+999 1', email: 'ada@marenia.example' },
};
const first = (documents: ApplicationSubmittedEntry['documents']) =>
  nextEntry(NOTHING_YET, by, 'submitted', { form, documents: [{ ...named, sha256: announced.sha256 }] }, documents);
/** What the relay gives of an application with these entries of its applicant. */
const given = (...entries: readonly ApplicationSubmittedEntry[]): ApplicationRead => ({
  id: ApplicationId.parse(own.id),
  signer: toBase64url(own.signature.publicKey),
  entries: entries.map(({ documents, ...entry }) => ({
    ...entry,
    side: 'applicant',
    at: 1,
    documents: documents.map((one) => ({ ...one, stored: true })),
  })),
  wrapped: [],
  until: 2,
});
const code = (act: () => unknown) => {
  try {
    act();
    return 'done';
  } catch (error) {
    return codeOf(error);
  }
};

describe('an application', () => {
  it('names the documents that its applicant announced', () => {
    const [entry] = readThread(given(first([announced])), reader).entries;
    expect(entry).toMatchObject({ isReadable: true, stored: [true], content: { form: { state: 'QM' } } });
  });

  it.each([
    ['none', []],
    ['others', [{ ...announced, sha256: toBase64url(networkId) }]],
    ['more', [announced, announced]],
  ])(
    'whose applicant signed that it announces %s is its applicant’s fault, and can be read as such',
    (_, documents) => {
      const thread = readThread(given(first(documents)), reader);
      expect(thread.entries[0]).toMatchObject({ isReadable: false, content: { form: { state: '' } } });
      expect(thread.standing.state).toBe('received');
    },
  );

  it('is judged once a form that can be read stands after what cannot', () => {
    const judged = (isWhole: boolean, ...answers: readonly Parameters<typeof nextEntry<'answered'>>[3][]) => {
      const sent = answers.reduce(
        (entries, answer) => {
          const documents = answer.words === 'nonsense' ? [announced] : [];
          return [...entries, nextEntry(readThread(given(...entries), reader), by, 'answered', answer, documents)];
        },
        [first(isWhole ? [announced] : [])],
      );
      return code(() => {
        demandReadable(readThread(given(...sent), reader));
      });
    };
    const said = (words: string) => ({ words, documents: [] });
    const [nonsense, more, corrected] = [said('nonsense'), said('More.'), { ...said('Corrected.'), form }];
    expect([
      judged(true),
      judged(true, more),
      judged(true, nonsense, corrected),
      judged(true, nonsense, corrected, more),
      judged(false, corrected),
    ]).toEqual(Array.from({ length: 5 }, () => 'done'));
    expect([
      judged(true, nonsense),
      judged(true, nonsense, more),
      judged(true, corrected, nonsense),
      judged(false),
      judged(false, more),
    ]).toEqual(Array.from({ length: 5 }, () => 'application.unreadable'));
  });

  it.each([
    ['none', []],
    ['others', [{ ...announced, sha256: toBase64url(networkId) }]],
    ['another length', [{ ...announced, bytes: 1 }]],
  ])('of which the relay says that it announced %s does not hold', (_, documents) => {
    const changed = { ...first([announced]), documents };
    expect(code(() => readThread(given(changed), reader))).toBe('application.altered');
  });

  it('goes on from where it was read before, or is refused', () => {
    const begun = first([announced]);
    const before = readThread(given(begun), reader);
    const next = (words: string) => nextEntry(before, by, 'answered', { words, documents: [] });
    const [one, another] = [next('The Minister.'), next('The Deputy.')].map((entry) =>
      readThread(given(begun, entry), reader),
    ) as [typeof before, typeof before];
    const follows = (thread: typeof before, read?: typeof before) =>
      code(() => {
        demandFollows(thread, read && readTo(read));
      });
    expect([follows(one), follows(one, before), follows(one, one)]).toEqual(['done', 'done', 'done']);
    expect(follows(before, one)).toBe('application.cut');
    expect(follows(another, one)).toBe('application.altered');
  });
});
