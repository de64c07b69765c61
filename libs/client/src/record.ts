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
import type { Evidence } from './notices.js';
import { Serial } from './serial.js';
import type { Store } from './store.js';
import type { Credentials, Transport } from './transport.js';

/** The newest root a map proof may stand under (protocol 5.2), seconds. */
const MAP_AGE_SECONDS = 120;
/** How far honest nodes of one relay may lie behind one another, seconds of cosignature time. */
const LAG_SECONDS = 120;
const CHECKPOINT = 'record/checkpoint';

const MapLeaf = z.strictObject({ type: z.literal('map.moved'), at: z.int(), root: z.string() });

/** Two notes of the audit log that cannot both be honest, or one that is not the log's. */
export interface RecordFault {
  readonly code: 'record.checkpoint' | 'record.rolled-back' | 'record.forked' | 'record.stale' | 'record.map';
  readonly held: string | undefined;
  readonly met: string;
  /** What more proves it. Of `record.stale`: `apart`, seconds from the cosignature to the time of this computer. */
  readonly evidence?: Evidence;
}

/** What `record.stale` comes to, in a sentence. @param apart - seconds from the cosignature to the time of this computer */
export function staleWords(apart: number): string {
  return `the witnesses confirmed this record ${String(apart)} seconds before the time of this computer: either the record is old, or the clock of this computer is ahead. Set the clock; if it is right, tell the operator`;
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
    const held = await this.held();
    const answer = await transport
      .call({ method: 'GET', path, answer: MapProof }, credentials)
      .catch((error: unknown) => this.notBegun(error, held));
    const checkpoint = await this.adopt(answer.checkpoint, held?.size ?? 0);
    const apart = unixSeconds(clock) - checkpoint.at;
    if (apart > MAP_AGE_SECONDS) return this.stale(answer.checkpoint, apart);
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
   * Checks a note of the audit log, and that it and the one held are of one log; keeps the larger, whatever the clocks
   * of its witnesses say, and of one size the later.
   * @param least - the size that was held when it was asked for; the present one where absent
   * @throws the fault's code, or `record.behind` for a smaller one of the last two minutes, as an honest node may show
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
      if (held !== undefined) {
        if (met.size < (least ?? held.size)) return this.refuseSmaller(held, met);
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
    if (note !== undefined) this.#held ??= this.recalled(note);
    return this.#held;
  }

  // It was verified by the terms of its day; where they have changed since, its time counts for nothing any more.
  private recalled(note: string): VerifiedCheckpoint {
    try {
      return verifyCheckpoint(note, this.policy());
    } catch {
      return { ...parseCheckpoint(parseNote(note).body), at: 0, note };
    }
  }

  /** @throws `record.rolled-back`, `record.forked`, or `record.behind`, which accuses nobody */
  private async refuseSmaller(held: VerifiedCheckpoint, met: VerifiedCheckpoint): Promise<never> {
    if (held.at - met.at > LAG_SECONDS) return this.fault('record.rolled-back', met.note);
    await this.compare(held, met).catch((error: unknown) => {
      // A node that is behind has not shown the larger one, and cannot prove anything about it.
      if (codeOf(error) !== 'record.unknown') throw error;
    });
    return refuse('record.behind', 'the relay is a little behind the record that it showed before; try again');
  }

  // A node that has just started may not have read of the first checkpoint yet; a record does not unbegin.
  private notBegun(error: unknown, held: VerifiedCheckpoint | undefined): never {
    if (held === undefined || codeOf(error) !== 'record.not-yet') throw error;
    const isLate = unixSeconds(this.options.clock) - held.at > LAG_SECONDS;
    return refuse(
      isLate ? 'record.rolled-back' : 'record.behind',
      'the relay says that there is no record yet, and showed one before',
      error,
    );
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

  // Which of two clocks is wrong cannot be told from here.
  private async stale(met: string, apart: number): Promise<never> {
    await this.options.onFault({ code: 'record.stale', held: this.#held?.note, met, evidence: { apart } });
    return refuse('record.stale', staleWords(apart));
  }

  private async fault(code: RecordFault['code'], met: string, cause?: unknown): Promise<never> {
    await this.options.onFault({ code, held: this.#held?.note, met });
    return refuse(code, 'the relay showed a record that does not hold', cause);
  }
}

// From the relay: a leaf that is not what it should be still counts, under no name.
function leafType(leaf: string): string {
  try {
    return z.looseObject({ type: z.string() }).parse(parseCanonicalJson(leaf)).type;
  } catch {
    return '(not readable)';
  }
}
