import { CodedError, equalBytes, toBase64url } from '#primitives';
import { parseBody } from './bodies/index.js';
import { certain } from './certain.js';
import { entitledSigners } from './entitlement.js';
import type { LogEntry } from './entry.js';
import { refusalOf, refuse, type DirectoryErrorCode, type RefusalCode } from './errors.js';
import { FactsStore } from './facts-store.js';
import { FactsView } from './facts-view.js';
import { Place } from './place.js';
import { judge } from './rules/index.js';
import {
  bodyTextHash,
  bodyTextIn,
  parseStatement,
  readVerified,
  statementHash,
  verifySignatures,
} from './statement.js';
import { versionsOf } from './versions.js';
import type { DirectoryView } from './view.js';

/** What an entry of the log brought about. */
export type Outcome =
  | { readonly effect: 'applied' }
  | { readonly effect: 'refused'; readonly code: RefusalCode }
  /** Its bytes, or those of a statement it depends on, are not fetched. */
  | { readonly effect: 'pending' };

/** What the caller already knows. */
export interface Known {
  /**
   * Hashes (base64url of `statementHash`) of statements whose form and signatures this device itself has verified
   * before, in this network: these are not verified again. All else is judged anew.
   */
  readonly verified?: ReadonlySet<string>;
}

const APPLIED: Outcome = Object.freeze({ effect: 'applied' });
const PENDING: Outcome = Object.freeze({ effect: 'pending' });
const FOUNDING_ID = new Uint8Array(0);
/** Final acts, which may come without a place (protocol 1.1). */
const NEED_NO_PREV: ReadonlySet<string> = new Set(['device.revoked', 'officer.dismissed']);

/**
 * The directory: everything its log says, at every size of it (protocol 1.1). A statement its signers were not
 * entitled to make at its place, replayed, misfiled or out of place has no effect and is recorded with its code; the
 * log goes on. Where bytes are missing their subject is pending from there on, and what depends on it.
 *
 * [Note: Ids taken elsewhere] An id or a key is taken for ever by its first claim in the log, at whatever authority.
 * A device that has not fetched that authority's statements cannot know; when they come and show an earlier claim,
 * everything is judged again from the start. Ids are random, so that this takes a dishonest relay.
 */
export class Directory {
  readonly #entries: LogEntry[] = [];
  readonly #outcomes: Outcome[] = [];
  readonly #verified = new Set<string>();
  /** Indices of entries whose bytes are not fetched, ascending. */
  readonly #missing = new Set<number>();
  #facts = new FactsStore();
  /** Pending entries by subject, in order; the first keeps the others waiting. */
  #waiting = new Map<string, number[]>();
  /** Subjects whose first pending entry waits for another subject. */
  #dependents = new Map<string, Set<string>>();
  /** See [Note: Ids taken elsewhere]. */
  #claimedEarlier = false;

  static empty(): Directory {
    return new Directory();
  }

  /** Entries in the log. */
  get size(): number {
    return this.#entries.length;
  }

  /** The network's id, 32 bytes, once it is founded; to be compared with the one that is pinned. */
  get networkId(): Uint8Array | undefined {
    return this.latest.network()?.networkId;
  }

  /** The directory at the newest size. */
  get latest(): DirectoryView {
    return this.at(this.size);
  }

  /** What each entry brought about, in the order of the log. */
  get outcomes(): readonly Outcome[] {
    return this.#outcomes;
  }

  /** Hashes of the statements whose form and signatures are verified: for {@link Known} of a later replay. */
  get verified(): ReadonlySet<string> {
    return this.#verified;
  }

  /** The entry at an index. @throws `directory.beyond` */
  entry(index: number): LogEntry {
    return this.#entries[index] ?? beyond();
  }

