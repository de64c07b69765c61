import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { textOf, type Document, type Product } from './cli-product.js';

/** Marenia declares an archive; two of its three holders, one from paper, bring a conversation back on a new officer's device. */
export async function recoverByFiles(product: Product): Promise<void> {
  const secret = ['--passphrase-file', product.file('passphrase')];
  const [sealed = '', other = '', paper = ''] = ['a.holder', 'b.holder', 'paper.txt'].map((name) => product.file(name));
  for (const file of [sealed, other])
    await product.document([...secret, 'archive', 'holder-key', file], 'archive holder-key');
  const printing = ['archive', 'holder-key', paper, '--paper', '--authority', 'Marenia'];
  await product.document(printing, 'archive holder-key');
  expect(readFileSync(paper, 'utf8')).toMatch(/^COMITY: KEY OF A HOLDER[^]*\n {2}1 {2}[a-z-]+[^]*█/);
  const declaring = ['--k', '2', ...[sealed, other, paper].flatMap((file) => ['--holder', `${file}.public`])];
  const byKey = ['--authority', 'authority:marenia-justice', '--network', product.file('founding.json')];
  byKey.push('--authority-key', product.file('keys', 'marenia-justice.key'), '--relay', product.origin);
  await product.json('marenia-administrator', 'archive', 'declare', ...declaring, ...byKey);
  expect(await product.json('nerovia', 'archive', 'show', 'marenia')).toMatchObject({ inForce: { k: 2, n: 3 } });

  const opening = ['--with', 'nerovia', '--say', 'not to be lost'];
  const id = String((await product.json('marenia', 'conversation', 'open', ...opening))['conversation']);
  const invitation = product.file('recovering.json');
  const appointing = ['--name', 'Recovering Officer', '--invitation', invitation];
  await product.json('marenia-administrator', 'officer', 'appoint', ...appointing);
  await product.enrol('marenia-administrator', invitation, 'recovering');
  await product.json('marenia', 'conversation', 'add', id, '--officer', 'Recovering');

  const statement = product.file('opening.json');
  await product.json('recovering', 'archive', 'open', '--out', statement);
  for (const key of [sealed, paper]) await product.json('marenia', 'archive', 'sign', statement, '--holder-key', key);
  const submitting = ['--relay', product.origin, '--network', product.file('founding.json')];
  await product.document(['statement', 'submit', statement, ...submitting], 'statement submit');
  const request = product.file('request.json');
  const asked = await product.json('recovering', 'archive', 'request', request);
  expect(asked).toMatchObject({ conversations: [id], lost: [] });
  const shares: string[] = [];
  for (const key of [paper, sealed]) {
    const out = `${key}.shares`;
    await product.json('marenia', 'archive', 'release', request, '--holder-key', key, '--out', out);
    shares.push(out);
  }
  const recovered = await product.json('recovering', 'archive', 'recover', ...shares);
  expect(recovered).toEqual({ epochs: 1, messages: 1, missing: [] });
  const { items } = await product.json('recovering', 'conversation', 'read', id);
  const said = (items as Document[]).filter(({ is }) => is === 'message');
  expect(said.map((item) => [textOf(item), item['recovered']])).toEqual([['not to be lost', true]]);

  const ending = product.file('ended.json');
  await product.json('marenia-administrator', 'archive', 'off', '--out', ending);
  expect(await product.json('marenia-administrator', 'statement', 'sign', ending)).toMatchObject({ signatures: 1 });
}
