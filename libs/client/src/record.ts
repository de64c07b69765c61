import { limits, MapProof } from '#contracts';
import { toBase64url, unixSeconds } from '#primitives';
import type { MapKind, VerifiedCheckpoint } from '#tlog';
import { refuse } from './errors.js';
import { chainFault, provePlace, type ProvedPlace } from './record-chain.js';
import { RecordCheck } from './record-check.js';
import { RecordCheckpoints, type RecordOptions } from './record-checkpoints.js';
import { ProvenLeaves } from './proven-leaves.js';

/** The newest root a map proof may stand under (protocol 5.2), seconds. */
const MAP_AGE_SECONDS = 120;
/** A look this recent, in cosignature time, must be followed by every map since; seconds. */
const CHAIN_SECONDS = 300;
/** Answers to one look: far more maps than are logged between two looks. */
const MOST_PAGES = 64;

/** What `record.stale` comes to, in a sentence. @param apart - seconds from the cosignature to the time of this computer */
export function staleWords(apart: number): string {
  return `the witnesses confirmed this record ${String(apart)} seconds before the time of this computer: either the record is old, or the clock of this computer is ahead. Set the clock; if it is right, tell the operator`;
}

/** A value that the logged map holds, and the cosignature time of the checkpoint that proves it. */
export interface MapValue {
  /** lp(seq, head) or lp(number, SHA-256(key)); undefined when the map holds nothing for the id. */
  readonly value: Uint8Array | undefined;
  readonly at: number;
  /** The values in the maps since the last look that was accepted, oldest first; none after a long time, or at first. */
  readonly earlier: readonly (Uint8Array | undefined)[];
  /** Says that all of these were judged: the next look goes on from here. */
  accept(): void;
}

/** A look at a value that was accepted. */
interface Looked extends Pick<ProvedPlace, 'index' | 'value'> {
  readonly at: number;
}

/**
 * Asks the audit log what it says of a conversation's head or a device's agreement key, and believes only a proof:
 * value -> map root -> last leaf of a cosigned checkpoint that follows from the one held (protocol 3.4, 5.2).
 *
 * [Note: No map between two looks] Who looks again within minutes is shown the value in each map that was logged
 * meanwhile, every leaf naming the one before it. So a relay cannot log one map for some and another for others in turn.
 */
export class RecordWatch {
  readonly #checkpoints: RecordCheckpoints;
  /** Its leaves, each proved. */
  readonly proven: ProvenLeaves;
  /** Goes through all of them. */
  readonly check: RecordCheck;
  readonly #looked = new Map<string, Looked>();

  constructor(private readonly options: RecordOptions) {
    this.#checkpoints = new RecordCheckpoints(options);
    this.proven = new ProvenLeaves(this.#checkpoints, options);
    this.check = new RecordCheck(this.#checkpoints, this.proven, options);
  }

  /** The newest audit checkpoint that was checked, if any. */
  get checkpoint(): VerifiedCheckpoint | undefined {
    return this.#checkpoints.newest;
  }

  /** What the newest map says, at most two minutes old, and what those since the last look said. @throws the fault's code */
  async lookUp(kind: MapKind, id: string): Promise<MapValue> {
    const name = `${kind} ${id}`;
    const looked = this.#looked.get(name);
    const earlier: ProvedPlace[] = [];
    for (let page = 0; page < MOST_PAGES; page++) {
      const before = earlier.at(-1) ?? looked;
      const { answer, checkpoint } = await this.ask(kind, id, before?.index);
      const { newest, between } = await this.prove(answer, { kind, id }, checkpoint);
      const found = (): MapValue => ({
        value: newest.value,
        at: checkpoint.at,
        earlier: earlier.map(({ value }) => value),
        accept: () => {
          this.accept(name, { ...newest, at: checkpoint.at });
        },
      });
      // An answer that another overtook, or a look so long ago that the relay need not know any more how it went on.
      const isAnew = before === undefined || looked === undefined || newest.index <= before.index;
      if (isAnew || checkpoint.at - looked.at > CHAIN_SECONDS) return found();
      const isPart = between.length === limits.earlierMaps && (between.at(-1)?.index ?? 0) < (newest.previous ?? 0);
      const fault = chainFault(before, isPart ? between : [...between, newest]);
      if (fault !== undefined) {
        const value = before.value === undefined ? '' : toBase64url(before.value);
        const evidence = { lookedIndex: before.index, lookedValue: value, proof: JSON.stringify(answer) };
        return this.#checkpoints.fault(fault, answer.checkpoint, { evidence });
      }
      earlier.push(...between);
      if (!isPart) return found();
    }
    return refuse('record.behind', 'the relay logs maps faster than they can be looked at; try again');
  }

  /** What the newest map says with all that proves it to somebody else; checked here first. @throws the fault's code */
  async evidence(kind: MapKind, id: string): Promise<Omit<MapProof, 'earlier'>> {
    const { answer, checkpoint } = await this.ask(kind, id, undefined);
    await this.prove(answer, { kind, id }, checkpoint);
    const { earlier: _earlier, ...proof } = answer;
    return proof;
  }

  private async ask(kind: MapKind, id: string, since: number | undefined) {
    const { transport, credentials, clock } = this.options;
    const after = since === undefined ? '' : `&since=${String(since)}`;
    const noun = credentials === undefined ? 'secretariat' : 'record';
    const path = `/v1/${noun}/map?kind=${kind}&id=${encodeURIComponent(id)}${after}`;
    const held = await this.#checkpoints.held();
    const answer = await transport
      .call({ method: 'GET', path, answer: MapProof }, credentials)
      .catch((error: unknown) => this.#checkpoints.notBegun(error, held));
    const checkpoint = await this.#checkpoints.adopt(answer.checkpoint, held?.size ?? 0);
    const apart = unixSeconds(clock) - checkpoint.at;
    // Which of the two clocks is wrong cannot be told from here.
    if (apart > MAP_AGE_SECONDS)
      return this.#checkpoints.fault('record.stale', answer.checkpoint, {
        words: staleWords(apart),
        evidence: { apart },
      });
    return { answer, checkpoint };
  }

  private async prove(answer: MapProof, of: { kind: MapKind; id: string }, checkpoint: VerifiedCheckpoint) {
    try {
      // The map's leaf is the last of every checkpoint, so an older map cannot be shown as the newest.
      if (answer.index !== checkpoint.size - 1) refuse('record.map', 'not the newest map');
      const between = (answer.earlier ?? []).map((place) => provePlace(place, of, checkpoint));
      return { newest: provePlace(answer, of, checkpoint), between };
    } catch (error) {
      return this.#checkpoints.fault('record.map', answer.checkpoint, { cause: error });
    }
  }

  private accept(name: string, look: Looked): void {
    if (look.index >= (this.#looked.get(name)?.index ?? 0)) this.#looked.set(name, look);
  }
}
