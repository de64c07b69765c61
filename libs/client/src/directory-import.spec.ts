import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuthorityId } from '#contracts';
import { codeOf } from '#primitives';
import { aNetwork, aPage } from '../../../tests/support/directory.js';
import { editionCsv } from './directory-csv.js';
import { readImport, type ImportPreview } from './directory-import.js';
import { importFiles } from './import-files.js';
import { cellText, delimiterOf, listIn, namesIn, notesIn, sectionsCell, sectionsIn, truthIn } from './import-cells.js';

const TODAY = '2026-11-22';
const KEY = 'A'.repeat(43);
const HEADING = ['state', 'name', 'functions', 'instruments', 'reference', 'notified', 'keys', 'address', 'zone'];
const ROW = ['VL', 'Ministry of Justice', 'extradition', 'untoc; uncac', 'NV/1', '2026-03-01', KEY, '1 Square', ''];

const read = (
  rows: readonly (readonly string[])[],
  known: Parameters<typeof readImport>[1]['known'] = () => undefined,
) => readImport(rows, { known, today: TODAY });
const told = ({ problems }: ImportPreview) => problems.map(({ line, column, is }) => [line, column, is]);
const row = (change: Partial<Record<(typeof HEADING)[number], string>>): string[] =>
  HEADING.map((column, i) => change[column] ?? ROW[i] ?? '');

describe('a list of authorities', () => {
  it('makes a notification to be signed and the draft of a page of each row', () => {
    const preview = read([HEADING, ROW]);
    expect(preview.problems).toEqual([]);
    const files = importFiles(preview);
    expect(files.map(({ name }) => name)).toEqual([
      'vl-ministry-of-justice.notified.json',
      'vl-ministry-of-justice.page.json',
    ]);
    expect(JSON.parse(files[0]!.text)).toEqual({
      body: {
        type: 'authority.notified',
        subject: 'authority:vl-ministry-of-justice',
        prev: '',
        state: 'VL',
        name: 'Ministry of Justice',
        functions: ['extradition'],
        instruments: ['untoc', 'uncac'],
        reference: 'NV/1',
        date: '2026-03-01',
        keys: [KEY],
        threshold: 1,
      },
      signatures: [],
    });
    expect(JSON.parse(files[1]!.text)).toMatchObject({ address: '1 Square', reviewBy: '2027-11-22', persons: [] });
  });

  it('makes the draft of a page alone of an authority without a key, and of one that the directory has', () => {
    const network = aNetwork();
    const north = network.anAuthority('north');
    const known = (id: AuthorityId) => network.directory.latest.authority(id);
    const rows = [
      [...HEADING, 'id'],
      [...row({ keys: '' }), ''],
      [...ROW, north.id],
    ];
    const preview = read(rows, known);
    expect(preview.problems).toEqual([]);
    expect(preview.authorities.map((one) => [one.isKnown, one.notification, one.page?.address])).toEqual([
      [false, undefined, '1 Square'],
      [true, undefined, '1 Square'],
    ]);
  });

  it('says of each cell what is wrong with it, and makes nothing while anything is', () => {
    const preview = read([
      HEADING,
      row({ state: '', notified: 'March', zone: 'Mars/Olympus' }),
      row({ name: 'Other', instruments: '', keys: 'short' }),
      row({ name: 'Third', keys: '', address: '' }),
    ]);
    expect(told(preview)).toEqual([
      [2, 'state', 'missing'],
      [2, 'notified', 'form'],
      [2, 'zone', 'unknown'],
      [3, 'instruments', 'missing'],
      [3, 'keys', 'form'],
      [4, 'keys', 'nothing'],
    ]);
    let code: string | undefined;
    try {
      importFiles(preview);
    } catch (error) {
      code = codeOf(error);
    }
    expect(code).toBe('import.problems');
  });

  it('judges functions and instruments of a row that makes no notification, too', () => {
    const preview = read([
      HEADING,
      row({ keys: '', functions: 'Extradition (all)' }),
      row({ name: 'Other', keys: '', instruments: 'no such' }),
    ]);
    expect(told(preview)).toEqual([
      [2, 'functions', 'form'],
      [3, 'instruments', 'form'],
    ]);
  });

  it('makes nothing of an authority that the directory has and that the list says no more of, and goes on', () => {
    const network = aNetwork();
    const north = network.anAuthority('north');
    const known = (id: AuthorityId) => network.directory.latest.authority(id);
    const { state } = known(north.id)!;
    const preview = read(
      [
        [...HEADING, 'id'],
        [...row({ state, keys: '', address: '' }), north.id],
        [...ROW, ''],
      ],
      known,
    );
    expect(preview.problems).toEqual([]);
    expect(preview.authorities.map(({ isKnown, notification, page }) => [isKnown, notification, page])).toEqual([
      [true, undefined, undefined],
      [false, expect.anything(), expect.anything()],
    ]);
    expect(importFiles(preview)).toHaveLength(2);
  });

  it('takes a web address without its scheme, and says of lines that are none', () => {
    const headed = [...HEADING, 'email', 'web'];
    const preview = read([headed, [...ROW, 'office@marenia.example', 'marenia.example']]);
    expect(preview.authorities[0]?.page?.office.web).toBe('https://marenia.example');
    expect(told(read([headed, [...ROW, 'not mail', 'not web']]))).toEqual([
      [2, 'email', 'form'],
      [2, 'web', 'form'],
    ]);
  });

  it('refuses the same authority twice, another State, and ids that are none', () => {
    const network = aNetwork();
    network.anAuthority('north', { state: 'QM' });
    const known = (id: AuthorityId) => network.directory.latest.authority(id);
    const headed = ['id', ...HEADING];
    const rows = [headed, ['authority:north', ...ROW], ['North', ...ROW], ['', ...ROW], ['', ...ROW]];
    expect(told(read(rows, known))).toEqual([
      [2, 'state', 'other-state'],
      [3, 'id', 'form'],
      [5, 'id', 'twice'],
    ]);
    expect(told(read([HEADING, row({ state: '！', name: '！' })]))).toEqual([[2, 'id', 'missing']]);
  });

  it('names columns that it does not know, those that it lacks, and a list without rows', () => {
    expect(
      told(
        read([
          ['state', 'phone'],
          ['VL', '1'],
        ]),
      ),
    ).toEqual([
      [1, 'phone', 'no-column'],
      [1, 'name', 'missing'],
    ]);
    expect(told(read([HEADING, ['', '']]))).toEqual([[1, '', 'no-rows']]);
    const many = Array.from({ length: 2001 }, () => ROW);
    expect(told(read([HEADING, ...many]))).toEqual([[1, '', 'too-many-rows']]);
  });

  it("reads back the directory's own table", async () => {
    const { parse } = await import('csv-parse/sync');
    const network = aNetwork();
    const north = network.anAuthority('north');
    const { persons: _, ...open } = aPage({ names: [{ language: 'fr', name: 'Ministère' }], reviewBy: '2027-01-31' });
    const sections = [
      { topic: 'remarks', language: 'en', text: 'Closed; in August' },
      {
        topic: 'needs',
        language: 'en',
        text: 'Old lines; budget (EUR): 40000 a year; \\two (2) : lines',
        visible: 'members' as const,
      },
    ];
    const page = { ...open, sections };
    const authority = network.directory.latest.authority(north.id)!;
    const { reference, date } = authority;
    const shown = { ...authority, notified: { reference, date }, page: { ...page, persons: [] } };
    const table = editionCsv({ authorities: [shown] } as unknown as Parameters<typeof editionCsv>[0]);
    const rows = parse(table, { bom: true });
    const preview = read(rows, (id) => network.directory.latest.authority(id));
    expect([preview.problems, preview.unread]).toEqual([[], ['stateName', 'standing', 'persons']]);
    expect(preview.authorities[0]?.page).toEqual({ ...page, persons: [] });
  });
});

