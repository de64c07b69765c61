import { AuditLeaves, CheckpointResponse, ConsistencyResponse, limits, MapProof } from '#contracts';
import { parseCanonicalJson } from '#crypto/verify';
import type { NetworkTerms } from '#directory';
import { codeOf, equalBytes, fromBase64url, unixSeconds, utf8, type Clock } from '#primitives';
import {
  leafHash,
  MerkleTree,
  parseCheckpoint,
  parseNote,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
  verifyMap,
  type VerifiedCheckpoint,
} from '#tlog';
import { z } from 'zod';
import { checkpointPolicy } from './directory.js';
import { refuse } from './errors.js';
import { Serial } from './serial.js';
import type { Store } from './store.js';
import type { Credentials, Transport } from './transport.js';

/** The newest root a map proof may stand under (protocol 5.2), seconds. */
const MAP_AGE_SECONDS = 120;
const CHECKPOINT = 'record/checkpoint';

const MapLeaf = z.strictObject({ type: z.literal('map.moved'), at: z.int(), root: z.string() });

/** Two notes of the audit log that cannot both be honest, or one that is not the log's. */
export interface RecordFault {
  readonly code: 'record.checkpoint' | 'record.rolled-back' | 'record.forked' | 'record.stale' | 'record.map';
  readonly held: string | undefined;
  readonly met: string;
}

/** A value that the logged map holds, and the cosignature time of the checkpoint that proves it. */
export interface MapValue {
  /** lp(seq, head) or lp(number, SHA-256(key)); undefined when the map holds nothing for the id. */
  readonly value: Uint8Array | undefined;
  readonly at: number;
}

/**
 * Asks the audit log what it says of a conversation's head or a device's agreement key, and believes only a proof:
 * value -> map root -> last leaf of a cosigned checkpoint that follows from the one held (protocol 3.4, 5.2).
 */
export class RecordWatch {
  #held: VerifiedCheckpoint | undefined;
  readonly #serial = new Serial();

  constructor(
    private readonly options: {
      readonly store: Store;
      readonly transport: Transport;
      readonly credentials: Credentials;
      readonly clock: Clock;
      readonly terms: () => NetworkTerms | undefined;
      readonly onFault: (fault: RecordFault) => Promise<void>;
    },
  ) {}

  /** The newest audit checkpoint that was checked, if any. */
  get checkpoint(): VerifiedCheckpoint | undefined {
    return this.#held;
  }

  /** What the newest map says, at most two minutes old. @throws the fault's code */
  async lookUp(kind: 'head' | 'agreement', id: string): Promise<MapValue> {
    const { transport, credentials, clock } = this.options;
    const path = `/v1/record/map?kind=${kind}&id=${encodeURIComponent(id)}`;
    const least = (await this.held())?.size ?? 0;
    const answer = await transport
      .call({ method: 'GET', path, answer: MapProof }, credentials)
      .catch((error: unknown) => notBegun(error, least));
    const checkpoint = await this.adopt(answer.checkpoint, least);
    if (unixSeconds(clock) - checkpoint.at > MAP_AGE_SECONDS) return this.fault('record.stale', answer.checkpoint);
    try {
      // The map's leaf is the last of every checkpoint, so an older map cannot be shown as the newest.
      if (answer.index !== checkpoint.size - 1) refuse('record.map', 'not the newest map');
      verifyInclusion({
        index: answer.index,
        size: checkpoint.size,
        leafHash: leafHash(utf8(answer.leaf)),
        proof: answer.inclusion.map(fromBase64url),
        root: checkpoint.root,
      });
      const root = fromBase64url(MapLeaf.parse(parseCanonicalJson(answer.leaf)).root);
      if (answer.value === '') return { value: undefined, at: checkpoint.at };
      const value = fromBase64url(answer.value);
      verifyMap({ kind, id, value, siblings: answer.siblings.map(fromBase64url), root });
      return { value, at: checkpoint.at };
    } catch (error) {
      return this.fault('record.map', answer.checkpoint, error);
    }
  }

