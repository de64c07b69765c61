import { codeOf, equalBytes, unixSeconds, utf8 } from '#primitives';
import {
  HASH_BYTES,
  leafHash,
  MerkleTree,
  parseCheckpoint,
  parseNote,
  TILE_WIDTH,
  tilePath,
  type VerifiedCheckpoint,
} from '#tlog';
import { LeafRefused, refuse } from './errors.js';
import type { ProvenLeaf, ProvenLeaves } from './proven-leaves.js';
import { MapChain } from './record-chain.js';
import type { RecordCheckpoints, RecordOptions } from './record-checkpoints.js';
import { keyNumber, type StoreWrite } from './store.js';

/** Leaves that are fetched at once: whole tiles. */
const STEP = 2 * TILE_WIDTH;
/** Times that a relay is asked for leaves that it did not give, and the time between, milliseconds. */
const ATTEMPTS = 3;
const PAUSE = 2_000;
/** Tiles whose hashes are kept from one check to the next: of the last 131,072 leaves, 4 MiB. */
const MOST_KEPT = 512;
const CHECKED = 'record/checked';
const TILES = 'record/tiles/';

/** How the last look at the whole record ended. */
export interface RecordChecked {
  /** By the clock of this computer, Unix seconds. */
  readonly at: number;
  /** Leaves of the checkpoint, and its cosignature time; undefined where none was shown that holds. */
  readonly size: number | undefined;
  readonly confirmedAt: number | undefined;
  /** How many leaves there are of each type, as far as it came. */
  readonly types: Readonly<Record<string, number>>;
  /** What did not hold, and the first place where it shows, as far as that is known; undefined where all holds. */
  readonly fault: { readonly code: string; readonly words: string; readonly index: number | undefined } | undefined;
}

/** How whoever waits is kept informed. */
export interface CheckOptions {
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
  /** An `AbortSignal`, or anything like it. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** Goes through the whole audit log: every leaf, every tile, the root, the chain of the maps. */
export class RecordCheck {
  constructor(
    private readonly checkpoints: RecordCheckpoints,
    private readonly proven: ProvenLeaves,
    private readonly options: Pick<RecordOptions, 'store' | 'clock' | 'timers'>,
  ) {}

  /** How the last one ended that was not called off; undefined before the first. */
  last(): Promise<RecordChecked | undefined> {
    return this.options.store.get(CHECKED);
  }

  /**
   * Fetches every leaf of the audit log and computes its root anew: what the checkpoint says is what the leaves are, and
   * every map leaf names the one just before it.
   * @throws the fault's code, by the first leaf where it shows; `client.cancelled`, `client.offline`
   */
  async run(options: CheckOptions = {}): Promise<RecordChecked> {
    const passing = new Passing();
    let checkpoint: VerifiedCheckpoint | undefined;
    try {
      ({ checkpoint } = await this.proven.newest());
      await this.through(checkpoint, passing, options);
      const checked = this.checked(checkpoint, passing, undefined);
      await this.keep(checked, passing);
      return checked;
    } catch (error) {
      const code = codeOf(error);
      if (code?.startsWith('record.') !== true || code === 'record.behind' || code === 'record.not-yet') throw error;
      const index = error instanceof LeafRefused ? error.index : await this.difference().catch(() => undefined);
      const { message } = error as Error;
      await this.keep(this.checked(checkpoint, passing, { code, words: message, index }));
      throw error;
    }
  }

  private async through(checkpoint: VerifiedCheckpoint, passing: Passing, { onProgress, signal }: CheckOptions) {
    const { size, root, note } = checkpoint;
    const tiles = new Map<string, Uint8Array>();
    while (passing.tree.size < size) {
      if (signal?.aborted === true) refuse('client.cancelled');
      const from = passing.tree.size;
      for (const leaf of await this.leaves(checkpoint, from, Math.min(from + STEP, size), tiles)) passing.take(leaf);
      passing.takeTiles(tiles);
      onProgress?.(passing.tree.size, size);
    }
    if (!equalBytes(passing.tree.root(), root)) await this.checkpoints.fault('record.forked', note);
    const { broken } = passing.chain;
    if (broken !== undefined) await this.checkpoints.fault('record.chain', note, { evidence: broken });
  }

