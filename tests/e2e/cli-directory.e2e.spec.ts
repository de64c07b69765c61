import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aWorkbook } from '../support/a-workbook.js';
import { recoverByFiles } from './archive-by-files.js';
import { Product, type Document } from './cli-product.js';
import { expectDocumented, isOfTheDirectory } from './documented.js';

const NEEDS = 'Two more lines for the office';
const MINUTES = 60_000;
const VELLAND = 'authority:velland-justice';
let product: Product;

const list = (document: Document, key: string): Document[] => document[key] as Document[];

/** The passphrase of every key and device of the demonstration. */
const secret = (): string[] => ['--passphrase-file', product.file('passphrase')];
const network = (): string[] => ['--network', product.file('founding.json')];
const place = (): string[] => ['--relay', product.origin];

/** Signs statements offline, one holder after the other. */
async function sign(keys: readonly string[], ...files: readonly string[]): Promise<void> {
  for (const key of keys)
    await product.document([...secret(), 'statement', 'sign', ...files, '--key', key, ...network()], 'statement sign');
}

/** An id as people type it: its beginning, and no dash first. */
const typed = (id: unknown): string => String(id).replace(/^-+/, '').slice(0, 8);

const roots = (): string[] => ['root-1.key', 'root-2.key'].map((name) => product.file('keys', name));

async function submit(...files: readonly string[]): Promise<void> {
  await product.document(['statement', 'submit', ...files, ...place(), ...network()], 'statement submit');
}

