import { describe, expect, it } from '@jest/globals';
import { fromUtf8, utf8 } from '#primitives';
import { leafHash, MerkleTree } from '#tlog';
import { ServedLeaves, SHOWN_AT } from '../../../tests/support/served-leaves.js';
import { outcome } from '../../../tests/support/talking.js';
import type { ServedLeaves as Served } from '../../../tests/support/served-leaves.js';

const ALL = 600;

function aLog(count = ALL): Served {
  const log = new ServedLeaves();
  log.addMany(count);
  return log;
}

/** What comes of reading the leaves from one place to another. */
async function reading(log: Served, from: number, to: number) {
  const { record, faults } = log.watched();
  const { checkpoint } = await record.proven.newest();
  return { read: record.proven.leaves(checkpoint, from, to), faults };
}

const inJson =
  (bend: (leaves: string[]) => string[]) =>
  (answer: Uint8Array): Uint8Array => {
    const { leaves } = JSON.parse(fromUtf8(answer)) as { leaves: string[] };
    return utf8(JSON.stringify({ leaves: bend(leaves) }));
  };

describe('leaves that are proved', () => {
  it('holds each leaf as it stands in the log, with its proof', async () => {
    const log = aLog();
    const { read, faults } = await reading(log, 250, 260);
    const leaves = await read;
    expect(leaves.map(({ index, type, at }) => ({ index, type, at }))).toEqual(
      Array.from({ length: 10 }, (_, i) => ({ index: 250 + i, type: 'session.opened', at: 250 + i })),
    );
    expect(leaves.map(({ inclusion }) => inclusion())).toEqual(
      leaves.map(({ index }) => log.tree.inclusionProof(index, ALL)),
    );
    expect(faults).toEqual([]);
  });

  it('asks for each tile once', async () => {
    const log = aLog();
    await (
      await reading(log, 500, 600)
    ).read;
    expect(log.asked.filter((path) => path.includes('/tile/')).sort()).toEqual([
      '/tlog/audit/tile/0/001',
      '/tlog/audit/tile/0/002.p/88',
      '/tlog/audit/tile/1/000.p/2',
    ]);
  });

  it('holds a leaf that is not what one should be under no name', async () => {
    const log = aLog(3);
    for (const leaf of ['{"type":7,"at":1}', '{"at":1,"type":"session.opened"} ', '']) log.addText(leaf);
    const leaves = await (await reading(log, 2, 6)).read;
    expect(leaves.map(({ type }) => type)).toEqual(['session.opened', undefined, undefined, undefined]);
  });

  it('tells when each witness cosigned', async () => {
    const { record } = aLog(3).watched();
    expect(await record.proven.newest()).toMatchObject({
      checkpoint: { size: 3, at: SHOWN_AT },
      witnesses: [{ name: 'witness.practice.example', at: SHOWN_AT }],
    });
  });

  it('is refused, with its evidence, when a leaf is another than stands there', async () => {
    const log = aLog();
    const forged = '{"at":251,"type":"session.ended"}';
    log.bent.set(
      '/leaves',
      inJson((leaves) => leaves.with(1, forged)),
    );
    const { read, faults } = await reading(log, 250, 260);
    expect(await outcome(read)).toBe('record.leaf');
    expect(faults).toEqual([{ code: 'record.leaf', evidence: { index: 251, leaf: forged } }]);
  });

  it('is refused when a leaf stands in the log at another place', async () => {
    const log = aLog();
    log.bent.set(
      '/leaves',
      inJson((leaves) => leaves.toReversed()),
    );
    expect(await outcome((await reading(log, 250, 260)).read)).toBe('record.leaf');
  });

  it('is refused when all of it is of another log than the checkpoint', async () => {
    const log = aLog();
    const forged = log.leaves.map((leaf) => leaf.replace('opened', 'ended'));
    const other = new MerkleTree(forged.map((leaf) => leafHash(utf8(leaf))));
    log.bent.set(
      '/leaves',
      inJson((leaves) => leaves.map((leaf) => leaf.replace('opened', 'ended'))),
    );
    log.bent.set('/tile/0/000', () =>
      Uint8Array.from(Array.from({ length: 256 }, (_, i) => [...other.leaf(i)]).flat()),
    );
    expect(await outcome((await reading(log, 0, 10)).read)).toBe('record.leaf');
  });

  it.each(['/tile/0/001', '/tile/0/002', '/tile/1/000'])(
    'is refused when a hash of the tile %s is another',
    async (path) => {
      const log = aLog();
      log.bent.set(path, (bytes) => bytes.map((byte) => byte ^ 1));
      expect(await outcome((await reading(log, 500, 520)).read)).toBe('record.leaf');
    },
  );

  it('is refused when a tile is not as long as it says', async () => {
    const log = aLog();
    log.bent.set('/tile/0/002', (bytes) => bytes.slice(32));
    expect(await outcome((await reading(log, 500, 520)).read)).toBe('record.leaf');
  });

  it('takes no more leaves than it asked for, and accuses nobody of too few', async () => {
    const log = aLog();
    log.bent.set(
      '/leaves',
      inJson((leaves) => [...leaves, ...leaves]),
    );
    const more = await reading(log, 500, 520);
    expect(await outcome(more.read)).toBe('client.answer');
    log.bent.set(
      '/leaves',
      inJson((leaves) => leaves.slice(0, -1)),
    );
    const fewer = await reading(log, 500, 520);
    expect(await outcome(fewer.read)).toBe('record.behind');
    expect([...more.faults, ...fewer.faults]).toEqual([]);
  });

  it('is refused under a checkpoint that the witnesses did not sign', async () => {
    const log = aLog();
    log.bent.set('/checkpoint', (answer) =>
      utf8(fromUtf8(answer).replace(/.(?==\\n\\n)/, (unit) => (unit === 'A' ? 'E' : 'A'))),
    );
    const { record, faults } = log.watched();
    expect(await outcome(record.proven.newest())).toBe('record.checkpoint');
    expect(faults).toMatchObject([{ code: 'record.checkpoint' }]);
  });
});