  // A node of the relay that is behind catches up; a leaf that was taken out does not come back.
  private async leaves(checkpoint: VerifiedCheckpoint, from: number, to: number, tiles: Map<string, Uint8Array>) {
    for (let attempt = 1; ; attempt++) {
      const leaves = await this.proven.given(checkpoint, from, to, tiles);
      if (leaves.length === to - from) return leaves;
      const index = from + leaves.length;
      const words = `the relay does not give leaf ${String(index)}, which stands in the record`;
      if (attempt === ATTEMPTS)
        return this.checkpoints.fault('record.leaf', checkpoint.note, { words, evidence: { index } });
      await this.options.timers?.sleep(PAUSE);
    }
  }

  /** The first leaf in which the record that is shown differs from the one that was checked last, by the hashes kept of that. */
  private async difference(): Promise<number | undefined> {
    const { size } = parseCheckpoint(parseNote(await this.proven.shown()).body);
    for (const { key, bytes } of await this.options.store.rangeBytes({ prefix: TILES })) {
      const index = Number.parseInt(key.slice(TILES.length), 16);
      const first = index * TILE_WIDTH;
      if (size <= first) return size;
      const width = Math.min(TILE_WIDTH, size - first);
      const shown = await this.proven.tile(tilePath({ level: 0, index, width }));
      for (let at = 0; at < bytes.length; at += HASH_BYTES)
        if (!equalBytes(bytes.slice(at, at + HASH_BYTES), shown.slice(at, at + HASH_BYTES)))
          return first + at / HASH_BYTES;
    }
    return undefined;
  }

  private checked(
    checkpoint: VerifiedCheckpoint | undefined,
    { types }: Passing,
    fault: RecordChecked['fault'],
  ): RecordChecked {
    const at = unixSeconds(this.options.clock);
    return { at, size: checkpoint?.size, confirmedAt: checkpoint?.at, types: Object.fromEntries(types), fault };
  }

  private async keep(checked: RecordChecked, passing?: Passing): Promise<void> {
    const { store } = this.options;
    const writes: StoreWrite[] = [{ key: CHECKED, value: checked }];
    if (passing !== undefined) {
      const kept = new Map([...passing.hashes].map(([index, bytes]) => [TILES + keyNumber(index), bytes]));
      for (const key of await store.keys({ prefix: TILES })) if (!kept.has(key)) writes.push({ key, remove: true });
      for (const [key, bytes] of kept) writes.push({ key, bytes });
    }
    await store.write(writes);
  }
}

/** What is kept in mind on the way through the leaves. */
class Passing {
  readonly tree = new MerkleTree();
  readonly chain = new MapChain();
  readonly types = new Map<string, number>();
  /** The hashes of the last tiles, by index. */
  readonly hashes = new Map<number, Uint8Array>();

  take({ index, text, type = '(not readable)' }: ProvenLeaf): void {
    this.chain.take(text, index);
    this.tree.append(leafHash(utf8(text)));
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
  }

  /** Takes the tiles of leaves out of those that were fetched: the others are needed again. */
  takeTiles(tiles: Map<string, Uint8Array>): void {
    for (let index = Math.max(0, ...this.hashes.keys()); index * TILE_WIDTH < this.tree.size; index++) {
      const width = Math.min(TILE_WIDTH, this.tree.size - index * TILE_WIDTH);
      const path = tilePath({ level: 0, index, width });
      const bytes = tiles.get(path);
      if (bytes !== undefined) this.hashes.set(index, bytes);
      tiles.delete(path);
      this.hashes.delete(index - MOST_KEPT);
    }
  }
}
