import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished, Follower, Product, textOf, until, type Document } from './cli-product.js';
import { expectDocumented, isOfTheDirectory } from './documented.js';

const CONVERSATION = 'conversation';
let product: Product;

const list = (document: Document, key: string): Document[] => document[key] as Document[];
const texts = (document: Document): (string | undefined)[] => list(document, 'items').map(textOf);

/** What a joiner reads once it was given so much: what was promised goes when the key that it made on coming in stands in the record. */
async function readBy(joiner: string, id: string, wanted: number): Promise<readonly (string | undefined)[]> {
  let read: readonly (string | undefined)[] = [];
  for (let tries = 0; tries < 20 && read.length < wanted; tries++) {
    await product.json('marenia', 'inbox');
    read = texts(await product.json(joiner, CONVERSATION, 'read', id)).filter((text) => text !== undefined);
  }
  return read;
}

describe('comity, on a started product', () => {
  beforeAll(async () => {
    product = await Product.start();
  }, 310_000);

  afterAll(async () => {
    await (product as Product | undefined)?.stop();
  });

  it('carries a conversation between two processes through a killed relay, and shows nothing twice', async () => {
    const [ana, bashir] = ['marenia', 'nerovia'].map(
      (person) => new Follower(product, [...product.as(person), CONVERSATION, 'follow', product.conversation]),
    ) as [Follower, Follower];
    ana.type('before the relay is killed');
    await Promise.all([ana, bashir].map((one) => one.shows('before the relay is killed')));
    product.killRelay();
    ana.type('while the relay is down');
    bashir.type('the other way too');
    const lines = ['before the relay is killed', 'while the relay is down', 'the other way too'];
    await Promise.all(lines.flatMap((line) => [ana.shows(line), bashir.shows(line)]));
    for (const line of lines) expect([ana.times(line), bashir.times(line)]).toEqual([1, 1]);
    const busy = await product.run([...product.as('marenia'), 'inbox']);
    expect(busy).toMatchObject({ code: 8, out: '' });
    expect(busy.err).toMatch(/^comity: another comity process has .* open[^\n]*\n {2}\[store\.busy\]\n$/);
    const commandLine =
      readFileSync(`/proc/${String(ana.pid)}/cmdline`, 'utf8') +
      readFileSync(`/proc/${String(ana.pid)}/environ`, 'utf8');
    expect(commandLine).not.toContain(readFileSync(product.file('passphrase'), 'utf8').trim());
    ana.signal('SIGINT');
    bashir.endInput();
    for (const ended of await Promise.all([ana.ended, bashir.ended])) expect(ended).toMatchObject({ code: 0, err: '' });
  }, 300_000);

  it('keeps a message on the device while no relay answers, and sends it with the next command', async () => {
    await product.withoutRelay(async () => {
      const said = await product.json('marenia', CONVERSATION, 'say', 'nerovia', 'kept until the relay answers');
      expect(said).toMatchObject({ stored: false });
      const read = await product.json('marenia', CONVERSATION, 'read', 'nerovia');
      expect(list(read, 'waiting')).toMatchObject([{ id: said['id'], state: 'waiting' }]);
      const away = await product.run(['--json', ...product.as('marenia'), CONVERSATION, 'consent', 'nerovia']);
      expect(away).toMatchObject({ code: 5, out: '' });
      expect(JSON.parse(away.err)).toMatchObject({ error: { code: 'client.offline' } });
    });
    expect(await product.json('marenia', 'inbox')).toMatchObject({ online: true });
    expect(texts(await product.json('nerovia', CONVERSATION, 'read', 'marenia'))).toContain(
      'kept until the relay answers',
    );
  }, 300_000);

  it('refuses a wrong passphrase with 7, and a file that others may read with 2', async () => {
    const wrong = join(product.folder, 'wrong');
    writeFileSync(wrong, 'not the passphrase\n', { mode: 0o600 });
    const home = product.file('marenia');
    const refused = await product.run(['--home', home, '--passphrase-file', wrong, 'inbox']);
    expect(refused).toMatchObject({ code: 7, out: '' });
    chmodSync(wrong, 0o644);
    expect((await product.run(['--home', home, '--passphrase-file', wrong, 'inbox'])).code).toBe(2);
  });

  it('ends quietly when whoever read its output is gone', async () => {
    const child = product.spawn([...product.as('marenia'), CONVERSATION, 'read', 'nerovia']);
    child.stdout.destroy();
    expect(await finished(child)).toEqual({ code: 0, out: '', err: '' });
  }, 300_000);

  it('gives a second device of an officer the history', async () => {
    const opening = ['--with', 'nerovia', '--history', 'all', '--say', 'said before the second device'];
    const id = String((await product.json('marenia', CONVERSATION, 'open', ...opening))['conversation']);
    await product.json('nerovia', CONVERSATION, 'say', id, 'answered before it too');
    const invitation = product.file('keys', 'marenia.invitation.json');
    const device = String((await product.enrol('marenia', invitation, 'marenia-second'))['device']);
    const added = await product.json('marenia', CONVERSATION, 'add', id, '--device', device, '--history');
    expect(added['added']).toEqual([device]);
    expect(await product.json('marenia', CONVERSATION, 'history', id, device)).toMatchObject({ given: false });
    // Nothing is sealed to a key that is older than the joining: the device makes one, and then it is given. A key of the
    // same second counts as made since.
    expect(added['history']).toEqual([{ device, history: expect.stringMatching(/^(?:promised|given)$/) }]);
    await product.json('marenia-second', 'inbox');
    const read = await readBy('marenia-second', id, 2);
    expect(read).toEqual(['said before the second device', 'answered before it too']);
    const members = list(await product.json('marenia-second', CONVERSATION, 'members', id), 'members');
    expect(members.filter(({ authority }) => authority === 'authority:marenia-justice')).toHaveLength(2);
  }, 300_000);

  it('adds a third authority once every party has agreed, and not before', async () => {
    const { conversation } = await product.json(
      'marenia',
      CONVERSATION,
      'open',
      '--with',
      'nerovia',
      '--history',
      'all',
      '--say',
      'Shall we ask Esmere?',
    );
    const id = String(conversation);
    const { asked } = await product.json('marenia', CONVERSATION, 'add', id, '--authority', 'esmere');
    expect(asked).toEqual(expect.any(String));
    const place = async (person: string): Promise<string> => {
      const read = await product.json(person, CONVERSATION, 'read', id);
      return String(
        list(read, 'items').find((item) => (item['content'] as Document | undefined)?.['type'] === 'consent.asked')?.[
          'seq'
        ],
      );
    };
    const early = await product.run([
      ...product.as('marenia'),
      CONVERSATION,
      'consent',
      id,
      await place('marenia'),
      '--enact',
    ]);
    expect(early).toMatchObject({ code: 3, out: '' });
    expect(await product.json('nerovia', CONVERSATION, 'consent', id, await place('nerovia'))).toMatchObject({
      consented: true,
    });
    await product.json('marenia', CONVERSATION, 'consent', id);
    await product.json('marenia', CONVERSATION, 'consent', id, await place('marenia'), '--enact');
    const joined = list(await product.json('esmere', 'inbox'), 'conversations');
    expect(joined.map((one) => one['id'])).toEqual([id]);
    await product.json('marenia', CONVERSATION, 'say', id, 'Welcome.');
    expect(texts(await product.json('esmere', CONVERSATION, 'read', 'marenia'))).toContain('Welcome.');
    await product.json('esmere', CONVERSATION, 'leave', id);
  }, 300_000);

  it('says what a conversation is about, reacts, keeps notes of its own side, and takes back what is held', async () => {
    const opening = ['--with', 'nerovia', '--say', 'Can you hear this witness by video?'];
    const id = String((await product.json('marenia', CONVERSATION, 'open', ...opening))['conversation']);
    const about = ['--subject', 'Testimony by video link', '--reference', 'MAR 2026/7', '--purpose', 'evidence'];
    await product.json('marenia', CONVERSATION, 'heading', id, ...about);
    await product.json('nerovia', CONVERSATION, 'react', id, '2', 'agreed');
    expect(await product.json('nerovia', CONVERSATION, 'heading', id, '--reference', 'N 12')).toMatchObject({
      heading: { subject: 'Testimony by video link', purposes: ['evidence'] },
    });
    const { items } = await product.json('marenia', CONVERSATION, 'read', id);
    expect(items).toMatchObject([{}, { reactions: [{ reaction: 'agreed' }] }, {}, {}, {}]);
    const notes = String(
      (await product.json('marenia', CONVERSATION, 'notes', id, 'They seem willing'))['conversation'],
    );
    expect(texts(await product.json('marenia', CONVERSATION, 'read', notes))).toContain('They seem willing');
    const theirs = list(await product.json('nerovia', 'inbox'), 'conversations');
    expect(theirs.map((one) => one['id'])).not.toContain(notes);
    const held = product.spawn([...product.as('marenia'), CONVERSATION, 'say', id, 'never', '--hold', '600']);
    let said = '';
    held.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = finished(held);
    await until(() => said.includes('Ctrl-C'), 60_000);
    held.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining('taken back') });
    expect(list(await product.json('marenia', CONVERSATION, 'read', id), 'waiting')).toEqual([]);
  }, 300_000);

  it('sends a file once a scan let it pass and the relay answers, and saves it whole on the other side', async () => {
    const report = join(product.folder, 'report.pdf');
    const content = Buffer.alloc(1_500_000, 'words of a report ');
    writeFileSync(report, content);
    const attach = [CONVERSATION, 'attach', product.conversation];
    const scanned = await product.run([
      '--json',
      ...product.as('marenia'),
      ...attach,
      report,
      '--scan',
      'grep -qv words',
    ]);
    expect(scanned).toMatchObject({ code: 3, out: '' });
    expect(JSON.parse(scanned.err.trim().split('\n').at(-1) ?? '')).toMatchObject({
      error: { code: 'attachment.scan' },
    });
    await product.withoutRelay(async () => {
      const kept = await product.json('marenia', ...attach, report, '--text', 'as discussed');
      expect(list(kept, 'attached')).toEqual([{ file: 'report.pdf', upload: expect.any(String) }]);
    });
    rmSync(report);
    await product.json('marenia', ...attach);
    const read = await product.json('nerovia', CONVERSATION, 'read', product.conversation);
    const item = list(read, 'items').findLast(
      ({ content: said }) => (said as Document | undefined)?.['type'] === 'attachment',
    );
    expect(item?.['content']).toMatchObject({ name: 'report.pdf', text: 'as discussed', length: content.length });
    const folder = join(product.folder, 'saved');
    const save = [CONVERSATION, 'save', product.conversation, String(item?.['seq']), '--to', folder];
    expect(await product.json('nerovia', ...save)).toMatchObject({ file: join(folder, 'report.pdf') });
    expect(Buffer.compare(readFileSync(join(folder, 'report.pdf')), content)).toBe(0);
    expect((await product.run([...product.as('nerovia'), ...save])).code).toBe(2);
    expect((await product.run([...product.as('nerovia'), CONVERSATION, 'save', product.conversation, '1'])).code).toBe(
      4,
    );
  }, 300_000);

  it('takes back what was refused in a conversation that everybody agreed to close', async () => {
    const opening = [
      '--with',
      'nerovia',
      '--colleague',
      'Calloway',
      '--retention',
      '30',
      '--say',
      'Shall we end this?',
    ];
    const id = String((await product.json('marenia', CONVERSATION, 'open', ...opening))['conversation']);
    const agreed = async (): Promise<string> => {
      const proposals = list(await product.json('marenia', CONVERSATION, 'consent', id), 'proposals');
      const place = String(proposals.at(-1)?.['seq']);
      await product.json('nerovia', CONVERSATION, 'consent', id, place);
      return place;
    };
    const gone = await product.json('marenia', CONVERSATION, 'remove', id, '--officer', 'Calloway');
    expect(gone['removed']).toHaveLength(1);
    const members = list(await product.json('marenia', CONVERSATION, 'members', id), 'members');
    expect(members.map(({ device }) => device)).not.toContain((gone['removed'] as string[])[0]);
    const theirs = String(members.find(({ own }) => own === true)?.['device']);
    const notOurs = await product.run([...product.as('nerovia'), CONVERSATION, 'remove', id, '--device', theirs]);
    expect(notOurs).toMatchObject({ code: 3, out: '' });
    await product.json('marenia', CONVERSATION, 'policy', id, '--history', 'all');
    await product.json('marenia', CONVERSATION, 'consent', id, await agreed(), '--enact');
    expect(await product.json('marenia', CONVERSATION, 'close', id)).toMatchObject({ asked: expect.any(String) });
    const place = await agreed();
    await product.withoutRelay(async () => {
      await product.json('nerovia', CONVERSATION, 'say', id, 'one more thing');
    });
    await product.json('marenia', CONVERSATION, 'consent', id, place, '--enact');
    const late = await product.run(['--json', ...product.as('marenia'), CONVERSATION, 'say', id, 'too late']);
    expect(late).toMatchObject({ code: 3, out: '' });
    expect(JSON.parse(late.err)).toMatchObject({ error: { code: 'conversation.closed' } });
    const read = await product.json('nerovia', CONVERSATION, 'read', id);
    expect(list(read, 'waiting')).toMatchObject([{ state: 'refused', code: 'conversation.closed' }]);
    for (const person of ['marenia', 'nerovia']) {
      await product.json(person, CONVERSATION, 'take-back', id);
      expect(list(await product.json(person, CONVERSATION, 'read', id), 'waiting')).toEqual([]);
      expect((await product.run([...product.as(person), CONVERSATION, 'take-back', id])).code).toBe(4);
    }
  }, 300_000);

  it('makes a new agreement key at once, and goes on talking', async () => {
    const { device } = await product.json('nerovia', 'device', 'renew');
    expect(device).toEqual(expect.stringMatching(/^device-/));
    await product.json('marenia', CONVERSATION, 'open', '--with', 'nerovia', '--say', 'sealed to the new key');
    const [newest] = list(await product.json('nerovia', 'inbox'), 'conversations');
    expect(texts(await product.json('nerovia', CONVERSATION, 'read', String(newest?.['id'])))).toContain(
      'sealed to the new key',
    );
  }, 300_000);

  it('cuts the socket of a dismissed officer and refuses every later command', async () => {
    const invitation = product.file('brief.invitation.json');
    const { officer } = await product.json(
      'marenia-administrator',
      'officer',
      'appoint',
      '--name',
      'Brief Officer',
      '--invitation',
      invitation,
    );
    await product.enrol('marenia-administrator', invitation, 'brief');
    const dismissing = ['officer', 'dismiss', String(officer)];
    const early = await product.run([
      ...product.as('marenia-administrator'),
      ...dismissing,
      ...['--successor', 'Belmonte'],
    ]);
    expect([early.code, early.err]).toEqual([2, expect.stringContaining('nobody is dismissed')]);
    await product.json('marenia', CONVERSATION, 'add', product.conversation.slice(0, 8), '--officer', 'Brief');
    const follower = new Follower(product, [...product.as('brief'), CONVERSATION, 'follow', product.conversation]);
    await product.json('marenia', CONVERSATION, 'say', product.conversation, 'still in office');
    await follower.shows('still in office');
    const handed = await product.json('marenia', CONVERSATION, 'hand-over', 'Calloway', '--of', 'Brief');
    expect(list(handed, 'handedOver').map(({ history }) => history)).not.toContain(undefined);
    const byKey = [
      '--authority',
      'authority:marenia-justice',
      '--authority-key',
      product.file('keys', 'marenia-justice.key'),
    ];
    byKey.push('--network', product.file('founding.json'), '--relay', product.origin);
    await product.json('marenia-administrator', ...dismissing, ...byKey);
    await product.json('marenia', CONVERSATION, 'say', product.conversation, 'said after the dismissal');
    const refused = await product.run([...product.as('brief'), 'directory', 'find', 'marenia']);
    expect(refused.code === 8 || refused.code === 3).toBe(true);
    follower.signal('SIGINT');
    expect((await follower.ended).err).not.toMatch(/\n\s+at /);
    expect(follower.times('said after the dismissal')).toBe(0);
    const later = await product.run([
      '--json',
      ...product.as('brief'),
      CONVERSATION,
      'say',
      product.conversation,
      'let me in',
    ]);
    expect(later).toMatchObject({ code: 3, out: '' });
    const erased = await product.json('marenia-administrator', 'officer', 'erase', String(officer));
    expect(erased).toEqual({ officer, values: expect.any(Number) });
  }, 300_000);

  it("has another authority's officer serve one's own for a time", async () => {
    const ownOfficer = async (person: string): Promise<string> => {
      const members = list(await product.json(person, CONVERSATION, 'members', product.conversation), 'members');
      return String(members.find(({ own }) => own === true)?.['officer']);
    };
    const liaison = await ownOfficer('nerovia');
    const accredit = ['officer', 'accredit', liaison];
    const accredited = await product.json('marenia-administrator', ...accredit, '--days', '30');
    expect(accredited).toMatchObject({ officer: liaison, home: 'authority:nerovia-prosecution' });
    const opening = [CONVERSATION, 'open', '--with', 'esmere', '--colleague', liaison];
    const id = String((await product.json('marenia', ...opening))['conversation']);
    for (const shows of [
      [CONVERSATION, 'members', id],
      ['directory', 'show', 'marenia'],
    ])
      expect((await product.run([...product.as('marenia'), ...shows])).out).toContain(
        'liaison officer from Office of the Prosecutor General of Nerovia',
      );
    const { name } = (await product.json('marenia', 'directory', 'show', 'esmere'))['authority'] as Document;
    const following = product.spawn([...product.as('nerovia'), CONVERSATION, 'follow', id]);
    following.stdin.end();
    expect((await finished(following)).err).toContain(`With ${String(name)}. `);
    const colleague = ['--officer', await ownOfficer('marenia')];
    const { removed } = await product.json('nerovia', CONVERSATION, 'remove', id, ...colleague);
    expect(removed).not.toEqual([]);
    const { added } = await product.json('nerovia', CONVERSATION, 'add', id, ...colleague);
    expect(new Set(added as string[])).toEqual(new Set(removed as string[]));
    expect(await product.json('marenia-administrator', ...accredit, '--end')).toMatchObject({ officer: liaison });
  }, 300_000);

  it('lets an outside expert into one conversation, once all have agreed, and out when the sponsor says so', async () => {
    const opening = [CONVERSATION, 'open', '--with', 'nerovia', '--history', 'all', '--say', 'not for the expert'];
    const id = String((await product.json('marenia', ...opening))['conversation']);
    await product.json('marenia', CONVERSATION, 'say', id, 'for the expert to read');
    const invitation = product.file('expert.invitation.json');
    const sponsoring = ['expert', 'sponsor', id, '--name', 'Prof. Outside', '--invitation', invitation];
    const { officer } = await product.json('marenia-administrator', ...sponsoring);
    await product.enrol('marenia-administrator', invitation, 'expert');
    const { asked } = await product.json('marenia', 'expert', 'admit', id, String(officer));
    expect(asked).toEqual(expect.any(String));
    const { proposals } = await product.json('nerovia', CONVERSATION, 'consent', id);
    const [seq] = (proposals as Document[]).map((proposal) => String(proposal['seq']));
    await product.json('nerovia', CONVERSATION, 'consent', id, String(seq));
    const members = list(await product.json('marenia', CONVERSATION, 'members', id), 'members');
    const device = String(members.find(({ capacity }) => capacity === 'expert')?.['device']);
    await product.json('marenia', CONVERSATION, 'history', id, device, '--place', '3', '--give');
    await product.json('expert', CONVERSATION, 'say', id, 'my opinion');
    expect(await readBy('expert', id, 2)).toEqual(['for the expert to read', 'my opinion']);
    const read = await product.run([...product.as('nerovia'), CONVERSATION, 'read', id]);
    expect(read.err).toContain('! An outside expert reads this conversation until');
    expect(read.out).toContain('Prof. Outside, OUTSIDE EXPERT of');
    for (const refused of [
      ['directory', 'find', 'nerovia'],
      [CONVERSATION, 'open', '--with', 'nerovia', '--say', 'a word apart'],
      [CONVERSATION, 'export', id, product.file('expert.export.json')],
      ['expert', 'sponsor', id, '--name', 'Another', '--invitation', product.file('another.json')],
    ]) {
      const { code, err } = await product.run(['--json', ...product.as('expert'), ...refused]);
      expect([refused[1], code, err]).toEqual([refused[1], 3, expect.stringContaining('"expert.refused"')]);
    }
    await product.json('marenia-administrator', 'expert', 'end', String(officer));
    const experts = list(await product.json('marenia-administrator', 'expert', 'list'), 'experts');
    expect(experts).toMatchObject([{ officer, standing: 'ended' }]);
    await product.json('marenia', CONVERSATION, 'say', id, 'after the expert');
    const left = list(await product.json('nerovia', CONVERSATION, 'members', id), 'members');
    expect(left.map(({ capacity }) => capacity)).not.toContain('expert');
    expect((await product.run([...product.as('expert'), CONVERSATION, 'say', id, 'one thing more'])).code).toBe(3);
  }, 300_000);

  it('verifies the record, and finds the database whole', async () => {
    const verified = await product.run([...product.as('nerovia'), 'record', 'verify']);
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.out).toContain('The record holds.');
    expect(await product.document([...product.as('nerovia'), 'record', 'verify'], 'record verify')).toMatchObject({
      holds: true,
    });
    const listed = await product.json('nerovia', 'record', 'leaves', '--kind', 'conversation.opened', '--limit', '500');
    const object = expect.objectContaining({ is: 'conversation', conversation: product.conversation, epoch: 0 });
    expect(listed['leaves']).toContainEqual(expect.objectContaining({ type: 'conversation.opened', object }));
    const signedIn = await product.json('nerovia', 'record', 'leaves', '--kind', 'session.opened');
    const opened = (signedIn['leaves'] as { readonly opened: object }[]).map((leaf) => Object.keys(leaf.opened).join());
    expect(new Set(opened)).toEqual(new Set(['device', '']));
    const words = await product.run([...product.as('nerovia'), 'record', 'leaves', '--limit', '3']);
    expect(words.out).toMatch(
      /^Each stands under the checkpoint of \d+ leaves [^\n]+ witnesses cosigned it.+\n\d+ {2}\S/,
    );
    const pack = product.file('sign-ins.pack.json');
    await product.json('nerovia', 'record', 'export', '--kind', 'session.opened', '--out', pack);
    expect(await product.document(['record', 'verify', pack], 'record verify')).toMatchObject({ holds: true });
    expect(await product.document(['relay', 'status', '--relay', product.origin], 'relay status')).toMatchObject({
      networkId: expect.any(String),
    });
    const { environment } = product.relay;
    expect(await product.document(['relay', 'fsck'], 'relay fsck', environment)).toMatchObject({ clean: true });
  }, 300_000);

  it('exports a conversation that is checked without device, account and network, and refused once altered', async () => {
    const [file, page] = [join(product.folder, 'consultation.json'), join(product.folder, 'consultation.html')];
    const exporting = ['export', product.conversation, file, '--html', page, '--with-attachments'];
    const made = await product.json('marenia', CONVERSATION, ...exporting);
    expect(made).toMatchObject({ file, html: page, from: 1, leftOut: [] });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/);
    // Whatever would open a connection ends the process.
    const guard = "import net from 'node:net'; net.Socket.prototype.connect = () => process.exit(99);";
    const alone = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(guard)}` };
    const checking = ['--home', '/nonexistent', 'record', 'verify', file, '--trust', product.file('founding.json')];
    const proved = await product.document(checking, 'record verify', alone);
    expect(proved).toMatchObject({ holds: true, trusted: true, conversation: product.conversation });
    expect(list(proved, 'messages').length).toBe(made['messages']);
    const again = await product.run([...product.as('marenia'), CONVERSATION, ...exporting]);
    expect(again.code).toBe(2);
    const turned = (_whole: string, before: string, one: string): string => `${before}${one === 'A' ? 'B' : 'A'}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/("key":".{9})(.)/, turned));
    const refused = await product.run(['--json', ...checking], alone);
    expect(refused).toMatchObject({ code: 6, out: '' });
    expect(JSON.parse(refused.err)).toMatchObject({ error: { code: 'export.key' } });
  });

  it('prints the keys that the documentation names', () => {
    expectDocumented(product, (command) => !isOfTheDirectory(command));
  });

  it('wrote no passphrase and no private key anywhere', () => {
    const secrets = [readFileSync(product.file('passphrase'), 'utf8').trim(), 'not the passphrase'];
    for (const file of ['root-1.key', 'marenia-justice.key']) {
      secrets.push((JSON.parse(readFileSync(product.file('keys', file), 'utf8')) as { sealed: string }).sealed);
    }
    for (const secret of secrets) expect(product.everything).not.toContain(secret);
    expect(product.everything).not.toContain('PRIVATE+KEY');
    expect(product.everything).not.toMatch(/\n\s+at .*\.js:\d+/);
  });
});