  /**
   * Fetches every leaf of the audit log and computes its root anew: what the checkpoint says is what the leaves are.
   * @param onProgress - leaves checked so far, and in all
   * @returns how many leaves there are of each type
   * @throws the fault's code
   */
  async verifyLeaves(onProgress: (done: number, all: number) => void): Promise<ReadonlyMap<string, number>> {
    const { transport, credentials } = this.options;
    const { note } = await transport.call(
      { method: 'GET', path: '/v1/record/audit/checkpoint', answer: CheckpointResponse },
      credentials,
    );
    const checkpoint = await this.adopt(note);
    const tree = new MerkleTree();
    const types = new Map<string, number>();
    while (tree.size < checkpoint.size) {
      const path = `/v1/record/leaves?from=${String(tree.size)}&limit=${String(Math.min(limits.pageEntries, checkpoint.size - tree.size))}`;
      const { leaves } = await transport.call({ method: 'GET', path, answer: AuditLeaves }, credentials);
      if (leaves.length === 0) return this.fault('record.forked', note);
      for (const leaf of leaves.slice(0, checkpoint.size - tree.size)) {
        tree.append(leafHash(utf8(leaf)));
        const type = leafType(leaf);
        types.set(type, (types.get(type) ?? 0) + 1);
      }
      onProgress(tree.size, checkpoint.size);
    }
    if (!equalBytes(tree.root(), checkpoint.root)) return this.fault('record.forked', note);
    return types;
  }

  /**
   * Checks a note of the audit log and that it follows from the one held, or, where another was adopted while it was on
   * its way, that both are of one log; keeps the newer.
   * @param least - the size that was held when it was asked for; the present one where absent
   * @throws the fault's code
   */
  async adopt(note: string, least?: number): Promise<VerifiedCheckpoint> {
    return this.#serial.run(CHECKPOINT, async () => {
      const policy = this.policy();
      let met: VerifiedCheckpoint;
      try {
        met = verifyCheckpoint(note, policy);
      } catch (error) {
        return this.fault('record.checkpoint', note, error);
      }
      const held = await this.held();
      if (met.size < (least ?? held?.size ?? 0)) return this.fault('record.rolled-back', note);
      if (held !== undefined) {
        await this.compare(held, met);
        if (met.size < held.size) return met;
        if (met.size === held.size && met.at <= held.at) return held;
      }
      await this.options.store.write([{ key: CHECKPOINT, value: note }]);
      this.#held = met;
      return met;
    });
  }

  private policy() {
    const terms = this.options.terms();
    return terms === undefined
      ? refuse('directory.pending', 'the network is not known yet')
      : checkpointPolicy(terms, 'audit');
  }

  private async held(): Promise<VerifiedCheckpoint | undefined> {
    if (this.#held !== undefined) return this.#held;
    const note = await this.options.store.get<string>(CHECKPOINT);
    // It was verified by the terms of its day, which may have changed since; its time counts for nothing any more.
    if (note !== undefined) this.#held ??= { ...parseCheckpoint(parseNote(note).body), at: 0, note };
    return this.#held;
  }

  /** @throws `record.forked` unless the smaller of the two is the beginning of the larger */
  private async compare(one: VerifiedCheckpoint, other: VerifiedCheckpoint): Promise<void> {
    const [from, to] = one.size <= other.size ? [one, other] : [other, one];
    const { transport, credentials } = this.options;
    const path = `/v1/record/audit/consistency?from=${String(from.size)}&to=${String(to.size)}`;
    const { proof } =
      from.size === to.size
        ? { proof: [] }
        : await transport.call({ method: 'GET', path, answer: ConsistencyResponse }, credentials);
    try {
      verifyConsistency({
        from: from.size,
        to: to.size,
        fromRoot: from.root,
        toRoot: to.root,
        proof: proof.map(fromBase64url),
      });
    } catch (error) {
      return this.fault('record.forked', other.note, error);
    }
  }

  private async fault(code: RecordFault['code'], met: string, cause?: unknown): Promise<never> {
    await this.options.onFault({ code, held: this.#held?.note, met });
    return refuse(code, 'the relay showed a record that does not hold', cause);
  }
}

// A record that was shown once does not become one that has not begun.
function notBegun(error: unknown, held: number): never {
  if (held > 0 && codeOf(error) === 'record.not-yet')
    refuse('record.rolled-back', 'the relay says that there is no record yet', error);
  throw error;
}

// From the relay: a leaf that is not what it should be still counts, under no name.
function leafType(leaf: string): string {
  try {
    return z.looseObject({ type: z.string() }).parse(parseCanonicalJson(leaf)).type;
  } catch {
    return '(not readable)';
  }
}
