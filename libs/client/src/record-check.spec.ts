import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '#contracts';
import { fromUtf8, utf8 } from '#primitives';
import { ServedLeaves, SHOWN_AT } from '../../../tests/support/served-leaves.js';
import { outcome } from '../../../tests/support/talking.js';
import type { CheckOptions } from './record-check.js';

const ALL = 600;

function aLog(count = ALL): ServedLeaves {
  const log = new ServedLeaves();
  log.addMany(count);
  return log;
}

/** What comes of checking a log: how it ended, and how that is told afterwards. */
async function checking(log: ServedLeaves, watched = log.watched()) {
  const { check } = watched.record;
  return {
    check,
    faults: watched.faults,
    run: async (options?: CheckOptions) => {
      const ended = await outcome(check.run(options));
      const last = await check.last();
      return { ended, index: last?.fault?.index, words: last?.fault?.words };
    },
  };
}

/** Has the relay give other leaves than it has logged, by the place of the first that it is asked for. */
function bent(log: ServedLeaves, bend: (all: string[]) => string[]): void {
  const all = bend([...log.leaves]);
  log.bent.set('/leaves', (answer) => {
    const { leaves } = JSON.parse(fromUtf8(answer)) as { leaves: string[] };
    const from = leaves.length === 0 ? all.length : log.leaves.indexOf(leaves[0] ?? '');
    return utf8(JSON.stringify({ leaves: all.slice(from, from + leaves.length) }));
  });
}

describe('a check of the whole record', () => {
  it('goes through every leaf, tells how far it is, and keeps how it ended', async () => {
    const log = aLog();
    log.addText('not a leaf');
    const { check, faults } = await checking(log);
    expect(await check.last()).toBeUndefined();
    const told: number[] = [];
    const checked = await check.run({ onProgress: (done) => told.push(done) });
    expect(checked).toEqual({
      at: SHOWN_AT,
      size: ALL + 1,
      confirmedAt: SHOWN_AT,
      types: { 'session.opened': ALL, '(not readable)': 1 },
      fault: undefined,
    });
    expect(await check.last()).toEqual({ ...checked });
    expect([told, faults]).toEqual([[512, 601], []]);
    expect(log.asked.filter((path) => path.includes('/tile/0/')).sort()).toEqual([
      '/tlog/audit/tile/0/000',
      '/tlog/audit/tile/0/001',
      '/tlog/audit/tile/0/002.p/89',
    ]);
  });

  it('holds of a record without leaves', async () => {
    const { run } = await checking(new ServedLeaves());
    expect((await run()).ended).toBe('done');
  });

  it('can be called off, which is not how it ended', async () => {
    const { check } = await checking(aLog());
    expect(await outcome(check.run({ signal: { aborted: true } }))).toBe('client.cancelled');
    expect(await check.last()).toBeUndefined();
  });

  it.each([
    ['altered', (all: string[]) => all.with(300, '{"at":300,"type":"session.ended"}'), 300],
    ['taken out', (all: string[]) => all.toSpliced(300, 1), 300],
    ['put in', (all: string[]) => all.toSpliced(300, 0, '{"at":300,"type":"session.ended"}'), 300],
    ['moved', (all: string[]) => [...all.slice(0, 300), all[301] ?? '', all[300] ?? '', ...all.slice(302)], 300],
    ['cut off', (all: string[]) => all.slice(0, 590), 590],
  ] as const)('names the first leaf where one was %s', async (_, bend, index) => {
    const log = aLog();
    bent(log, bend);
    const { run, faults } = await checking(log);
    const ended = await run();
    expect(ended).toMatchObject({ ended: 'record.leaf', index });
    expect(ended.words).toContain(`leaf ${String(index)}`);
    expect(faults).toMatchObject([{ code: 'record.leaf', evidence: { index } }]);
  });

  it('names the first leaf whose tiles are withheld of a record that was shown', async () => {
    const log = aLog(600 + 512);
    log.bent.set('/tile/0/002', () => {
      throw new ProblemError('record.unknown', 'tile');
    });
    const { run, faults } = await checking(log);
    expect(await run()).toMatchObject({ ended: 'record.leaf', index: 512 });
    expect(faults).toMatchObject([{ code: 'record.leaf', evidence: { index: 512 } }]);
  });

  it('accuses nobody while a node has not read so far', async () => {
    const log = aLog();
    let behind = 2;
    log.bent.set('/leaves', (answer) => {
      const { leaves } = JSON.parse(fromUtf8(answer)) as { leaves: string[] };
      return utf8(JSON.stringify({ leaves: behind-- > 0 ? leaves.slice(1, 1) : leaves }));
    });
    const { run, faults } = await checking(log);
    expect([(await run()).ended, faults]).toEqual(['done', []]);
  });

  it('names the first leaf in which a forked record differs from the one that was checked before', async () => {
    const log = aLog(ALL);
    const watched = log.watched();
    const { run } = await checking(log, watched);
    expect((await run()).ended).toBe('done');
    const forked = new ServedLeaves();
    forked.addMany(413);
    forked.add({ type: 'export.made', at: 1 });
    forked.addMany(400);
    log.becomes(forked);
    expect(await run()).toMatchObject({ ended: 'record.forked', index: 413 });
    const shorter = new ServedLeaves();
    shorter.addMany(590);
    log.becomes(shorter);
    log.at = SHOWN_AT - 121;
    expect(await run()).toMatchObject({ ended: 'record.rolled-back', index: 590 });
    expect(watched.faults.map(({ code }) => code)).toEqual(['record.forked', 'record.rolled-back']);
  });

  it('finds a map that passes over another, by its leaf', async () => {
    const log = new ServedLeaves();
    const map = { type: 'map.moved', at: 1, root: 'r' };
    log.add(map);
    log.add({ ...map, previous: 0 });
    const { run } = await checking(log);
    expect((await run()).ended).toBe('done');
    log.add({ ...map, previous: 0 });
    expect(await run()).toMatchObject({ ended: 'record.chain', index: 2 });
  });
});
