import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';
import { aNetwork } from '../../../tests/support/directory.js';
import { aCheckpoint } from '../../../tests/support/log-notes.js';
import { packsOf } from '../../../tests/support/fake-packs.js';
import { ServedLeaves, SHOWN_AT } from '../../../tests/support/served-leaves.js';
import { outcome } from '../../../tests/support/talking.js';
import type { RecordPackFile } from './record-pack-file.js';
import { verifyPack } from './record-pack-verify.js';

const ALL = 600;
const network = aNetwork();

function aLog(): ServedLeaves {
  const log = new ServedLeaves();
  for (let at = 0; at < ALL; at++)
    if (at % 255 === 0 || at === 299)
      log.addOpened('export.made', at, { conversation: `c-${String(at)}`, device: `d-${String(at)}` });
    else log.add({ type: 'session.opened', at });
  return log;
}

/** What a pack is refused with once it was changed: the code, and what is said. */
async function changed(text: string, change: (file: RecordPackFile) => void): Promise<string> {
  const file = JSON.parse(text) as RecordPackFile;
  change(file);
  return refusal(canonicalJson(file));
}

async function refusal(text: string, trusted = network.networkId): Promise<string> {
  try {
    verifyPack(text, trusted);
    return 'holds';
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
}

const turned = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

describe('an oversight pack', () => {
  let text: string;

  beforeAll(async () => {
    ({ text } = await packsOf(network, aLog()).make({ from: 250, to: 300 }));
  });

  it('proves its leaves, what was opened of them, who cosigned, and how far the record went', async () => {
    const pack = verifyPack(text, network.networkId);
    expect(pack).toMatchObject({
      from: 250,
      to: 300,
      kinds: undefined,
      checkpoint: { size: ALL, at: SHOWN_AT },
      directory: { size: 1 },
    });
    expect(pack.witnesses).toEqual([{ name: 'witness.practice.example', at: SHOWN_AT }]);
    expect(pack.leaves.map(({ index }) => index)).toEqual(Array.from({ length: 50 }, (_, i) => 250 + i));
    expect(pack.leaves.filter(({ opened }) => Object.keys(opened).length > 0)).toMatchObject([
      { index: 255, type: 'export.made', at: 255, opened: { conversation: 'c-255', device: 'd-255' } },
      { index: 299, type: 'export.made', at: 299, opened: { conversation: 'c-299', device: 'd-299' } },
    ]);
    expect((JSON.parse(text) as RecordPackFile).tiles.map(({ tile }) => tile)).toEqual([
      '0/000',
      '0/001',
      '0/002.p/88',
      '1/000.p/2',
    ]);
  });

  it('is of the whole record, of a time or of kinds, as it is asked for', async () => {
    const packs = packsOf(network, aLog());
    const whole = (await packs.make()).verified;
    expect([whole.from, whole.to, whole.leaves.length]).toEqual([0, ALL, ALL]);
    const timed = (await packs.make({ since: 100, until: 110 })).verified;
    expect([timed.from, timed.to]).toEqual([100, 110]);
    const kind = await packs.make({ kinds: ['export.made'], from: 1 });
    expect(kind.verified).toMatchObject({ from: 1, to: ALL, kinds: ['export.made'] });
    expect(kind.verified.leaves.map(({ index }) => index)).toEqual([255, 299, 510]);
    expect(verifyPack((await packs.make({ kinds: ['desk.entered'] })).text).leaves).toEqual([]);
    expect(await outcome(packs.make({ from: 7, to: 7 }))).toBe('pack.range');
    expect(await outcome(packs.make({ since: ALL }))).toBe('pack.range');
  });

  it('tells how far it is, and can be called off', async () => {
    const told: string[] = [];
    const onProgress = (done: number, all: number): void => void told.push(`${String(done)}/${String(all)}`);
    await packsOf(network, aLog()).make({ onProgress });
    expect(told).toEqual(['0/600', '512/600', '600/600']);
    expect(await outcome(packsOf(network, aLog()).make({ signal: { aborted: true } }))).toBe('client.cancelled');
  });

  it('is not made of leaves or openings that the relay has altered', async () => {
    const log = aLog();
    const [opening] = log.openings;
    if (opening !== undefined) log.openings.splice(0, 1, { ...opening, value: 'c-1' });
    expect(await outcome(packsOf(network, log).make())).toBe('record.leaf');
  });

  const at = (file: RecordPackFile, place: number) => file.leaves[place] as { index: number; leaf: string };

  it.each<[string, (file: RecordPackFile) => void, string]>([
    [
      'an altered leaf',
      (file) => (at(file, 3).leaf = at(file, 3).leaf.replace('253', '254')),
      'pack.leaf leaf 253: another stands there',
    ],
    ['a dropped leaf', (file) => file.leaves.splice(7, 1), 'pack.leaf leaf 257: it is missing'],
    ['a dropped first leaf', (file) => file.leaves.shift(), 'pack.leaf leaf 250: it is missing'],
    ['a cut tail', (file) => file.leaves.splice(40), 'pack.leaf leaf 290: it is missing'],
    [
      'two leaves that changed places',
      (file) => file.leaves.splice(5, 2, at(file, 6), at(file, 5)),
      'pack.leaf leaf 255: it is missing',
    ],
    [
      'two leaves that changed places and numbers',
      (file) => ([at(file, 0).leaf, at(file, 1).leaf] = [at(file, 1).leaf, at(file, 0).leaf]),
      'pack.leaf leaf 250: another stands there',
    ],
    [
      'a leaf given twice',
      (file) => file.leaves.splice(9, 0, at(file, 8)),
      'pack.leaf leaf 258: it stands out of its order, or twice',
    ],
    ['a leaf beyond the last', (file) => (file.to = 299), 'pack.leaf leaf 299: it is beyond the last place, 298'],
    [
      'an inserted leaf',
      (file) => {
        file.leaves.splice(2, 0, { index: 252, leaf: '{"at":252,"type":"export.made"}' });
        for (const leaf of file.leaves.slice(3)) leaf.index++;
        file.to++;
      },
      'pack.leaf leaf 252: another stands there',
    ],
    [
      'a leaf of no such place',
      (file) => ([file.from, file.to] = [ALL, ALL + 1]),
      `pack.leaf leaf ${String(ALL)}: the checkpoint covers 600`,
    ],
    ['a range that ends before it begins', (file) => (file.from = 301), 'pack.form'],
    [
      'kinds that its leaves are not of',
      (file) => (file.kinds = ['export.made']),
      'pack.leaf leaf 250: it is of another kind',
    ],
    [
      'an opening with another value',
      (file) => (file.openings[0] = { ...file.openings[0]!, value: 'd-299' }),
      'pack.opening leaf 255: the opening of its "conversation"',
    ],
    [
      'an opening with another secret',
      (file) => (file.openings[3] = { ...file.openings[3]!, r: file.openings[0]!.r }),
      'pack.opening leaf 299: the opening of its "device"',
    ],
    [
      'openings that changed leaves',
      (file) => (file.openings = file.openings.map((one) => ({ ...one, index: 554 - one.index })).reverse()),
      'pack.opening leaf 255',
    ],
    ['an opening given twice', (file) => file.openings.splice(1, 0, file.openings[0]!), 'pack.opening leaf 255'],
    [
      'an opening of a leaf before',
      (file) => (file.openings[0] = { ...file.openings[0]!, index: 1 }),
      'pack.opening leaf 1',
    ],
    [
      'an opening of a leaf after',
      (file) => file.openings.push({ ...file.openings[0]!, index: 300 }),
      'pack.opening leaf 300',
    ],
    [
      'a hash of a tile',
      (file) => (file.tiles[1]!.hashes = turned(file.tiles[1]!.hashes, 2000)),
      'pack.leaf leaf 256: the hashes in this file do not lead',
    ],
    ['a lost tile', (file) => file.tiles.splice(3, 1), 'pack.leaf leaf 250: the hashes in this file do not lead'],
    ['a tile that is not in base64url', (file) => (file.tiles[0]!.hashes = '!'), 'pack.form'],
    [
      'a tile too many',
      (file) => file.tiles.push({ tile: '9/000', hashes: 'AAAA' }),
      'pack.form this file holds other hashes',
    ],
    [
      'the checkpoint of a shorter log',
      (file) => (file.checkpoint = shorter(400)),
      'pack.leaf leaf 250: the hashes in this file do not lead',
    ],
    [
      'a checkpoint before its last leaf',
      (file) => (file.checkpoint = shorter(280)),
      'pack.leaf leaf 280: the checkpoint covers 280',
    ],
    [
      'the checkpoint of another log',
      (file) => (file.checkpoint = file.directory),
      'pack.checkpoint the checkpoint of the audit log',
    ],
    [
      'the checkpoint of another directory',
      (file) => (file.directory = file.checkpoint),
      'pack.checkpoint the checkpoint of the directory log',
    ],
    [
      'a checkpoint without its witness',
      (file) => (file.checkpoint = file.checkpoint.split('\n').slice(0, -2).join('\n') + '\n'),
      'pack.checkpoint',
    ],
    [
      'a later cosignature',
      (file) => (file.checkpoint = turned(file.checkpoint, file.checkpoint.length - 60)),
      'pack.checkpoint',
    ],
    ['no founding', (file) => (file.network = ['{}']), 'pack.terms'],
    [
      'a word of whoever made it, which nothing proves',
      (file) => ((file as { account?: object }).account = { at: 1, by: 'device-ana' }),
      'pack.form',
    ],
    ['other words', (file) => ((file as { says: string }).says = 'It proves everything.'), 'pack.form'],
  ])('is refused with %s, by the first place where it shows', async (_, change, words) => {
    expect(await changed(text, change)).toContain(words);
  });

  const shorter = (size: number): string => {
    const log = aLog();
    return aCheckpoint('audit', log.tree, SHOWN_AT, size);
  };

  it('is refused by each hash of a tile that was changed, wherever it stands', async () => {
    const answers = new Set<string>();
    for (let hash = 0; hash < 256; hash += 5)
      for (const tile of [0, 1])
        answers.add(
          (
            await changed(text, (file) => {
              const bytes = fromBase64url(file.tiles[tile]!.hashes);
              bytes[hash * 32] = (bytes[hash * 32] ?? 0) ^ 1;
              file.tiles[tile]!.hashes = toBase64url(bytes);
            })
          ).slice(0, 18),
        );
    expect([...answers].sort()).toEqual(['pack.leaf leaf 250', 'pack.leaf leaf 256']);
  });

  it('is refused by whoever trusts another network, and shows its own to whoever trusts none', async () => {
    expect(await refusal(text, new Uint8Array(32))).toContain('pack.network');
    expect(verifyPack(text).network).toEqual({ id: network.networkId, name: network.founding.name });
  });
});

describe('the proof of one leaf', () => {
  it('is checked like a pack', async () => {
    const packs = packsOf(network, aLog());
    const text = await packs.leaf(255);
    expect(verifyPack(text, network.networkId)).toMatchObject({
      from: 255,
      to: 256,
      directory: undefined,
      leaves: [{ index: 255, type: 'export.made' }],
    });
    const altered = (change: (text: string) => string): Promise<string> => refusal(change(text));
    expect(await altered((one) => one.replace('\\"at\\":255', '\\"at\\":256'))).toContain('pack.leaf leaf 255');
    expect(await altered((one) => one.replace('index 255', 'index 254'))).toContain('pack.leaf leaf 254');
    expect(await altered((one) => one.replace('tlog-proof@v1', 'tlog-proof@v2'))).toContain('pack.form');
    expect(await altered((one) => one.replace('\\n600\\n', '\\n601\\n'))).toContain('pack.checkpoint');
    expect(await outcome(packs.leaf(ALL))).toBe('pack.range');
  });
});
