import { MemoryLevel } from 'memory-level';
import { RecordWatch, Store, Transport, type ClientEnvironment } from '#client';
import type { LeafOpening } from '#contracts';
import { canonicalJson, fieldCommitment } from '#crypto';
import { fromUtf8, toBase64url, utf8 } from '#primitives';
import { leafHash, MerkleTree, parseTilePath, tileHashes } from '#tlog';
import { aNetwork } from './directory.js';
import { aCheckpoint } from './log-notes.js';

/** Cosignature time of what is shown, unless said otherwise. */
export const SHOWN_AT = 1_795_000_000;

/** An audit log of any leaves, and a relay that serves them, and cheats as it is told. */
export class ServedLeaves {
  tree = new MerkleTree();
  leaves: string[] = [];
  /** Cosignature time of what is shown. */
  at = SHOWN_AT;
  /** What each answer is made before it goes out, by the part of the path that it answers. */
  readonly bent = new Map<string, (answer: Uint8Array) => Uint8Array>();
  /** What it opens to whoever asks. */
  readonly openings: LeafOpening[] = [];
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];

  add(says: object): number {
    return this.addText(canonicalJson(says));
  }

  addText(leaf: string): number {
    this.leaves.push(leaf);
    this.tree.append(leafHash(utf8(leaf)));
    return this.leaves.length - 1;
  }

  /** A leaf of somebody's act, opened to whoever asks. */
  addOpened(type: string, at: number, who: Readonly<Record<string, string>>): number {
    const r = new Uint8Array(32).fill(at);
    const commitments = Object.entries(who).map(([label, value]) => [
      label,
      toBase64url(fieldCommitment(r, label, value)),
    ]);
    const index = this.add({ type, at, who: Object.fromEntries(commitments) as object });
    for (const [label, value] of Object.entries(who)) this.openings.push({ index, label, value, r: toBase64url(r) });
    return index;
  }

  /** Shows another log in its place from now on. */
  becomes(other: ServedLeaves): void {
    this.tree = other.tree;
    this.leaves = other.leaves;
  }

  /** Sign-ins at one second each, from 0 on. */
  addMany(count: number): void {
    for (let at = 0; at < count; at++) this.add({ type: 'session.opened', at });
  }

  /** A client's record over this log, and the faults that it finds. */
  watched(): {
    readonly record: RecordWatch;
    readonly faults: { readonly code: string; readonly evidence: unknown }[];
  } {
    const faults: { code: string; evidence: unknown }[] = [];
    const database = new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' });
    const record = new RecordWatch({
      store: new (Store as unknown as new (database: unknown, key: Uint8Array) => Store)(database, new Uint8Array(32)),
      transport: new Transport(this.environment, 'https://relay.example'),
      credentials: { token: () => Promise.resolve('token'), forget: () => undefined },
      clock: { now: () => SHOWN_AT * 1000 },
      terms: () => network.directory.latest.network(),
      timers: { sleep: () => Promise.resolve() },
      onFault: ({ code, evidence }) => {
        faults.push({ code, evidence });
        return Promise.resolve();
      },
    });
    const network = aNetwork();
    return { record, faults };
  }

  private get environment(): Pick<ClientEnvironment, 'http' | 'httpBytes'> {
    return {
      http: ({ url }) => Promise.resolve({ status: 200, body: fromUtf8(this.answer(url)) }),
      httpBytes: ({ url }) => Promise.resolve({ status: 200, headers: {}, body: this.answer(url) }),
    };
  }

  private answer(url: string): Uint8Array {
    const { pathname, searchParams } = new URL(url);
    this.asked.push(pathname);
    const bend = [...this.bent].find(([part]) => pathname.includes(part))?.[1] ?? ((answer: Uint8Array) => answer);
    return bend(this.honest(pathname, searchParams));
  }

  private honest(pathname: string, query: URLSearchParams): Uint8Array {
    const from = Number(query.get('from'));
    if (pathname.endsWith('/checkpoint'))
      return utf8(JSON.stringify({ note: aCheckpoint('audit', this.tree, this.at) }));
    if (pathname.endsWith('/consistency')) {
      const proof = this.tree.consistencyProof(Number(query.get('from')), Number(query.get('to')));
      return utf8(JSON.stringify({ proof: proof.map(toBase64url) }));
    }
    if (pathname.endsWith('/leaves'))
      return utf8(JSON.stringify({ leaves: this.leaves.slice(from, from + Number(query.get('limit'))) }));
    if (pathname.endsWith('/openings')) {
      const openings = this.openings.filter(({ index }) => index >= from && index < from + Number(query.get('limit')));
      return utf8(JSON.stringify({ openings }));
    }
    const tile = parseTilePath(pathname.split('/tile/')[1] ?? '');
    if (tile === undefined || tile.level === 'entries') throw new Error(`nothing is served at ${pathname}`);
    return tileHashes(this.tree, { ...tile, level: tile.level }, this.tree.size);
  }
}