describe('a cell', () => {
  it('holds values with semicolons or lines between, without what kept a spreadsheet from running them', () => {
    expect(listIn("a; b\n'+1 ;; ")).toEqual(['a', 'b', '+1']);
    expect(namesIn('fr: Ministère; Ministry')).toEqual([
      { language: 'fr', name: 'Ministère' },
      { language: 'en', name: 'Ministry' },
    ]);
    expect(notesIn('2026-01-01 New Year')).toEqual([{ date: '2026-01-01', name: 'New Year' }]);
    expect(sectionsIn('remarks (en): a; b; urgent (fr): c\nno form')).toEqual([
      { topic: 'remarks', language: 'en', text: 'a; b' },
      { topic: 'urgent', language: 'fr', text: 'c\nno form' },
    ]);
    expect(sectionsIn('no form')).toEqual([{ topic: '', language: '', text: 'no form' }]);
  });

  it.each(['needs (en,members): X', 'needs (en, Members): X', 'Needs (en, members): X', 'needs (en, members) : X'])(
    'has no topic for what is nearly written as a text for members: %s',
    (written) => {
      expect(sectionsIn(`remarks (en): Closed; ${written}`)).toEqual([
        { topic: 'remarks', language: 'en', text: 'Closed' },
        expect.objectContaining({ topic: '' }),
      ]);
    },
  );

  it('has the texts of a cell as they were written to it, whatever is in them', () => {
    const piece = fc.constantFrom('a', ';', '\n', ' ', '\\', 'urgent (fr):', 'Ä (x, members) :', '(en)', ':');
    const words = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('').trim());
    const section = fc.record({
      topic: fc.constantFrom('remarks', 'needs'),
      language: fc.constantFrom('en', 'zh-Hans'),
      text: words,
    });
    const open = fc.array(section, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(open, fc.boolean(), (sections, isForMembers) => {
        const given = sections.map((one) => (isForMembers ? { ...one, visible: 'members' as const } : one));
        expect(sectionsIn(sectionsCell(given).join('; '))).toEqual(given);
      }),
    );
    expect(['a,b;c', 'a;b\nc,d', 'a'].map(delimiterOf)).toEqual([',', ';', ',']);
    expect([1, true, new Date(0), null].map(cellText)).toEqual(['1', 'true', '1970-01-01', '']);
    expect(['Yes', '0', 'perhaps'].map(truthIn)).toEqual([true, false, 'perhaps']);
  });
});
