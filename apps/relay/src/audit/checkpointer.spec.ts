import { describe, expect, it } from '@jest/globals';
import { leafHash, MerkleTree } from '#tlog';
import { utf8 } from '#primitives';
import { aNetwork } from '../../../../tests/support/directory.js';
import { aCheckpoint } from '../../../../tests/support/log-notes.js';
import { Checkpointer } from './checkpointer.js';
import type { LogName } from './log-name.js';
import { RecordPolicy } from './record-policy.js';

const NOW = 1_795_000_000;
const tree = new MerkleTree(['a', 'b', 'c'].map((leaf) => leafHash(utf8(leaf))));

/** A node that follows what others have stored as shown. */
function following() {
  const rows = new Map<LogName, { log: LogName; size: number; at: number; note: string }>();
  const mapSizes: number[] = [];
  const gauge = { set: () => undefined };
  const policy = new RecordPolicy();
  const { founding } = aNetwork();
  policy.set(founding);
  const checkpointer = new (Checkpointer as unknown as new (...parts: unknown[]) => Checkpointer)(
    {},
    { shown: () => Promise.resolve([...rows.values()]) },
    {},
    { known: () => tree, current: () => Promise.resolve(tree) },
    { follow: () => Promise.resolve(), shown: (size: number) => mapSizes.push(size) },
    policy,
    {},
    {},
    { logSize: gauge, checkpointAt: gauge },
  );
  const met = async (log: LogName, size: number, at: number, witness?: string) => {
    rows.set(log, { log, size, at, note: aCheckpoint(log, tree, at, size, witness) });
    await checkpointer.follow();
    const shown = checkpointer.shown(log);
    return shown && [shown.size, shown.at];
  };
  return { checkpointer, met, mapSizes };
}

describe('the checkpoint that a node shows', () => {
  it('is the larger, even if its witness has its clock set back', async () => {
    const { met, checkpointer } = following();
    expect(await met('directory', 1, NOW)).toEqual([1, NOW]);
    expect(await met('directory', 2, NOW - 60)).toEqual([2, NOW - 60]);
    expect(checkpointer.time).toBe(NOW);
  });

  it('is the later of one size, and never a smaller one', async () => {
    const { met } = following();
    expect(await met('directory', 2, NOW)).toEqual([2, NOW]);
    expect(await met('directory', 2, NOW - 1)).toEqual([2, NOW]);
    expect(await met('directory', 1, NOW + 60)).toEqual([2, NOW]);
    expect(await met('directory', 2, NOW + 1)).toEqual([2, NOW + 1]);
  });

  it('is none while what is stored was cosigned by other witnesses, whose time still counts', async () => {
    const { met, checkpointer } = following();
    expect(await met('directory', 1, NOW, 'old.witness.example')).toBeUndefined();
    expect(checkpointer.time).toBe(NOW);
    expect(await met('directory', 2, NOW + 1)).toEqual([2, NOW + 1]);
  });

  it('tells the map how far it is shown, of the audit log alone', async () => {
    const { met, mapSizes } = following();
    await met('directory', 1, NOW);
    await met('audit', 3, NOW);
    expect(mapSizes).toEqual([3]);
  });
});
