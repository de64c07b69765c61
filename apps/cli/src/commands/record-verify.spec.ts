import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { exportsOf } from '../../../../tests/support/fake-exports.js';
import { packsOf } from '../../../../tests/support/fake-packs.js';
import { say, talking } from '../../../../tests/support/talking.js';
import { utf8 } from '#primitives';
import { run } from '../run.js';

let folder: string;
const file = (name: string): string => join(folder, name);

async function* letters(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(utf8('enclo'));
}

async function comity(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await run(['--home', file('no-device'), ...argv], { out, err });
  out.end();
  err.end();
  return { code, out: await textOf(out), err: await textOf(err) };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comity-export-'));
  const { alice, id, relay, network, north, ana } = await talking();
  await say(alice, id, 'Good morning');
  const note = { name: 'note.txt', length: 5, bytes: letters() };
  const { attachments } = alice.client;
  await attachments.settle(await attachments.attach(id, note));
  await alice.client.settle(id);
  const { text } = await exportsOf(relay, alice).make(id, { attachments: (item) => attachments.ciphertext(item) });
  const founding = network.entries[0]?.statement ?? '';
  writeFileSync(file('export.json'), text);
  const turned = (_whole: string, before: string, one: string): string => `${before}${one === 'A' ? 'B' : 'A'}`;
  writeFileSync(file('altered.json'), text.replace(/("bytes":".{80})(.)/, turned));
  writeFileSync(file('cut.json'), text.slice(0, -2));
  writeFileSync(file('founding.json'), founding);
  const invitation = { relay: 'https://relay.example', founding, authority: north.id, officer: ana.id };
  writeFileSync(file('invitation.json'), JSON.stringify(invitation));
  const auditor = { format: 'comity/auditor/v1', relay: invitation.relay, founding, token: 'A'.repeat(43) };
  writeFileSync(file('auditor.json'), JSON.stringify(auditor));
  writeFileSync(file('altered-auditor.json'), JSON.stringify({ ...auditor, token: 'A' }));
  const other = await talking();
  writeFileSync(
    file('other.json'),
    JSON.stringify({ ...JSON.parse(founding), body: { ...other.network.founding, name: 'Other' } }),
  );
  const packs = packsOf(network);
  const pack = (await packs.make({ from: 3, to: 9 })).text;
  writeFileSync(file('pack.json'), pack);
  writeFileSync(file('kinds.json'), (await packs.make({ kinds: ['export.made'] })).text);
  writeFileSync(file('leaf.json'), await packs.leaf(5));
  writeFileSync(file('altered-pack.json'), pack.replace('\\"at\\":4', '\\"at\\":5'));
  const dropped = JSON.parse(pack) as { leaves: object[] };
  dropped.leaves.splice(2, 1);
  writeFileSync(file('dropped-pack.json'), JSON.stringify(dropped));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('comity record verify PACK', () => {
  const verify = (named: string, trust = 'founding.json') =>
    comity('record', 'verify', file(named), '--trust', file(trust));

  it('says what the pack proves, without a device', async () => {
    const { code, out, err } = await verify('pack.json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/leaves {6}#3 to #8, none left out between: 6, of which 1 are opened/);
    expect(out).toContain('which goes on for 11 more');
    expect(out).not.toContain('Nobody compared');
    const kinds = (await comity('record', 'verify', file('kinds.json'))).out;
    expect(kinds).toContain('of these kinds alone: export.made');
    expect(kinds).toContain('! Nobody compared the network');
  });

  it('says the same of the proof of one leaf', async () => {
    expect((await verify('leaf.json')).out).toMatch(
      /leaves {6}#5 to #5, none left out between: 1, of which 0 are opened/,
    );
  });

  it('prints for programs each leaf, and what was opened of it', async () => {
    const { out } = await comity('--json', 'record', 'verify', file('pack.json'));
    const { leaves, ...all } = JSON.parse(out) as { leaves: { index: number }[] };
    expect(all).toMatchObject({ event: 'pack', holds: true, trusted: false, from: 3, to: 9, checkpoint: { size: 20 } });
    expect(leaves.find(({ index }) => index === 7)).toMatchObject({
      type: 'export.made',
      opened: { device: 'device-ana' },
    });
  });

  it.each([
    ['altered', 6, /leaf 4: another stands there in the record/],
    ['dropped', 6, /leaf 5: it is missing/],
  ])('names the first place that does not hold, and fails: %s', async (which, code, words) => {
    const refused = await verify(`${which}-pack.json`);
    expect({ code: refused.code, out: refused.out }).toEqual({ code, out: '' });
    expect(refused.err).toMatch(words);
  });

  it('saves no files of one, and asks for no account', async () => {
    expect((await comity('record', 'verify', file('pack.json'), '--files', file('none'))).code).toBe(2);
    expect((await comity('record', 'verify', file('pack.json'), '--token-file', file('none'))).code).toBe(2);
  });
});

describe('comity record verify FILE', () => {
  it.each(['founding.json', 'invitation.json', 'auditor.json'])(
    'says what the file proves, without a device, against %s',
    async (trust) => {
      const { code, out, err } = await comity('record', 'verify', file('export.json'), '--trust', file(trust));
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('places #1 to #3, none left out between');
      expect(out).toMatch(/stood at these places no later than \S+ \S+Z.* does not prove who wrote them/);
      expect(out).not.toContain('Nobody compared');
    },
  );

  it('says that nobody compared the network where none is trusted', async () => {
    const { code, out } = await comity('record', 'verify', file('export.json'));
    expect(code).toBe(0);
    expect(out).toContain('! Nobody compared the network');
  });

  it('prints for programs what was said, and whether the network was compared', async () => {
    const { out } = await comity('--json', 'record', 'verify', file('export.json'), '--trust', file('founding.json'));
    expect(JSON.parse(out)).toMatchObject({
      event: 'export',
      holds: true,
      trusted: true,
      from: 1,
      to: 3,
      messages: [
        { seq: 2, content: { type: 'text', text: 'Good morning' } },
        { seq: 3, attachment: { name: 'note.txt', length: 5 } },
      ],
    });
  });

  it.each([
    ['altered.json', 'founding.json', 6, 'export.bytes'],
    ['cut.json', 'founding.json', 2, 'export.form'],
    ['founding.json', 'founding.json', 2, 'export.form'],
    ['export.json', 'other.json', 6, 'export.network'],
    ['export.json', 'export.json', 6, 'network.founding'],
    ['export.json', 'altered-auditor.json', 6, 'network.founding'],
    ['absent.json', 'founding.json', 2, 'usage.invalid'],
  ])('refuses %s, trusting %s, by %i', async (named, trust, code, why) => {
    const refused = await comity('record', 'verify', file(named), '--trust', file(trust));
    expect({ ...refused, err: /\[(.*)\]\n$/.exec(refused.err)?.[1] }).toEqual({ code, out: '', err: why });
  });

  it('saves the files in it where it is told to, and overwrites none', async () => {
    const saving = ['record', 'verify', file('export.json'), '--files', file('saved')];
    expect((await comity(...saving)).code).toBe(0);
    expect(readFileSync(join(file('saved'), '3 note.txt'), 'utf8')).toBe('enclo');
    expect((await comity(...saving)).code).toBe(2);
  });

  it('refuses --trust without a file that it would be about', async () => {
    expect((await comity('record', 'verify', '--trust', file('founding.json'))).code).toBe(2);
  });
});
