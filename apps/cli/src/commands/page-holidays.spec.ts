import { emptyDraft } from '#client';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comity, type Said } from '../../../../tests/support/comity.js';

const folder = mkdtempSync(join(tmpdir(), 'comity-holidays-'));
const file = join(folder, 'page.json');

const holidays = (...argv: readonly string[]): Promise<Said> => comity('--json', 'page', 'holidays', ...argv);

interface Draft {
  readonly hours: { readonly holidays: readonly { readonly date: string; readonly name: string }[] };
}

const inDraft = (): readonly { readonly date: string; readonly name: string }[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as Draft).hours.holidays;

describe('comity page holidays', () => {
  beforeEach(() => {
    const draft = emptyDraft({ name: 'Ministry of Justice' }, '2020-01-01');
    const standing = [
      { date: '2020-05-01', name: 'Long over' },
      { date: '2027-03-29', name: 'Our Monday' },
    ];
    writeFileSync(file, JSON.stringify({ ...draft, hours: { ...draft.hours, holidays: standing } }));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('lists the feasts with their dates, without a network', async () => {
    const { code, out } = await holidays('--year', '2027');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { feasts: unknown[] }).feasts).toContainEqual({
      feast: 'good-friday',
      group: 'western',
      name: 'Good Friday',
      dates: ['2027-03-26'],
    });
  });

  it('adds feasts and own days to a draft, in order, and keeps the names that stand there', async () => {
    const feasts = ['--feast', 'easter-monday', '--feast', 'good-friday'];
    const { code, out } = await holidays(file, ...feasts, '--own', '+05-01=Harbour Day', '--year', '2027');
    expect(code).toBe(0);
    expect(inDraft()).toEqual([
      { date: '2020-05-01', name: 'Long over' },
      { date: '2027-03-26', name: 'Good Friday' },
      { date: '2027-03-29', name: 'Our Monday' },
      { date: '2027-05-03', name: 'Harbour Day' },
    ]);
    expect(JSON.parse(out)).toMatchObject({
      file,
      added: [{ name: 'Good Friday' }, { name: 'Harbour Day', movedFrom: '2027-05-01' }],
    });
  });

  it('leaves out years gone by where that is asked', async () => {
    expect((await holidays(file, '--drop-past')).code).toBe(0);
    expect(inDraft().map(({ name }) => name)).not.toContain('Long over');
  });

  it.each([
    [[file]],
    [[file, '--feast', 'nonsense']],
    [[file, '--own', '13-01=No Day']],
    [[file, '--own', '02-30=No Day']],
    [[file, '--own', '05-01=']],
    [[join(folder, 'absent.json'), '--feast', 'easter']],
  ])('refuses %j, and leaves the draft as it is', async (argv) => {
    expect((await holidays(...argv)).code).toBe(2);
    expect(inDraft()).toHaveLength(2);
  });
});
