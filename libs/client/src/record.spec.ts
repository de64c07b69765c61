import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { canonicalJson } from '#crypto';
import { toBase64url, utf8 } from '#primitives';
import { headValue, leafHash, mapKey, MapTree, MerkleTree } from '#tlog';
import { aNetwork, noteKeyText } from '../../../tests/support/directory.js';
import { aCheckpoint } from '../../../tests/support/log-notes.js';
import { outcome } from '../../../tests/support/talking.js';
import type { Database } from './environment.js';
import { RecordWatch, staleWords, type RecordFault } from './record.js';
import { Store } from './store.js';
import { Transport } from './transport.js';

const NOW = 1_795_000_000;
const clock = { ahead: 0, now: () => (NOW + clock.ahead) * 1000 };
const credentials = { token: () => Promise.resolve('token'), forget: () => undefined };

/** An audit log of nothing but maps; `shown` is how much of it the relay shows. */
class ServedRecord {
  readonly tree = new MerkleTree();
  readonly #leaves: string[] = [];
  #map = MapTree.empty;
  shown = 0;
  /** Cosignature time of what is shown. */
  at = NOW;
  refusal: string | undefined;
  witness: string | undefined;
  /** Another log of fewer leaves, shown in the place of this one. */
  forged: ServedRecord | undefined;
  /** Holds back an answer until it settles. */
  hold: Promise<void> | undefined;

