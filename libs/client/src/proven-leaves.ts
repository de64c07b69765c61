import { AuditLeaves, CheckpointResponse, LeafOpenings, limits, type LeafOpening } from '#contracts';
import { parseCanonicalJson } from '#crypto/verify';
import { commitmentOf } from '#directory';
import { codeOf, equalBytes, utf8 } from '#primitives';
import { HASH_BYTES, leafHash, TILE_WIDTH, witnessTimes, type VerifiedCheckpoint, type WitnessTime } from '#tlog';
import { z } from 'zod';
import { checkpointPolicy } from './directory.js';
import { refuse } from './errors.js';
import { LeafTiles, tilesFor } from './leaf-tiles.js';
import type { RecordCheckpoints, RecordOptions } from './record-checkpoints.js';

/** What all audit leaves hold; what else one holds depends on its type (protocol 5.2). */
const Leaf = z.looseObject({ type: z.string().min(1).max(80), at: z.int().nonnegative() });
const Who = z.looseObject({ who: z.record(z.string(), z.string()) });

/** A leaf of the audit log, proved to stand at its place of a checkpoint. What it says is the relay's word, which it cannot take back. */
export interface ProvenLeaf {
  readonly index: number;
  /** As it stands in the log. */
  readonly text: string;
  /** Undefined where the leaf is not what one should be. */
  readonly type: string | undefined;
  /** The relay's time, Unix seconds; undefined where the leaf is not what one should be. */
  readonly at: number | undefined;
  /** All that it says. */
  readonly says: Readonly<Record<string, unknown>>;
  /** Its inclusion proof, from the leaf up. */
  readonly inclusion: () => readonly Uint8Array[];
}

/** A checkpoint of the audit log, and when each of the network's witnesses cosigned it. */
export interface WitnessedCheckpoint {
  readonly checkpoint: VerifiedCheckpoint;
  readonly witnesses: readonly WitnessTime[];
}

/** Reads leaves of the audit log and proves each of them by the log's tiles, up to a checkpoint that was checked. */
export class ProvenLeaves {
  constructor(
    private readonly checkpoints: RecordCheckpoints,
    private readonly options: RecordOptions,
  ) {}

  /** The note that the relay shows as its newest: nothing of it is checked. */
  async shown(): Promise<string> {
    const { transport, credentials } = this.options;
    const path = '/v1/record/audit/checkpoint';
    return (await transport.call({ method: 'GET', path, answer: CheckpointResponse }, credentials)).note;
  }

  /** The newest checkpoint that the relay shows, checked against the one held. @throws the fault's code */
  async newest(): Promise<WitnessedCheckpoint> {
    const held = await this.checkpoints.held();
    const note = await this.shown().catch((error: unknown) => this.checkpoints.notBegun(error, held));
    const checkpoint = await this.checkpoints.adopt(note, held?.size ?? 0);
    const known = this.options.terms() ?? refuse('directory.pending', 'the network is not known yet');
    return { checkpoint, witnesses: witnessTimes(checkpoint.note, checkpointPolicy(known, 'audit')) };
  }

  /**
   * The leaves from one place up to another, in order, every one of them proved.
   * @param from - `to` is above it by `limits.pageEntries` at most, and no more than the checkpoint's size
   * @param tiles - by path: those that are there are not fetched again, those that are fetched are put there
   * @throws `record.leaf` for one that does not stand there, `record.behind`, `client.answer`
   */
  async leaves(
    checkpoint: VerifiedCheckpoint,
    from: number,
    to: number,
    tiles?: Map<string, Uint8Array>,
  ): Promise<ProvenLeaf[]> {
    const leaves = await this.given(checkpoint, from, to, tiles);
    // Another node of the relay than the one that showed the checkpoint may not have read so far.
    if (leaves.length < to - from)
      refuse('record.behind', 'the relay did not give all the leaves that it has logged; try again');
    return leaves;
  }

