import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { canonicalJson } from '#crypto';
import { limits } from '#contracts';
import { toBase64url, utf8 } from '#primitives';
import { headValue, leafHash, mapKey, MapTree, MerkleTree } from '#tlog';
import { aNetwork, noteKeyText } from '../../../tests/support/directory.js';
import { aCheckpoint } from '../../../tests/support/log-notes.js';
import { outcome } from '../../../tests/support/talking.js';
import type { Database } from './environment.js';
import type { RecordFault } from './record-checkpoints.js';
import { readHeadValue } from './message-context.js';
import { RecordWatch, staleWords, type MapValue } from './record.js';
import { Store } from './store.js';
import { Transport } from './transport.js';

const NOW = 1_795_000_000;
const clock = { ahead: 0, now: () => (NOW + clock.ahead) * 1000 };
const credentials = { token: () => Promise.resolve('token'), forget: () => undefined };

/** An audit log of nothing but maps; `shown` is how much of it the relay shows. */
class ServedRecord {
  readonly tree = new MerkleTree();
  readonly #leaves: string[] = [];
  readonly #maps: MapTree[] = [];
  #map = MapTree.empty;
  shown = 0;
  /** It does not know any more how it went on from leaves before this one. */
  forgotten = 0;
  /** Questions about the map so far. */
  asked = 0;
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
    const previous = this.tree.size === 0 ? {} : { previous: this.tree.size - 1 };
    const leaf = canonicalJson({ type: 'map.moved', at: seq, root: toBase64url(this.#map.root), ...previous });
    this.#leaves.push(leaf);
    this.#maps.push(this.#map);
    this.tree.append(leafHash(utf8(leaf)));
    this.shown = this.tree.size;
  }

  answer(url: string): object {
    const { pathname, searchParams } = new URL(url);
    if (pathname.endsWith('/checkpoint'))
      return { note: aCheckpoint('audit', this.tree, this.at, this.shown, this.witness) };
    if (pathname.endsWith('/consistency')) {
      const [from, to] = [Number(searchParams.get('from')), Number(searchParams.get('to'))];
      if (to > this.shown) return { title: 'unknown', status: 404, code: 'record.unknown' };
      return { proof: this.tree.consistencyProof(from, to).map(toBase64url) };
    }
    if (this.forged !== undefined) return this.forged.answer(url);
    const query = searchParams.get('since');
    const first = query === null || Number(query) < this.forgotten ? this.shown : Number(query) + 1;
    const earlier = Array.from({ length: Math.max(0, this.shown - 1 - first) }, (_, place) =>
      this.place(first + place),
    );
    this.asked++;
    return {
      ...this.place(this.shown - 1),
      earlier: earlier.slice(0, limits.earlierMaps),
      checkpoint: aCheckpoint('audit', this.tree, this.at, this.shown, this.witness),
    };
  }

  private place(index: number): object {
    const map = this.#maps[index] ?? MapTree.empty;
    const key = mapKey('head', 'a conversation');
    return {
      value: toBase64url(map.get(key) ?? new Uint8Array(0)),
      siblings: map.proof(key).siblings.map(toBase64url),
      leaf: this.#leaves[index] ?? '',
      index,
      inclusion: this.tree.inclusionProof(index, this.shown).map(toBase64url),
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
    timers: { sleep: () => Promise.resolve() },
    onFault: (fault: RecordFault) => {
      faults.push(fault.code);
      evidence.push(fault.evidence);
      return Promise.resolve();
    },
  };
  const lookUp = (watch: RecordWatch) => outcome(watch.lookUp('head', 'a conversation'));
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
    await expect(watch.lookUp('head', 'a conversation')).rejects.toMatchObject({
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

  describe('between two looks', () => {
    const seqs = ({ earlier }: MapValue) => earlier.map((value) => value && readHeadValue(value).seq);
    const look = async (watch: RecordWatch) => {
      const found = await watch.lookUp('head', 'a conversation');
      found.accept();
      return found;
    };
    const looked = async (...moves: readonly number[]) => {
      const served = new ServedRecord();
      served.move(1);
      const watched = watching(served);
      await look(watched.watch);
      for (const seq of moves) served.move(seq);
      return { served, ...watched };
    };

    it('is given the value in each map that was logged meanwhile, until it is accepted', async () => {
      const { watch, faults } = await looked(2, 3, 3, 4);
      expect(seqs(await watch.lookUp('head', 'a conversation'))).toEqual([2, 3, 3]);
      expect(seqs(await look(watch))).toEqual([2, 3, 3]);
      expect(seqs(await look(watch))).toEqual([]);
      expect(faults).toEqual([]);
    });

    it('asks again for as many maps as one answer does not hold', async () => {
      const many = Array.from({ length: 2 * limits.earlierMaps + 2 }, (_, place) => place + 2);
      const { watch, served, faults } = await looked(...many);
      served.asked = 0;
      expect(seqs(await look(watch))).toEqual(many.slice(0, -1));
      expect(served.asked).toBe(3);
      expect(faults).toEqual([]);
    });

    it.each([
      ['record.alternates', [3, 2, 4], 0],
      ['record.chain', [2, 3], 1],
    ] as const)('shows %s, with the proof as it came', async (code, moves, forgotten) => {
      const { watch, served, faults, evidence } = await looked(...moves);
      served.forgotten = forgotten;
      expect(await outcome(look(watch))).toBe(code);
      expect(faults).toEqual([code]);
      expect(evidence).toEqual([expect.objectContaining({ lookedIndex: 0, proof: expect.any(String) })]);
    });

    it('demands it of a look five minutes ago, and begins anew after a longer time', async () => {
      const { watch, served } = await looked(2, 3);
      served.forgotten = 1;
      served.at = NOW + 300;
      clock.ahead = 300;
      expect(await outcome(look(watch))).toBe('record.chain');
      served.at = NOW + 301;
      expect(seqs(await look(watch))).toEqual([]);
      served.move(4);
      served.move(5);
      expect(seqs(await look(watch))).toEqual([4]);
    });
  });
});
