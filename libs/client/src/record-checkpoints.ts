import { ConsistencyResponse } from '#contracts';
import type { NetworkTerms } from '#directory';
import { codeOf, fromBase64url, unixSeconds, type Clock } from '#primitives';
import { parseCheckpoint, parseNote, verifyCheckpoint, verifyConsistency, type VerifiedCheckpoint } from '#tlog';
import { checkpointPolicy } from './directory.js';
import type { Timers } from './environment.js';
import { LeafRefused, refuse } from './errors.js';
import type { Evidence } from './notices.js';
import { Serial } from './serial.js';
import type { Store } from './store.js';
import type { Credentials, Transport } from './transport.js';

/** How far honest nodes of one relay may lie behind one another, seconds of cosignature time. */
const LAG_SECONDS = 120;
const CHECKPOINT = 'record/checkpoint';

/** Two notes of the audit log that cannot both be honest, or one that is not the log's or proves what no honest relay logs. */
export interface RecordFault {
  readonly code:
    | 'record.checkpoint'
    | 'record.rolled-back'
    | 'record.forked'
    | 'record.stale'
    | 'record.map'
    | 'record.leaf'
    | 'record.chain'
    | 'record.alternates';
  readonly held: string | undefined;
  readonly met: string;
  /** What more proves it. Of `record.stale`: `apart`, seconds from the cosignature to the time of this computer. Of the map: the proof as it came. */
  readonly evidence?: Evidence;
}

/** What the record is watched with. */
export interface RecordOptions {
  readonly store: Store;
  readonly transport: Transport;
  /** Absent where nobody is signed in: the record is then asked about the secretariat's devices alone. */
  readonly credentials?: Credentials;
  readonly clock: Clock;
  /** To wait for a node that is behind; at once where absent. */
  readonly timers?: Pick<Timers, 'sleep'>;
  readonly terms: () => NetworkTerms | undefined;
  readonly onFault: (fault: RecordFault) => Promise<void>;
}

/** The newest checkpoint of the audit log that this device was shown: kept for ever, followed by larger ones of the same log alone. */
export class RecordCheckpoints {
  #held: VerifiedCheckpoint | undefined;
  readonly #serial = new Serial();

  constructor(private readonly options: RecordOptions) {}

  /** The newest that was checked since the start, if any. */
  get newest(): VerifiedCheckpoint | undefined {
    return this.#held;
  }

  /** The newest that was ever checked, if any. */
  async held(): Promise<VerifiedCheckpoint | undefined> {
    if (this.#held !== undefined) return this.#held;
    const note = await this.options.store.get<string>(CHECKPOINT);
    if (note !== undefined) this.#held ??= this.recalled(note);
    return this.#held;
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
        return this.fault('record.checkpoint', note, { cause: error });
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

  /**
   * Judges a refusal to show the record: one that was shown does not unbegin.
   * @param held - what was held when it was asked for
   * @throws `record.rolled-back`, or `record.behind` where the node may just have started; else the refusal itself
   */
  notBegun(error: unknown, held: VerifiedCheckpoint | undefined): never {
    if (held === undefined || codeOf(error) !== 'record.not-yet') throw error;
    const isLate = unixSeconds(this.options.clock) - held.at > LAG_SECONDS;
    return refuse(
      isLate ? 'record.rolled-back' : 'record.behind',
      'the relay says that there is no record yet, and showed one before',
      error,
    );
  }

  /** Shows a fault and refuses with its code. */
  async fault(
    code: RecordFault['code'],
    met: string,
    { words = 'the relay showed a record that does not hold', cause, evidence = {} }: FaultParts = {},
  ): Promise<never> {
    await this.options.onFault({ code, held: this.#held?.note, met, evidence });
    const { index } = evidence;
    if (typeof index === 'number') throw new LeafRefused(code, words, index, cause);
    return refuse(code, words, cause);
  }

  private policy() {
    const terms = this.options.terms();
    return terms === undefined
      ? refuse('directory.pending', 'the network is not known yet')
      : checkpointPolicy(terms, 'audit');
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
      return this.fault('record.forked', other.note, { cause: error });
    }
  }
}

interface FaultParts {
  readonly words?: string;
  readonly cause?: unknown;
  readonly evidence?: Evidence;
}