  /** As {@link leaves}, but as many as the relay gives. */
  async given(
    checkpoint: VerifiedCheckpoint,
    from: number,
    to: number,
    tiles = new Map<string, Uint8Array>(),
  ): Promise<ProvenLeaf[]> {
    const { transport, credentials } = this.options;
    const path = `/v1/record/leaves?from=${String(from)}&limit=${String(Math.min(to - from, limits.pageEntries))}`;
    const { leaves } = await transport.call({ method: 'GET', path, answer: AuditLeaves }, credentials);
    if (leaves.length > to - from)
      refuse('client.answer', 'the relay gave more leaves of the record than were asked for');
    const indexes = leaves.map((_, at) => from + at);
    try {
      for (const path of tilesFor(indexes, checkpoint.size))
        if (!tiles.has(path)) tiles.set(path, await this.tile(path));
    } catch (error) {
      // What it does not give the tiles of, it does not give: a node that is behind does by and by.
      if (codeOf(error) === 'record.unknown') return [];
      throw error;
    }
    const hashes = new LeafTiles(checkpoint, tiles);
    const proven: ProvenLeaf[] = [];
    for (const [at, text] of leaves.entries()) {
      const index = from + at;
      try {
        if (!equalBytes(hashes.hash(index), leafHash(utf8(text)))) refuse('record.leaf');
        proven.push({ index, text, ...readLeaf(text), inclusion: () => hashes.inclusion(index) });
      } catch (error) {
        const words = `the relay gave leaf ${String(index)} otherwise than it stands in the record: it was not believed`;
        const evidence = { index, leaf: text };
        return this.checkpoints.fault('record.leaf', checkpoint.note, { words, cause: error, evidence });
      }
    }
    return proven;
  }

  /**
   * What the relay opens to whoever asks, in leaves that stand within `limits.pageEntries` of one another: each compared with the
   * leaf's commitment.
   * @throws `record.leaf` for an opening that does not fit
   */
  async openings(
    { note }: VerifiedCheckpoint,
    leaves: readonly ProvenLeaf[],
  ): Promise<ReadonlyMap<number, readonly LeafOpening[]>> {
    const indexes = leaves.map(({ index }) => index);
    const [from, to] = [Math.min(...indexes), Math.max(...indexes) + 1];
    const { transport, credentials } = this.options;
    const path = `/v1/record/openings?from=${String(from)}&limit=${String(to - from)}`;
    const { openings } = await transport.call({ method: 'GET', path, answer: LeafOpenings }, credentials);
    const opened = new Map<number, LeafOpening[]>();
    for (const opening of openings) {
      const { index, label, value, r } = opening;
      const leaf = leaves.find((one) => one.index === index);
      if (leaf === undefined) continue;
      if (!opens(leaf.says, opening)) {
        const words = 'the relay gave an opening that is not of what stands in the record: it was not believed';
        const evidence = { index, leaf: leaf.text, label, value, r };
        return this.checkpoints.fault('record.leaf', note, { words, evidence });
      }
      opened.set(index, [...(opened.get(index) ?? []), opening]);
    }
    return opened;
  }

  /** The hashes of a tile of the audit log, as the relay gives them: nothing is proved by that yet. */
  async tile(path: string): Promise<Uint8Array> {
    const { transport, credentials } = this.options;
    const asked = {
      method: 'GET',
      path: `/tlog/audit/tile/${path}`,
      headers: {},
      most: TILE_WIDTH * HASH_BYTES,
    } as const;
    return (await transport.bytes(asked, credentials)).body;
  }
}

/** Whether an opening, from anybody, is of a commitment in a leaf. */
export function opens(says: ProvenLeaf['says'], opening: LeafOpening): boolean {
  return Who.safeParse(says).data?.who[opening.label] === commitmentOf(opening);
}

/** What a leaf says: under no name where it is not what one should be, since it stands in the log all the same. */
export function readLeaf(text: string): Pick<ProvenLeaf, 'type' | 'at' | 'says'> {
  try {
    const says = Leaf.parse(parseCanonicalJson(text));
    return { type: says.type, at: says.at, says };
  } catch {
    return { type: undefined, at: undefined, says: {} };
  }
}
