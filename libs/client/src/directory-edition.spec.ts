import { describe, expect, it } from '@jest/globals';
import { sha256 } from '#crypto/verify';
import type { AuthorityId } from '#contracts';
import { pageStyle, type ShownAuthority } from '#pages';
import { toBase64url, utf8 } from '#primitives';
import { aNetwork, aPage } from '../../../tests/support/directory.js';
import { directoryEdition, type DirectoryEdition } from './directory-edition.js';
import { editionCsv } from './directory-csv.js';
import { editionPage } from './directory-paper.js';

const shown = (change: Partial<ShownAuthority> = {}): ShownAuthority => ({
  id: 'authority:vl-moj' as AuthorityId,
  state: 'VL',
  name: 'Ministry of Justice',
  functions: ['extradition'],
  instruments: ['untoc'],
  status: 'active',
  notified: { reference: 'NV/1', date: '2026-03-01' },
  page: { ...aPage(), persons: [], sections: [] },
  ...change,
});
const anEdition = (...authorities: ShownAuthority[]): DirectoryEdition => ({
  format: 'comity/directory/v1',
  network: { id: 'network-id', name: 'Practice network' },
  checkpoint: { size: 42, root: 'root-of-42', at: Date.parse('2026-11-21T09:30:00Z') / 1000, note: 'note' },
  missing: 0,
  authorities,
});

describe('directoryEdition', () => {
  const network = aNetwork();
  const field = (value: string) => ({ commitment: toBase64url(sha256(utf8(value))), visible: 'members' as const });
  const secretariat = network.aSecretariat();
  const approving = secretariat.anAdministrator('ilse').aDevice();
  const authority = network.anAuthority('vl-moj', { state: 'AA', name: 'A ministry' });
  const editing = authority.anAdministrator('ana').aDevice();
  const persons = ['Bea', 'Carl'].map((name) => ({ role: 'head' as const, fields: { name: field(name) } }));
  network.say({ type: 'page.published', subject: authority.id, page: aPage({ persons }) }, editing, approving);
  const { size } = network.directory;
  const directory = {
    checkpoint: { size, root: new Uint8Array(32), at: 1_800_000_000, note: 'note' } as never,
    missing: 0,
    view: (at: number) => network.directory.at(at),
    opened: (commitment: string) => (commitment === field('Bea').commitment ? 'Bea' : undefined),
  };

  it('is what stands under the checkpoint, by State and name, with the persons that were given', () => {
    const { authorities, checkpoint } = directoryEdition(directory);
    expect(authorities.map(({ name }) => name)).toEqual(['A ministry', 'Secretariat']);
    expect(authorities[0]?.page?.persons.map(({ name }) => name)).toEqual(['Bea']);
    expect(checkpoint.size).toBe(size);
  });

  it('is refused before anything was checked', () => {
    expect(() => directoryEdition({ ...directory, checkpoint: undefined })).toThrow('no checkpoint');
  });
});

describe('editionCsv', () => {
  const cells = (change: Partial<ShownAuthority>): string =>
    editionCsv(anEdition(shown(change))).split('\r\n')[1] ?? '';

  it('is a table of one line each, which says that it is UTF-8', () => {
    const text = editionCsv(anEdition(shown(), shown()));
    expect(text.startsWith('\ufeffid,state,stateName,name,')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(4);
    expect(text).not.toMatch(/[^\r]\n/);
  });

  it('quotes what holds a comma, a quotation mark or a line break', () => {
    expect(cells({ name: 'A, "B"' })).toContain(',"A, ""B""",');
    expect(editionCsv(anEdition(shown({ name: 'A\nB' })))).toContain(',"A\nB",');
  });

  it.each(['=1+1', '+00 555', '-1', '@SUM(A1)', '\tx', '\rx'])('makes no formula of %j', (name) => {
    expect(editionCsv(anEdition(shown({ name })))).toContain(`'${name}`);
  });

  it.each([
    ['Ministry;=HYPERLINK("x")', `"Ministry;'=HYPERLINK(""x"")"`],
    ['Ministry; +1', `"Ministry; '+1"`],
    ['Ministry\n=1', `"Ministry\n'=1"`],
  ])('makes no formula of a part of %j, where semicolons part cells', (name, cell) => {
    expect(editionCsv(anEdition(shown({ name })))).toContain(cell);
  });

  it('leaves the cells of a page empty where there is none', () => {
    expect(cells({ page: null })).toMatch(/,,,,,$/);
  });
});

describe('editionPage', () => {
  it('names its checkpoint, and leads from its contents to one sheet for each authority', () => {
    const text = editionPage(anEdition(shown(), shown({ id: 'authority:qm' as AuthorityId, state: 'QM' })));
    expect(text).toContain('The first 42 entries');
    expect(text).toContain('root-of-42');
    expect(text).toContain('21 November 2026');
    expect(text.match(/<article class="sheet" id="authority:(?:vl-moj|qm)">/g)).toHaveLength(2);
    expect(text).toContain('<h3>Republic of Marenia</h3>');
    expect(text).toContain('<a href="#authority:qm">');
  });

  it('runs nothing, fetches nothing, and allows its own style alone', () => {
    const text = editionPage(
      anEdition(shown({ name: '<img src=x onerror=alert(1)>', page: null, status: 'suspended' })),
    );
    expect(text).not.toMatch(/<script|<img|<link|@import|url\(/);
    const hash = Buffer.from(sha256(utf8(pageStyle))).toString('base64');
    expect(text).toContain(`style-src &#39;sha256-${hash}&#39;`);
  });

  it('says what the relay withheld', () => {
    expect(editionPage({ ...anEdition(), missing: 2 })).toContain('did not give 2 statements');
  });
});
