import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recoverByFiles } from './archive-by-files.js';
import { Product, type Document } from './cli-product.js';
import { expectDocumented, isOfTheDirectory } from './documented.js';

let product: Product;

const list = (document: Document, key: string): Document[] => document[key] as Document[];

describe('who is who, by comity on a started product', () => {
  beforeAll(async () => {
    product = await Product.start();
  }, 310_000);

  afterAll(async () => {
    await (product as Product | undefined)?.stop();
  });

  it('notifies a further authority by files signed offline and withdraws it, forms a region, publishes a page, and revokes a device', async () => {
    const [out, key] = [product.file('late.json'), product.file('late.key')];
    const secret = ['--passphrase-file', product.file('passphrase')];
    const { publicKey } = await product.document([...secret, 'key', 'new', key], 'key new');
    const act = [
      '--state',
      'QV',
      '--name',
      'Ministry of Justice of Velland',
      '--function',
      'extradition',
      '--instrument',
      'untoc',
      '--reference',
      'V/1',
      '--date',
      '2026-03-01',
    ];
    await product.document(
      ['authority', 'notify', 'authority:velland-justice', '--out', out, ...act, '--key', String(publicKey)],
      'authority notify',
    );
    const { officers } = await product.json('marenia', 'directory', 'show', 'marenia');
    const ana = list({ officers }, 'officers').find(({ name }) => name === 'Ana Belmonte');
    const [region, formed] = ['region:lantern-coast', product.file('region.json')];
    const coordinator = ['--coordinator', `authority:marenia-justice/${String(ana?.['officer'])}`];
    await product.document(
      ['region', 'form', region, '--name', 'Lantern Coast', ...coordinator, '--out', formed],
      'region form',
    );
    const network = ['--network', product.file('founding.json')];
    const sign = async (keys: readonly string[], ...files: readonly string[]): Promise<void> => {
      for (const signing of keys)
        await product.document(
          [...secret, 'statement', 'sign', ...files, '--key', signing, ...network],
          'statement sign',
        );
    };
    const roots = [product.file('keys', 'root-1.key'), product.file('keys', 'root-2.key')];
    const submitting = ['--relay', product.origin, ...network];
    const place = ['--relay', product.origin];
    await sign(roots, out, formed);
    await product.document(['statement', 'submit', out, formed, ...submitting], 'statement submit');
    const invited = product.file('invited.json');
    await product.json('marenia', 'region', 'invite', region, 'nerovia', '--out', invited);
    await product.json('nerovia-administrator', 'region', 'accept', invited);
    const { regions } = await product.json('nerovia', 'region', 'show', region);
    expect(regions).toMatchObject([
      { name: 'Lantern Coast', members: [{ authority: 'authority:nerovia-prosecution' }] },
    ]);
    await product.json('nerovia-administrator', 'region', 'remove', region, 'nerovia');
    const [rotated, next] = [product.file('rotated.json'), product.file('next.key')];
    const { publicKey: newKey } = await product.document([...secret, 'key', 'new', next], 'key new');
    const velland = ['authority:velland-justice', '--out', rotated, ...place];
    await product.document(['authority', 'rotate', ...velland, '--key', String(newKey)], 'authority rotate');
    await sign([key], rotated);
    await product.document(['statement', 'submit', rotated, ...submitting], 'statement submit');
    const changed = product.file('changed.json');
    const terms = ['network', 'change', '--out', changed, ...place, ...network, '--freshness', '3600'];
    await product.document(terms, 'network change');
    expect(JSON.parse(readFileSync(changed, 'utf8'))).toMatchObject({ body: { freshness: 3600, threshold: 2 } });
    expect(list(await product.json('marenia', 'directory', 'find', 'velland'), 'authorities')).toHaveLength(1);
    await product.json('marenia', 'directory', 'show', 'velland');
    await product.json('marenia', 'directory', 'compare', 'marenia', 'nerovia');
    const paper = product.file('directory.html');
    await product.json('marenia', 'directory', 'export', '--format', 'html', '--out', paper);
    expect(readFileSync(paper, 'utf8')).toContain('<article class="sheet" id="authority:velland');
    const page = product.file('again.signed');
    await product.json(
      'marenia-administrator',
      'authority',
      'page',
      product.file('keys', 'marenia-justice.page.json'),
      '--out',
      page,
    );
    await product.json('secretariat', 'authority', 'page', page, '--approve');
    const withdrawn = product.file('withdrawn.json');
    const notice = ['--reference', 'V/2', '--date', '2026-09-30', '--out', withdrawn, ...place];
    await product.document(
      ['authority', 'change', 'authority:velland-justice', 'withdrawn', ...notice],
      'authority change',
    );
    await sign(roots, withdrawn);
    await product.document(['statement', 'submit', withdrawn, ...submitting], 'statement submit');
    expect(await product.json('nerovia', 'directory', 'show', 'velland')).toMatchObject({
      authority: { status: 'withdrawn' },
    });
    await product.json('marenia-administrator', 'device', 'list', '--waiting');
    const lookUp = product.file('look-up.token');
    const naming = ['--name', 'Case management', '--out', lookUp];
    const { id } = await product.json('marenia-administrator', 'token', 'new', ...naming);
    const asked = await fetch(`${product.origin}/v1/look-up/authorities/authority:velland-justice`, {
      headers: { authorization: `Bearer ${readFileSync(lookUp, 'utf8').trim()}` },
    });
    expect(await asked.json()).toMatchObject({ authority: { state: 'QV' } });
    const { tokens } = await product.json('marenia-administrator', 'token', 'list');
    expect(tokens).toMatchObject([{ id, name: 'Case management' }]);
    await product.json('marenia-administrator', 'token', 'revoke', String(id).slice(0, 8));
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
    const keys = join(product.folder, 'other-keys');
    const logs = await product.document(['relay', 'keys', '--out', keys, '--origin', 'other.example'], 'relay keys');
    const witness = await product.document(
      ['record', 'witness-key', '--out', join(keys, 'witness.key'), '--name', 'w.example'],
      'record witness-key',
    );
    const others = [
      '--directory-log',
      String(logs['directory']),
      '--audit-log',
      String(logs['audit']),
      '--witness',
      String(witness['key']),
    ];
    await product.document(
      [
        'network',
        'found',
        '--out',
        join(keys, 'founding.json'),
        '--name',
        'Other',
        '--root',
        String(publicKey),
        '--threshold',
        '1',
        ...others,
        '--release-key',
        String(publicKey),
        '--secretariat',
        'authority:other',
      ],
      'network found',
    );
    await product.json('marenia', 'trust');
  }, 180_000);

  it('brings a conversation back from the shares of two holders, by files', async () => {
    await recoverByFiles(product);
  }, 300_000);

  it('prints the keys that the documentation names', () => {
    expectDocumented(product, isOfTheDirectory);
  });
});
