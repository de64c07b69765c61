import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import { fieldCommitment } from '#crypto';
import { codeOf, toBase64url } from '#primitives';
import { aNetwork, aPage } from '../../../../tests/support/directory.js';
import { carriedPage, carriedPageLines, demandSeen } from './carried-page.js';

const network = aNetwork();
const north = network.anAuthority('north');
const directory = { latest: network.directory.latest, opened: () => undefined } as unknown as Client['directory'];
const r = new Uint8Array(32).fill(7);
const name = {
  commitment: toBase64url(fieldCommitment(r, 'name', 'Ana Exemplar')),
  visible: 'everyone' as const,
};
const email = { commitment: toBase64url(new Uint8Array(32).fill(1)), visible: 'members' as const };
const page = aPage({ persons: [{ role: 'head', fields: { name, email } }] });
const openings = [{ label: 'name', value: 'Ana Exemplar', r: toBase64url(r) }];
const file = { body: { type: 'page.published', subject: north.id, prev: '', page }, signatures: [], openings };
const lines = (given: typeof file): string[] =>
  carriedPageLines({ directory }, 'page.json', carriedPage({ directory }, 'page.json', given));

describe('a page that is approved by its file', () => {
  it('is told by its authority and by all that it says, a value that the file does not tell as untold', () => {
    const told = lines(file);
    expect(told[0]).toContain(
      `page.json: the page of ${directory.latest.authority(north.id)?.name ?? ''}, ${north.id}`,
    );
    expect(told.join('\n')).toContain('Ana Exemplar');
    expect(told.join('\n')).toContain(`(not told by the file: ${email.commitment})`);
  });

  it('has a name that is told beside what it changes, and is another as soon as it says anything else', () => {
    const { page: name } = carriedPage({ directory }, 'page.json', file);
    expect(lines(file).at(-1)).toContain(name);
    const other = { ...file, body: { ...file.body, page: aPage({ ministry: 'Another' }) } };
    expect(carriedPage({ directory }, 'page.json', other).page).not.toBe(name);
  });

  it('is refused where the file holds any other statement', () => {
    for (const body of [
      { type: 'officer.dismissed', subject: north.id, prev: '', officer: 'ana' },
      { type: 'network.changed', subject: 'network', prev: '' },
    ]) {
      let refused: unknown;
      try {
        lines({ ...file, body: body as unknown as (typeof file)['body'] });
      } catch (error) {
        refused = error;
      }
      expect(codeOf(refused)).toBe('statement.elsewhere');
      expect((refused as Error).message).toContain(`page.json is no page but another statement (${body.type})`);
    }
  });
});

describe('whoever approves a page by its file', () => {
  const [one, two] = ['one', 'two'].map((page) => ({ page, file: `${page}.json` })) as [
    { readonly page: string; readonly file: string },
    { readonly page: string; readonly file: string },
  ];
  const refusal = async (pages: readonly (typeof one)[], seen?: readonly string[], json = false): Promise<unknown> =>
    demandSeen({ json }, pages, seen).then(() => 'approved', codeOf);

  it('names each page that they saw, and no other', async () => {
    expect(await refusal([one, two], ['two', 'one'], true)).toBe('approved');
    expect(await refusal([one, two], ['one'])).toBe('page.unseen');
    expect(await refusal([one], ['two'])).toBe('page.unseen');
    expect(await refusal([one], ['one', 'two'])).toBe('usage.invalid');
  });

  it('is refused where they name none and cannot be asked', async () => {
    for (const json of [false, true]) expect(await refusal([one], undefined, json)).toBe('usage.invalid');
  });
});
