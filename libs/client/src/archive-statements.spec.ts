import { describe, expect, it } from '@jest/globals';
import { holderKeys } from '#crypto';
import { parseBody } from '#directory';
import { keepsArchive } from '../../../tests/support/archive.js';
import { twoStates } from '../../../tests/support/archived-talk.js';
import { codesOf, refusalOf } from '../../../tests/support/tampering.js';
import { archiveDeclaration, archiveEnd, archiveOpeningAct, declaredHolders } from './archive-statements.js';
import {
  declaredHolder,
  isHolderFile,
  openHolderFile,
  parseHolderFile,
  sealedHolderKey,
  formatHolderFile,
} from './holder-file.js';
import {
  formatStatementFile,
  parseStatementFile,
  statementSigner,
  withSignature,
  type StatementFile,
} from './statement-file.js';

const seed = (n: number): Uint8Array => new Uint8Array(32).fill(n);
const holders = [1, 2, 3].map((n) => declaredHolder(holderKeys(seed(n)), n === 3));
const about = { subject: 'authority:north', prev: 'A'.repeat(43) };

describe('the declaration of an archive', () => {
  it('has the holders in their order and is what the directory takes, as its end is', () => {
    const act = archiveDeclaration(2, holders);
    expect(parseBody({ ...act, ...about })).toMatchObject({
      k: 2,
      n: 3,
      paper: 3,
      holders: holders.map(({ agreement }) => agreement),
    });
    expect(parseBody({ ...archiveEnd(), ...about })).toMatchObject({ k: 0, n: 0 });
  });

  it('is refused without one holder on paper and no more, with one named twice, and for more than there are', () => {
    const [first, second, paper] = holders as [
      (typeof holders)[number],
      (typeof holders)[number],
      (typeof holders)[number],
    ];
    const tried = [
      [2, [first, second]],
      [2, [{ ...first, paper: true }, second, paper]],
      [2, [first, first, paper]],
      [2, [first, { ...second, signature: first.signature }, paper]],
      [1, holders],
      [4, holders],
    ] as const;
    expect(codesOf(tried, ([k, all]) => archiveDeclaration(k, all))).toEqual(new Set(['archive.holders']));
  });

  it('is read back from the directory, to be declared again with one holder in the place of another', async () => {
    const { north, alice } = await twoStates();
    expect(declaredHolders(alice.client.directory.latest, north.id)).toEqual([]);
    const { declaration } = keepsArchive(north);
    await alice.client.sync();
    expect(archiveDeclaration(2, declaredHolders(alice.client.directory.latest, north.id))).toEqual({
      ...declaration,
      subject: undefined,
    });
    const opening = { authority: north.id, device: alice.device.id, scope: 'all' as const };
    const { id } = alice.client.directory.latest.authority(north.id)?.archives[0] ?? { id: '' };
    expect(archiveOpeningAct(alice.client.directory.latest, opening)).toMatchObject({ archive: id, scope: 'all' });
    expect(archiveOpeningAct(alice.client.directory.latest, { ...opening, archive: 'other' }).archive).toBe('other');
  });

  it('cannot be opened where none is kept', async () => {
    const { north, alice } = await twoStates();
    const opening = { authority: north.id, device: alice.device.id, scope: 'all' as const };
    expect(refusalOf(() => archiveOpeningAct(alice.client.directory.latest, opening))).toBe('archive.unopened');
  });
});

describe("a holder's files", () => {
  it('are read back, and nothing else is', () => {
    const [first = holders[0]] = holders;
    if (first === undefined) throw new Error('no holder');
    expect(parseHolderFile(formatHolderFile(first))).toEqual(first);
    const sealed = sealedHolderKey(seed(1), 'words', { unsafeTestingCost: { ops: 1, memory: 8 } });
    expect(isHolderFile(sealed)).toBe(true);
    expect(openHolderFile(sealed, 'words')).toEqual(holderKeys(seed(1)));
    const no = [
      '',
      'no',
      '{}',
      formatHolderFile({ ...first, agreement: 'short' }),
      '{"comity":"holder key","sealed":"*"}',
    ];
    expect(codesOf(no, parseHolderFile)).toEqual(new Set(['archive.form']));
    expect(codesOf(no, (text) => openHolderFile(text, ''))).toEqual(new Set(['archive.form']));
  });
});

describe("a statement's file", () => {
  it('gathers signatures, one of each key, and is read back', () => {
    const [one, two] = [holderKeys(seed(1)).signature, holderKeys(seed(2)).signature];
    const bare = { body: { ...archiveEnd(), ...about }, signatures: [] };
    const signed = [one, two, one].reduce<StatementFile>(
      (statement, key) => withSignature(seed(9), statement, statementSigner(key)),
      bare,
    );
    expect(signed.signatures).toHaveLength(2);
    expect(parseStatementFile(formatStatementFile(signed))).toEqual(signed);
    expect(
      codesOf(
        ['', '{}', JSON.stringify({ ...signed, more: 1 }), formatStatementFile(signed).padEnd(1 << 20)],
        parseStatementFile,
      ),
    ).toEqual(new Set(['statement.file']));
    expect(refusalOf(() => formatStatementFile({ ...signed, body: { ...signed.body, more: 1 } }))).toBe(
      'statement.body',
    );
  });
});