  move(seq: number): void {
    const head = new Uint8Array(32).fill(seq);
    this.#map = this.#map.set(mapKey('head', 'a conversation'), headValue(seq, head));
    const leaf = canonicalJson({ type: 'map.moved', at: seq, root: toBase64url(this.#map.root) });
    this.#leaves.push(leaf);
    this.tree.append(leafHash(utf8(leaf)));
    this.shown = this.tree.size;
  }

  answer(url: string): object {
    const { pathname, searchParams } = new URL(url);
    if (pathname.endsWith('/consistency')) {
      const [from, to] = [Number(searchParams.get('from')), Number(searchParams.get('to'))];
      if (to > this.shown) return { title: 'unknown', status: 404, code: 'record.unknown' };
      return { proof: this.tree.consistencyProof(from, to).map(toBase64url) };
    }
    if (this.forged !== undefined) return this.forged.answer(url);
    const index = this.shown - 1;
    const leaf = this.#leaves[index] ?? '';
    return {
      value: '',
      siblings: [],
      leaf,
      index,
      inclusion: this.tree.inclusionProof(index, this.shown).map(toBase64url),
      checkpoint: aCheckpoint('audit', this.tree, this.at, this.shown, this.witness),
    };
  }
}

function watching(
  served: ServedRecord,
  database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }),
) {
  const network = aNetwork();
  const faults: string[] = [];
  const evidence: unknown[] = [];
  const http = async ({ url }: { readonly url: string }) => {
    if (served.refusal !== undefined) {
      const problem = { title: 'not yet', status: 409, code: served.refusal };
      return { status: 409, body: JSON.stringify(problem) };
    }
    const answer = served.answer(url);
    if (url.includes('/map')) await served.hold;
    return { status: 'status' in answer ? Number(answer.status) : 200, body: JSON.stringify(answer) };
  };
  const options = {
    store: new (Store as unknown as new (database: Database, key: Uint8Array) => Store)(database, new Uint8Array(32)),
    transport: new Transport({ http }, 'https://relay.example'),
    credentials,
    clock,
    terms: () => network.directory.latest.network(),
    onFault: (fault: RecordFault) => {
      faults.push(fault.code);
      evidence.push(fault.evidence);
      return Promise.resolve();
    },
  };
  const lookUp = (watch: RecordWatch) => outcome(watch.lookUp('head', 'another'));
  return {
    watch: new RecordWatch(options),
    faults,
    evidence,
    lookUp,
    again: () => watching(served, database),
    network,
  };
}

beforeEach(() => {
  clock.ahead = 0;
});

describe('the record as a client watches it', () => {
  it('accuses nobody of answers that overtook one another, and keeps the newer', async () => {
    const served = new ServedRecord();
    served.move(1);
    const { watch, faults, lookUp } = watching(served);
    let release = (): void => undefined;
    served.hold = new Promise((resolve) => (release = resolve));
    const slow = lookUp(watch);
    await new Promise((resolve) => setTimeout(resolve, 20));
    served.hold = undefined;
    served.move(2);
    expect(await lookUp(watch)).toBe('done');
    release();
    expect(await slow).toBe('done');
    expect(watch.checkpoint?.size).toBe(2);
    expect(faults).toEqual([]);
  });

  it('refuses an older record, and one that has not begun, once a newer was shown', async () => {
    const served = new ServedRecord();
    served.move(1);
    served.move(2);
    const { watch, faults, lookUp, again } = watching(served);
    expect(await lookUp(watch)).toBe('done');
    served.shown = 1;
    served.at = NOW - 121;
    expect(await lookUp(watch)).toBe('record.rolled-back');
    expect(faults).toEqual(['record.rolled-back']);
    expect(watch.checkpoint?.size).toBe(2);
    clock.ahead = 121;
    served.refusal = 'record.not-yet';
    expect(await lookUp(watch)).toBe('record.rolled-back');
    const restarted = again();
    expect(await restarted.lookUp(restarted.watch)).toBe('record.rolled-back');
    served.refusal = undefined;
    expect(await restarted.lookUp(restarted.watch)).toBe('record.rolled-back');
    expect(restarted.faults).toEqual(['record.rolled-back']);
  });

  it('accuses nobody of a node that is a little behind, and takes nothing from it', async () => {
    const served = new ServedRecord();
    served.move(1);
    const { watch, faults, lookUp } = watching(served);
    expect(await lookUp(watch)).toBe('done');
    served.refusal = 'record.not-yet';
    expect(await lookUp(watch)).toBe('record.behind');
    served.refusal = undefined;
    served.move(2);
    expect(await lookUp(watch)).toBe('done');
    served.shown = 1;
    served.at = NOW - 120;
    expect(await lookUp(watch)).toBe('record.behind');
    expect(watch.checkpoint).toMatchObject({ size: 2, at: NOW });
    served.shown = 2;
    expect(await lookUp(watch)).toBe('done');
    expect(watch.checkpoint).toMatchObject({ size: 2, at: NOW });
    expect(faults).toEqual([]);
  });

  it('shows a smaller record that is another, however new it is', async () => {
    const served = new ServedRecord();
    served.move(1);
    served.move(2);
    const { watch, faults, lookUp } = watching(served);
    expect(await lookUp(watch)).toBe('done');
    const other = new ServedRecord();
    other.move(7);
    served.forged = other;
    expect(await lookUp(watch)).toBe('record.forked');
    expect(faults).toEqual(['record.forked']);
    expect(watch.checkpoint?.size).toBe(2);
  });

  it('takes a larger record whose witness has its clock set back, and calls nothing a rollback by that', async () => {
    const served = new ServedRecord();
    served.move(1);
    const { watch, faults, lookUp } = watching(served);
    expect(await lookUp(watch)).toBe('done');
    served.move(2);
    served.at = NOW - 60;
    expect(await lookUp(watch)).toBe('done');
    expect(watch.checkpoint).toMatchObject({ size: 2, at: NOW - 60 });
    served.shown = 1;
    served.at = NOW - 130;
    expect(await lookUp(watch)).toBe('record.behind');
    expect(faults).toEqual([]);
  });

  it('says how far apart the clocks are when the record is old, or this clock ahead', async () => {
    const served = new ServedRecord();
    served.move(1);
    const { watch, faults, evidence } = watching(served);
    clock.ahead = 121;
    await expect(watch.lookUp('head', 'another')).rejects.toMatchObject({
      code: 'record.stale',
      message: staleWords(121),
    });
    expect(staleWords(121)).toMatch(/121 seconds.*either the record is old, or the clock of this computer is ahead/);
    expect(faults).toEqual(['record.stale']);
    expect(evidence).toEqual([{ apart: 121 }]);
  });

  it('goes on after the terms by which its last checkpoint was verified have changed', async () => {
    const served = new ServedRecord();
    served.move(1);
    const { watch, lookUp, again } = watching(served);
    expect(await lookUp(watch)).toBe('done');
    served.move(2);
    const restarted = again();
    const { founding } = restarted.network;
    const prev = restarted.network.directory.latest.latestStatementHash('network');
    const witnesses = { ...founding.witnesses, keys: [noteKeyText('new.witness.example', 'cosignature')] };
    restarted.network.say({ ...founding, type: 'network.changed', prev, witnesses }, ...restarted.network.quorum);
    served.witness = 'new.witness.example';
    expect(await restarted.lookUp(restarted.watch)).toBe('done');
    expect(restarted.watch.checkpoint?.size).toBe(2);
  });
});
