import type { LeafOpening } from '#contracts';
import { toBase64url } from '#primitives';
import { formatProof, type VerifiedCheckpoint } from '#tlog';
import type { DirectorySync } from './directory.js';
import { refuse } from './errors.js';
import { tilesFor } from './leaf-tiles.js';
import type { ProvenLeaf, ProvenLeaves } from './proven-leaves.js';
import { formatPack, packSays, type RecordPackFile } from './record-pack-file.js';
import { verifyPack, type VerifiedPack } from './record-pack-verify.js';

/** Leaves that are fetched at once. */
const STEP = 512;

/** Which leaves a pack holds, and how its maker is kept informed. */
export interface PackOptions {
  /** The first place, and the one after the last; the whole record where absent. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** By the clock of the relay, Unix seconds: leaves of that time or later, and earlier than that. It is taken to go forward. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Leaves of these kinds alone. */
  readonly kinds?: readonly string[] | undefined;
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
  /** An `AbortSignal`, or anything like it. */
  readonly signal?: { readonly aborted: boolean } | undefined;
}

/** A finished pack: its text, and what it was found to prove. */
export interface RecordPack {
  readonly text: string;
  readonly verified: VerifiedPack;
}

/** What packs are made with. */
interface PackSurroundings {
  readonly proven: Pick<ProvenLeaves, 'newest' | 'leaves' | 'openings'>;
  readonly directory: Pick<DirectorySync, 'checkpoint' | 'statements'>;
  readonly networkId: Uint8Array;
}

/** Makes oversight packs: leaves of the audit log with all that proves them, and what of them is opened to whoever makes them. */
export class RecordPacks {
  constructor(private readonly surroundings: PackSurroundings) {}

  /**
   * Makes a pack, and checks what it made as a stranger would.
   * @throws `pack.range`, `client.cancelled`, `record.leaf` and the codes of other faults, `record.behind`
   */
  async make(options: PackOptions = {}): Promise<RecordPack> {
    const { proven, directory, networkId } = this.surroundings;
    const { checkpoint } = await proven.newest();
    const { from, to } = await this.rangeOf(options, checkpoint);
    const tiles = new Map<string, Uint8Array>();
    const leaves: RecordPackFile['leaves'] = [];
    const openings: LeafOpening[] = [];
    for (let next = from; next < to; next += STEP) {
      tell(options, next - from, to - from);
      const page = await proven.leaves(checkpoint, next, Math.min(next + STEP, to), tiles);
      const wanted = page.filter(({ type }) => options.kinds?.includes(type ?? '') ?? true);
      leaves.push(...wanted.map(({ index, text }) => ({ index, leaf: text })));
      openings.push(...(await this.opened(checkpoint, wanted)));
    }
    tell(options, to - from, to - from);
    const needed = tilesFor(
      leaves.map(({ index }) => index),
      checkpoint.size,
    );
    const text = formatPack({
      format: 'comity/pack/v1',
      says: packSays,
      network: directory.statements('network'),
      directory: directory.checkpoint?.note ?? refuse('directory.pending', 'the directory is not known yet'),
      checkpoint: checkpoint.note,
      from,
      to,
      ...(options.kinds === undefined ? {} : { kinds: [...options.kinds] }),
      leaves,
      tiles: needed.map((tile) => ({ tile, hashes: toBase64url(tiles.get(tile) ?? new Uint8Array(0)) })),
      openings,
    });
    return { text, verified: verifyPack(text, networkId) };
  }

  /** A leaf with its inclusion proof, for somebody else: the text of a file. @throws as {@link make} */
  async leaf(index: number): Promise<string> {
    const { proven, directory } = this.surroundings;
    const { checkpoint } = await proven.newest();
    if (index >= checkpoint.size) refuse('pack.range', `the record has ${String(checkpoint.size)} leaves`);
    const [leaf] = await proven.leaves(checkpoint, index, index + 1);
    if (leaf === undefined) throw new Error('a page of one leaf has one');
    const proof = formatProof({ index, proof: leaf.inclusion() }, checkpoint.note);
    return formatPack({ format: 'comity/leaf/v1', network: directory.statements('network'), leaf: leaf.text, proof });
  }

  private async opened(checkpoint: VerifiedCheckpoint, leaves: readonly ProvenLeaf[]): Promise<LeafOpening[]> {
    if (leaves.length === 0) return [];
    const opened = await this.surroundings.proven.openings(checkpoint, leaves);
    return leaves.flatMap(({ index }) => opened.get(index) ?? []);
  }

  private async rangeOf(
    { from = 0, to = Infinity, since, until }: PackOptions,
    checkpoint: VerifiedCheckpoint,
  ): Promise<{ from: number; to: number }> {
    const first = since === undefined ? from : Math.max(from, await this.firstAt(since, checkpoint));
    const end = until === undefined ? checkpoint.size : await this.firstAt(until, checkpoint);
    const last = Math.min(to, end);
    if (first >= last) refuse('pack.range', 'the record has no leaf in that range');
    return { from: first, to: last };
  }

  /** The first place whose leaf is of a time or later. */
  private async firstAt(time: number, checkpoint: VerifiedCheckpoint): Promise<number> {
    let [low, high] = [0, checkpoint.size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [leaf] = await this.surroundings.proven.leaves(checkpoint, middle, middle + 1);
      if ((leaf?.at ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function tell({ onProgress, signal }: PackOptions, done: number, all: number): void {
  if (signal?.aborted === true) refuse('client.cancelled');
  onProgress?.(done, all);
}
