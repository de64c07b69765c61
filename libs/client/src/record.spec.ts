import { describe, expect, it } from '@jest/globals';
import { MemoryLevel } from 'memory-level';
import { canonicalJson } from '#crypto';
import { toBase64url, utf8 } from '#primitives';
import { headValue, leafHash, mapKey, MapTree, MerkleTree } from '#tlog';
import { aNetwork, noteKeyText } from '../../../tests/support/directory.js';
import { aCheckpoint } from '../../../tests/support/log-notes.js';
import { outcome } from '../../../tests/support/talking.js';
import type { Database } from './environment.js';
import { RecordWatch } from './record.js';
import { Store } from './store.js';
import { Transport } from './transport.js';

const NOW = 1_795_000_000;
const clock = { now: () => NOW * 1000 };
const credentials = { token: () => Promise.resolve('token'), forget: () => undefined };

/** An audit log of nothing but maps; `shown` is how much of it the relay shows. */
class ServedRecord {
  readonly tree = new MerkleTree();
  readonly #leaves: string[] = [];
  #map = MapTree.empty;
  shown = 0;
  refusal: string | undefined;
  witness: string | undefined;
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
      return { proof: this.tree.consistencyProof(from, to).map(toBase64url) };
    }
    const index = this.shown - 1;
    const leaf = this.#leaves[index] ?? '';
    return {
      value: '',
      siblings: [],
      leaf,
      index,
      inclusion: this.tree.inclusionProof(index, this.shown).map(toBase64url),
      checkpoint: aCheckpoint('audit', this.tree, NOW, this.shown, this.witness),
    };
  }
}

function watching(
  served: ServedRecord,
  database: Database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }),
) {
  const network = aNetwork();
  const faults: string[] = [];
  const http = async ({ url }: { readonly url: string }) => {
    if (served.refusal !== undefined) {
      const problem = { title: 'not yet', status: 409, code: served.refusal };
      return { status: 409, body: JSON.stringify(problem) };
    }
    const body = JSON.stringify(served.answer(url));
    if (url.includes('/map')) await served.hold;
    return { status: 200, body };
  };
  const options = {
    store: new (Store as unknown as new (database: Database, key: Uint8Array) => Store)(database, new Uint8Array(32)),
    transport: new Transport({ http }, 'https://relay.example'),
    credentials,
    clock,
    terms: () => network.directory.latest.network(),
    onFault: ({ code }: { code: string }) => Promise.resolve(void faults.push(code)),
  };
  const lookUp = (watch: RecordWatch) => outcome(watch.lookUp('head', 'another'));
  return { watch: new RecordWatch(options), faults, lookUp, again: () => watching(served, database), network };
}

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
    expect(await lookUp(watch)).toBe('record.rolled-back');
    expect(faults).toEqual(['record.rolled-back']);
    served.refusal = 'record.not-yet';
    expect(await lookUp(watch)).toBe('record.rolled-back');
    const restarted = again();
    expect(await restarted.lookUp(restarted.watch)).toBe('record.rolled-back');
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