  /** Indices of entries, of one subject or all, whose bytes are not fetched. */
  missing(subject?: string): number[] {
    return [...this.#missing].filter((index) => subject === undefined || this.entry(index).subject === subject);
  }

  /** The subjects whose missing statements keep those about a subject pending, beside its own. */
  awaited(subject: string): string[] {
    return [...this.#dependents].flatMap(([other, dependents]) => (dependents.has(subject) ? [other] : []));
  }

  /** The directory as it was with the first `size` entries. @throws `directory.beyond` */
  at(size: number): DirectoryView {
    if (!Number.isInteger(size) || size < 0 || size > this.size) beyond();
    return new FactsView(this.#facts, size, this.#pendingAt);
  }

  /**
   * The next entry of the log. Its place there is the caller's to verify (`libs/tlog`).
   * @throws `entry.statement` where the bytes are not those the entry points to; nothing is appended
   */
  append(entry: LogEntry, known: Known = {}): Outcome {
    if (entry.statement !== undefined) this.#trust(entry, entry.statement, known);
    const index = this.#entries.push(entry) - 1;
    if (entry.statement === undefined) this.#missing.add(index);
    const outcome = this.#admit(index);
    this.#outcomes.push(outcome);
    return outcome;
  }

  /**
   * What an entry would bring about as the next of the log. Nothing is appended: so a relay refuses what it will not log.
   * @throws `entry.statement`
   */
  judge(entry: LogEntry & { readonly statement: string }): Outcome {
    this.#trust(entry, entry.statement, {});
    if (this.#waiting.has(entry.subject)) return PENDING;
    return this.#settle(entry, new Place(this.#facts, this.size, this.#pendingAt)).outcome;
  }

  /**
   * The bytes of an entry that came without. Judges it and whatever waited for it, each at its own place, so that the
   * order in which bytes come makes no difference.
   * @throws `directory.beyond`, `entry.statement`
   */
  supply(index: number, statement: string, known: Known = {}): Outcome {
    const entry = this.entry(index);
    this.#trust(entry, statement, known);
    if (entry.statement === undefined) {
      this.#entries[index] = { ...entry, statement };
      this.#missing.delete(index);
      this.#advance(entry.subject);
    }
    return certain(this.#outcomes[index]);
  }

  #trust(entry: LogEntry, statement: string, { verified }: Known): void {
    if (!equalBytes(statementHash(statement), entry.statementHash)) {
      throw new CodedError<DirectoryErrorCode>('entry.statement');
    }
    if (verified === undefined) return;
    const hash = toBase64url(entry.statementHash);
    if (verified.has(hash)) this.#verified.add(hash);
  }

  readonly #pendingAt = (subject: string | undefined, size: number): boolean => {
    if (subject !== undefined) return (this.#waiting.get(subject)?.[0] ?? size) < size;
    return [...this.#waiting.values()].some((waiting) => certain(waiting[0]) < size);
  };

  #admit(index: number): Outcome {
    const { subject } = this.entry(index);
    const waiting = this.#waiting.get(subject);
    if (waiting !== undefined) {
      waiting.push(index);
      return PENDING;
    }
    const outcome = this.#judge(index);
    if (outcome.effect === 'pending') this.#waiting.set(subject, [index]);
    return outcome;
  }

  #advance(first: string): void {
    const subjects = [first];
    for (let subject = subjects.pop(); subject !== undefined; subject = subjects.pop()) {
      // None where a dependent waited for two subjects, and the other has already let it go.
      const waiting = this.#waiting.get(subject) ?? [];
      const before = waiting.length;
      for (let index = waiting[0]; index !== undefined; index = waiting[0]) {
        const outcome = this.#judge(index);
        if (this.#claimedEarlier) {
          this.#judgeAnew();
          return;
        }
        if (outcome.effect === 'pending') break;
        this.#outcomes[index] = outcome;
        waiting.shift();
      }
      if (waiting.length === 0) this.#waiting.delete(subject);
      if (waiting.length < before) {
        subjects.push(...(this.#dependents.get(subject) ?? []));
        this.#dependents.delete(subject);
      }
    }
  }

  #judgeAnew(): void {
    this.#claimedEarlier = false;
    this.#facts = new FactsStore();
    this.#waiting = new Map();
    this.#dependents = new Map();
    this.#entries.forEach((_, index) => {
      this.#outcomes[index] = this.#admit(index);
    });
  }

  #judge(index: number): Outcome {
    const entry = this.entry(index);
    const place = new Place(this.#facts, index, this.#pendingAt);
    const { outcome, carryOut } = this.#settle(entry, place);
    carryOut?.();
    if (outcome.effect !== 'pending') return outcome;
    for (const subject of place.waitsFor) {
      const dependents = this.#dependents.get(subject) ?? new Set();
      this.#dependents.set(subject, dependents.add(entry.subject));
    }
    return outcome;
  }

  #settle(entry: LogEntry, place: Place): { outcome: Outcome; carryOut?: () => void } {
    if (entry.statement === undefined) return { outcome: PENDING };
    try {
      return { outcome: APPLIED, carryOut: this.#weigh(entry, entry.statement, place) };
    } catch (error) {
      const code = refusalOf(error);
      return { outcome: place.waitsFor.size === 0 ? { effect: 'refused', code } : PENDING };
    }
  }

  /** Changes nothing; returns what carries the statement out at its place. @throws a refusal code */
  #weigh({ subject, statementHash: hash }: LogEntry, text: string, place: Place): () => void {
    const name = toBase64url(hash);
    const verified = this.#verified.has(name);
    const statement = verified ? readVerified(text) : parseStatement(text);
    const body = parseBody(statement.body);
    if (body.subject !== subject) refuse('statement.misfiled');
    const networkId = body.type === 'network.founded' ? FOUNDING_ID : place.networkId();
    const latest = this.#facts.latest.get(subject)?.at(place.index) ?? '';
    const inPlace = body.prev === latest || (body.prev === '' && NEED_NO_PREV.has(body.type));
    if (!inPlace) refuse('statement.prev');
    const { ways, apply } = judge(body, place);
    const signers = entitledSigners(
      ways,
      statement.signatures.map(({ key }) => key),
    );
    if (!verified) verifySignatures(networkId, statement);
    this.#verified.add(name);
    return () => {
      for (const claim of place.claims) {
        if (this.#facts.claimedAt(claim) !== undefined) this.#claimedEarlier = true;
        this.#facts.claim(claim, place.index);
      }
      apply(signers);
      versionsOf(this.#facts.latest, subject).set(place.after, toBase64url(bodyTextHash(bodyTextIn(text))));
    };
  }
}

/**
 * The directory that a log says: a pure function of its entries (protocol 1.1).
 * @throws `entry.statement`
 */
export function replay(entries: Iterable<LogEntry>, known: Known = {}): Directory {
  const directory = Directory.empty();
  for (const entry of entries) directory.append(entry, known);
  return directory;
}

function beyond(): never {
  throw new CodedError<DirectoryErrorCode>('directory.beyond');
}