describe('who is who, by comity on a started product', () => {
  beforeAll(async () => {
    product = await Product.start();
  }, 310_000);

  afterAll(async () => {
    await (product as Product | undefined)?.stop();
  });

  it(
    'plays the life of an authority by files signed offline, from its notification to its withdrawal',
    async () => {
      const [notified, key] = [product.file('late.json'), product.file('late.key')];
      const { publicKey } = await product.document([...secret(), 'key', 'new', key], 'key new');
      const act = [
        ...['--state', 'QV', '--name', 'Ministry of Justice of Velland'],
        ...['--function', 'extradition', '--instrument', 'untoc', '--reference', 'V/1', '--date', '2026-03-01'],
      ];
      await product.document(
        ['authority', 'notify', VELLAND, '--out', notified, ...act, '--key', String(publicKey)],
        'authority notify',
      );
      await sign(roots(), notified);
      await submit(notified);
      expect(list(await product.json('marenia', 'directory', 'find', 'velland'), 'authorities')).toHaveLength(1);
      const paper = product.file('directory.html');
      await product.json('marenia', 'directory', 'export', '--format', 'html', '--out', paper);
      expect(readFileSync(paper, 'utf8')).toContain('<article class="sheet" id="authority:velland');
      const [rotated, next] = [product.file('rotated.json'), product.file('next.key')];
      const { publicKey: newKey } = await product.document([...secret(), 'key', 'new', next], 'key new');
      const keys = ['--out', rotated, ...place(), '--key', String(newKey)];
      await product.document(['authority', 'rotate', VELLAND, ...keys], 'authority rotate');
      await sign([key], rotated);
      await submit(rotated);
      const withdrawn = product.file('withdrawn.json');
      const notice = ['--reference', 'V/2', '--date', '2026-09-30', '--out', withdrawn, ...place()];
      await product.document(['authority', 'change', VELLAND, 'withdrawn', ...notice], 'authority change');
      await sign(roots(), withdrawn);
      await submit(withdrawn);
      expect(await product.json('nerovia', 'directory', 'show', 'velland')).toMatchObject({
        authority: { status: 'withdrawn' },
      });
    },
    5 * MINUTES,
  );

  it(
    'takes a State from its application, without an account, to the directory: two officers, then the roots',
    async () => {
      const [form, link, key] = ['form.json', 'tavoria.link', 'tavoria.key'].map((name) => product.file(name)) as [
        string,
        string,
        string,
      ];
      const { publicKey } = await product.document([...secret(), 'key', 'new', key], 'key new');
      await product.document(['application', 'form', form], 'application form');
      const filled = {
        state: 'QX',
        authority: { name: 'Ministry of Justice of Tavoria', address: '3 Quay Road' },
        functions: [{ function: 'extradition', instrument: 'untoc' }],
        designation: { reference: 'T/1', date: '2026-03-01' },
        keys: [publicKey],
        threshold: 1,
        contact: { name: 'Ada Vell', office: 'Permanent mission', telephone: '+999 1', email: 'ada@tavoria.example' },
        remarks: '',
      };
      writeFileSync(form, JSON.stringify(filled));
      const note = product.file('note-verbale.txt');
      writeFileSync(note, 'We designate the Ministry of Justice.');
      const { networkId } = await product.document(['relay', 'status', ...place()], 'relay status');
      const submit = ['application', 'submit', form, ...place(), '--link', link, '--file', note, '--network'];
      const refused = await product.run([...submit, 'A'.repeat(43)]);
      expect(refused.code).toBe(6);
      expect(refused.err).toContain(String(networkId));
      const { reference } = await product.document([...submit, String(networkId)], 'application submit');
      expect(await product.document(['application', 'status', link], 'application status')).toMatchObject({
        application: { reference, state: 'received' },
      });

      const [ilse, yara] = ['secretariat', 'yara'];
      await product.enrol(ilse, product.file('invitations', 'yara-quillon.json'), yara);
      const { applications } = await product.json(ilse, 'application', 'list');
      expect(applications).toMatchObject([{ reference, opened: { state: 'QX' } }]);
      const named = String(reference).slice(0, 4).toLowerCase();
      const seen = async (by: string): Promise<string[]> => {
        const { application } = await product.json(by, 'application', 'show', named);
        return ['--seen', (application as { head: string }).head];
      };
      const first = await seen(ilse);
      const saved = product.file('saved.txt');
      await product.json(ilse, 'application', 'save', named, '--out', saved);
      expect(readFileSync(saved, 'utf8')).toBe(readFileSync(note, 'utf8'));
      await product.json(ilse, 'application', 'ask', named, '--words', 'Who signed?');
      const words = ['--words', 'The Minister.'];
      await product.document(['application', 'answer', link, ...words, '--file', note], 'application answer');
      await product.json(ilse, 'application', 'return', named, '--words', 'The date is missing.');
      await product.document(
        ['application', 'answer', link, '--words', '1 March.', '--form', form],
        'application answer',
      );

      const list = product.file('checklist.json');
      await product.document(['application', 'checklist', list], 'application checklist');
      const items = JSON.parse(readFileSync(list, 'utf8')) as Document[];
      writeFileSync(list, JSON.stringify(items.map((item) => ({ ...item, met: true }))));
      const found = ['--checklist', list];
      const blind = await product.run([...product.as(ilse), 'application', 'authenticate', named, ...found, ...first]);
      expect(blind.err).toContain('Look again');
      await product.json(ilse, 'application', 'authenticate', named, ...found, ...(await seen(ilse)));
      const verify = ['application', 'verify', named, ...found, ...(await seen(yara))];
      const again = await product.run([...product.as(ilse), ...verify]);
      expect(again.code).toBe(3);
      expect(again.err).toContain('another officer');
      await product.json(yara, ...verify);
      const notified = product.file('tavoria.json');
      await product.json(yara, 'application', 'to-sign', named, '--out', notified);
      await sign(roots(), notified);
      expect(await product.json(yara, 'application', 'publish', named, notified)).toMatchObject({
        state: 'notified',
        authority: 'authority:qx-ministry-of-justice-of-tavoria',
      });
      expect(await product.document(['application', 'status', link], 'application status')).toMatchObject({
        application: { state: 'notified', notified: { differs: false } },
      });
      const [other, otherLink] = ['withdrawn.json', 'withdrawn.link'].map((name) => product.file(name)) as [
        string,
        string,
      ];
      writeFileSync(other, JSON.stringify({ ...filled, state: 'QY' }));
      const more = ['application', 'submit', other, ...place(), '--link', otherLink, '--network', String(networkId)];
      await product.document(more, 'application submit');
      await product.document(['application', 'withdraw', otherLink], 'application withdraw');
    },
    5 * MINUTES,
  );

  it(
    'forms a regional network, which an authority joins and leaves',
    async () => {
      const shown = await product.json('marenia', 'directory', 'show', 'marenia');
      const ana = list(shown, 'officers').find(({ name }) => name === 'Ana Belmonte');
      const [region, formed] = ['region:lantern-coast', product.file('region.json')];
      const coordinator = ['--coordinator', `authority:marenia-justice/${String(ana?.['officer'])}`];
      await product.document(
        ['region', 'form', region, '--name', 'Lantern Coast', ...coordinator, '--out', formed],
        'region form',
      );
      await sign(roots(), formed);
      await submit(formed);
      const invited = product.file('invited.json');
      await product.json('marenia', 'region', 'invite', region, 'nerovia', '--out', invited);
      await product.json('nerovia-administrator', 'region', 'accept', invited);
      const { regions } = await product.json('nerovia', 'region', 'show', region);
      expect(regions).toMatchObject([
        { name: 'Lantern Coast', members: [{ authority: 'authority:nerovia-prosecution' }] },
      ]);
      expect(await product.json('marenia', 'directory', 'show', 'nerovia')).toMatchObject({
        regions: [{ id: region }],
      });
      await product.json('nerovia-administrator', 'region', 'remove', region, 'nerovia');
    },
    4 * MINUTES,
  );

  it(
    'founds another network, and writes other terms of this one',
    async () => {
      const changed = product.file('changed.json');
      const terms = ['--out', changed, ...place(), ...network(), '--freshness', '3600'];
      await product.document(['network', 'change', ...terms], 'network change');
      expect(JSON.parse(readFileSync(changed, 'utf8'))).toMatchObject({ body: { freshness: 3600, threshold: 2 } });
      const keys = join(product.folder, 'other-keys');
      const logs = await product.document(['relay', 'keys', '--out', keys, '--origin', 'other.example'], 'relay keys');
      const witness = await product.document(
        ['record', 'witness-key', '--out', join(keys, 'witness.key'), '--name', 'w.example'],
        'record witness-key',
      );
      const { publicKey } = await product.document([...secret(), 'key', 'new', join(keys, 'root.key')], 'key new');
      const own = ['--root', String(publicKey), '--threshold', '1', '--release-key', String(publicKey)];
      const others = [
        ...['--directory-log', String(logs['directory']), '--audit-log', String(logs['audit'])],
        ...['--witness', String(witness['key']), '--secretariat', 'authority:other', '--name', 'Other'],
      ];
      await product.document(
        ['network', 'found', '--out', join(keys, 'founding.json'), ...own, ...others],
        'network found',
      );
    },
    3 * MINUTES,
  );

  it(
    'publishes a page by hand, states settings, appoints, and revokes a device',
    async () => {
      const [page, draft] = [product.file('again.signed'), product.file('keys', 'marenia-justice.page.json')];
      const named = await product.json('marenia-administrator', 'authority', 'page', draft, '--out', page);
      const told = await product.json('secretariat', 'page', 'diff', page);
      expect(told).toEqual({ page: named['page'], authority: 'authority:marenia-justice', differences: [] });
      const approving = ['authority', 'page', page, '--approve'];
      const unseen = await product.run([...product.as('secretariat'), ...approving]);
      expect([unseen.code, unseen.out]).toEqual([2, '']);
      expect(unseen.err).toContain(String(named['page']));
      expect(unseen.err).toContain('give --seen PAGE');
      const approved = await product.json('secretariat', ...approving, '--seen', String(named['page']));
      expect(approved).toEqual({ file: page, index: expect.any(Number), ...told });
      await product.json('marenia', 'directory', 'compare', 'marenia', 'nerovia');
      await product.json('marenia-administrator', 'device', 'list', '--waiting');
      await product.json('marenia', 'authority', 'settings');
      const stated = await product.json('marenia-administrator', 'authority', 'settings', '--idle-lock', '15');
      expect(stated['settings']).toEqual({
        idleLock: 900,
        readMarkers: true,
        clearance: [],
        highestMarking: '',
        webAllowed: true,
      });
      expect(await product.json('nerovia', 'directory', 'show', 'marenia')).toMatchObject({
        authority: { settings: { idleLock: 900 } },
      });
      await product.json('marenia', 'device', 'invite', '--invitation', product.file('further.invitation.json'));
      const appointing = ['--name', 'Stolen', '--invitation', product.file('stolen.invitation.json')];
      const appointed = await product.json('marenia-administrator', 'officer', 'appoint', ...appointing);
      const { device } = await product.enrol('marenia-administrator', String(appointed['link']), 'stolen');
      await product.json('stolen', 'device', 'revoke', String(device));
      expect((await product.run([...product.as('stolen'), 'inbox'])).code).toBe(3);
      const lookUp = product.file('look-up.token');
      const naming = ['--name', 'Case management', '--out', lookUp];
      const { id } = await product.json('marenia-administrator', 'token', 'new', ...naming);
      const asked = await fetch(`${product.origin}/v1/look-up/authorities/authority:velland-justice`, {
        headers: { authorization: `Bearer ${readFileSync(lookUp, 'utf8').trim()}` },
      });
      expect(await asked.json()).toMatchObject({ authority: { state: 'QV' } });
      const { tokens } = await product.json('marenia-administrator', 'token', 'list');
      expect(tokens).toMatchObject([{ id, name: 'Case management' }]);
      await product.json('marenia-administrator', 'token', 'revoke', typed(id));
      await product.json('marenia', 'trust');
    },
    4 * MINUTES,
  );

  it(
    'names the treaties between two States, and makes files of a list of authorities or none',
    async () => {
      const sought = ['QM', 'QP', '--for', 'extradition', '--offence', 'corruption', '--there'];
      expect(list(await product.json('marenia', 'basis', 'find', ...sought), 'findings')).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ instrument: 'untoc', applies: 'open', notifiedUnder: [true, true] }),
          expect.objectContaining({ instrument: 'uncac', applies: 'yes', notifiedUnder: [true, false] }),
        ]),
      );
      await product.document(['basis', 'treaties', 'uncac'], 'basis treaties');
      const [sheet, folder] = [product.file('list.xlsx'), product.file('imported')];
      const heading = ['state', 'name', 'functions', 'instruments', 'reference', 'notified', 'keys', 'address'];
      const known = ['QM', 'Ministry', '', '', '', '', '', '3 Lantern Square'];
      const row = ['QW', 'Ministry of Wend', 'extradition', 'untoc', 'W/1', '2026-03-01', 'A'.repeat(43), '1 Quay'];
      writeFileSync(sheet, aWorkbook([[...heading, 'id'], [...known, 'authority:marenia-justice'], row]));
      const imported = await product.json('secretariat', 'directory', 'import', sheet, '--out', folder);
      expect(imported).toMatchObject({
        problems: [],
        authorities: [{ makes: ['page'] }, { makes: ['notification', 'page'] }],
      });
      expect(readdirSync(folder).sort()).toEqual([
        'marenia-justice.page.json',
        'qw-ministry-of-wend.notified.json',
        'qw-ministry-of-wend.page.json',
      ]);
      await sign(roots(), join(folder, 'qw-ministry-of-wend.notified.json'));
      writeFileSync(sheet, aWorkbook([heading, row.with(5, 'March')]));
      const refused = await product.run([
        ...product.as('secretariat'),
        'directory',
        'import',
        sheet,
        '--out',
        `${folder}-2`,
      ]);
      expect([refused.code, existsSync(`${folder}-2`)]).toEqual([2, false]);
      expect(refused.out).toContain('line 2: notified "March" is not of the form that is needed');
    },
    2 * MINUTES,
  );

  it(
    'submits a page that is returned, taken back and approved',
    async () => {
      const [admin, draft] = ['marenia-administrator', product.file('our-page.json')];
      await product.json(admin, 'page', 'draft', draft);
      const address = '3 Lantern Square, Serrano Bay';
      const written = JSON.parse(readFileSync(draft, 'utf8')) as { sections: { topic: string }[] };
      const sections = written.sections.map((one) => (one.topic === 'needs' ? { ...one, text: NEEDS } : one));
      writeFileSync(draft, JSON.stringify({ ...written, address, sections }));
      const { differences } = await product.json(admin, 'page', 'diff', draft);
      expect(differences).toMatchObject([
        { field: 'address', after: address },
        { field: 'sections.members', key: 'needs en', after: NEEDS },
      ]);
      await product.json(admin, 'page', 'holidays', draft, '--feast', 'eid-al-fitr', '--year', '2028');
      expect((await product.json(admin, 'page', 'diff', draft))['differences']).toContainEqual(
        expect.objectContaining({ field: 'hours.holidays', key: '2028-02-26', after: 'Eid al-Fitr' }),
      );
      const submitted = async (): Promise<string> =>
        String((await product.json(admin, 'page', 'submit', draft))['page']);
      const why = ['--reason', 'The telephone is missing.'];
      await product.json('secretariat', 'page', 'return', typed(await submitted()), ...why);
      expect((await product.json(admin, 'page', 'status'))['pages']).toMatchObject([{ state: 'returned' }]);
      await submitted();
      await product.json(admin, 'page', 'withdraw');
      const page = await submitted();
      expect(list(await product.json('secretariat', 'page', 'waiting'), 'pages')).toHaveLength(1);
      await product.json('secretariat', 'page', 'approve', '--', page);
      expect(await product.json('nerovia', 'page', 'show', 'marenia')).toMatchObject({ page: { address } });
      const shown = await product.json('nerovia', 'directory', 'show', 'marenia');
      const needs = { topic: 'needs', language: 'en', text: NEEDS, visible: 'members' };
      expect(shown).toMatchObject({ authority: { page: { sections: expect.arrayContaining([needs]) } } });
      const everyone = await fetch(`${product.origin}/public/authority:marenia-justice.json`);
      expect([everyone.status, (await everyone.text()).includes(NEEDS)]).toEqual([200, false]);
      await product.json('nerovia', 'page', 'versions', 'marenia');
      const erased = await product.json(admin, 'page', 'erase');
      expect(Number(erased['values'])).toBeGreaterThan(0);
    },
    5 * MINUTES,
  );

  it('brings a conversation back from the shares of two holders, by files', async () => {
    await recoverByFiles(product);
  }, 300_000);

  it('prints the keys that the documentation names', () => {
    expectDocumented(product, isOfTheDirectory);
  });
});
