import { limits, type OfficerId } from '#contracts';
import {
  commitmentOf,
  Directory,
  networkIdOf,
  parseStatement,
  replay,
  type DirectoryView,
  type NetworkTerms,
} from '#directory';
import type { DirectoryHistory } from '#roster';
import {
  MerkleTree,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyCheckpoint,
  type VerifiedCheckpoint,
} from '#tlog';
import { equalBytes, unixSeconds, type Clock } from '#primitives';
import { leafHashOf, logEntry, type StoredEntry } from './directory-entry.js';
import { directoryRelay, type DirectoryRelay } from './directory-relay.js';
import { DirectoryShelf } from './directory-shelf.js';
import { MissingStatements } from './directory-statements.js';
import { refuse } from './errors.js';
import type { Store } from './store.js';
import type { Credentials, Transport } from './transport.js';

/**
 * What a refused checkpoint leaves behind: the two signed notes that cannot both be honest, when there are two. Or, as
 * `directory.refused`, an entry under a note that holds: an honest relay would have refused its statement.
 */
export interface DirectoryFault {
  readonly code:
    | 'directory.checkpoint'
    | 'directory.rolled-back'
    | 'directory.forked'
    | 'directory.entries'
    | 'directory.refused';
  readonly held: string | undefined;
  readonly met: string;
  /** The place of the refused entry, and what its statement is refused with. */
  readonly entry?: {
    readonly index: number;
    readonly subject: string;
    readonly statement: string;
    readonly refusal: string;
  };
}

/** How far one honest node of a relay may be behind another, seconds. */
const NODE_LAG = 120;

/** So many entries are fetched on the word of a note that the terms held do not vouch for: some 100 bytes each. */
const MOST_UNVOUCHED = 200_000;

/** The checkpoint's policy as the network's terms state it. @throws what an ill-formed verifier key is refused with */
export function checkpointPolicy(terms: NetworkTerms, log: 'directory' | 'audit') {
  return {
    log: parseVerifierKey(terms.logs[log]),
    witnesses: terms.witnesses.keys.map(parseVerifierKey),
    quorum: terms.witnesses.quorum,
  };
}

/**
 * The client's own copy of the directory log (protocol 1.1, 1.2): every entry, checked against a cosigned checkpoint,
 * and the statements behind them, replayed. What it held is never given up: an older or another log is refused.
 * Where much is new the entries come first, and {@link DirectorySync.fetchAbout} fetches a subject's statements before the rest.
 */
export class DirectorySync implements DirectoryHistory {
  #tree = new MerkleTree();
  #directory = Directory.empty();
  #checkpoint: VerifiedCheckpoint | undefined;
  #openings = new Map<string, string>();
  #beginning: Promise<void> | undefined;
  #filling: Promise<void> | undefined;
  #syncing: Promise<void> | undefined;
  /** How many statements the shelf knows to be verified. */
  #kept = 0;

  private readonly missingStatements: MissingStatements;

  private constructor(
    private readonly shelf: DirectoryShelf,
    private readonly relay: DirectoryRelay,
    private readonly clock: Clock,
    private readonly networkId: Uint8Array,
    private readonly onFault: (fault: DirectoryFault) => Promise<void>,
  ) {
    this.missingStatements = new MissingStatements({
      directory: () => this.#directory,
      relay,
      shelf,
      onTaken: (entry) => {
        this.takeOpenings(entry);
      },
    });
  }

  /** Loads what was stored; asks nothing of the relay. */
  static async open(options: {
    readonly store: Store;
    readonly transport: Transport;
    /** The log is public; values of its commitments are given to who is signed in. */
    readonly credentials?: Credentials;
    readonly clock: Clock;
    /** The founding statement that the officer compared: canonical JSON. */
    readonly founding: string;
    readonly onFault: (fault: DirectoryFault) => Promise<void>;
  }): Promise<DirectorySync> {
    const { store, transport, credentials, clock, founding, onFault } = options;
    const networkId = networkIdOf(parseStatement(founding).body);
    const shelf = new DirectoryShelf(store);
    const sync = new DirectorySync(shelf, directoryRelay(transport, credentials), clock, networkId, onFault);
    await sync.load();
    return sync;
  }

  /** The directory as far as this client has checked it. */
  get latest(): DirectoryView {
    return this.#directory.latest;
  }

  /** The newest checkpoint that was checked, if any. */
  get checkpoint(): VerifiedCheckpoint | undefined {
    return this.#checkpoint;
  }

  /** The directory as it was at a log size, or undefined when that is not held yet. */
  view(size: number): DirectoryView | undefined {
    return size <= this.#directory.size ? this.#directory.at(size) : undefined;
  }

  /** The log's root at a size, or undefined when that is not held yet. */
  root(size: number): Uint8Array | undefined {
    return size <= this.#tree.size ? this.#tree.root(size) : undefined;
  }

  /** A personal field's value or a text for members, where it was given to this client; checked against the statement's commitment. */
  opened(commitment: string): string | undefined {
    return this.#openings.get(commitment);
  }

  /** An officer's name, where it was given to this client. */
  nameOf(officer: OfficerId): string | undefined {
    const commitment = this.latest.officer(officer)?.fields.name?.commitment;
    return commitment === undefined ? undefined : this.opened(commitment);
  }

  /** The statements about a subject that took effect, in order: canonical JSON. */
  statements(subject: string): string[] {
    return this.stated(subject).map(({ statement }) => statement);
  }

  /** As {@link statements}, each with its place in the log. */
  stated(subject: string): { readonly index: number; readonly statement: string }[] {
    return this.#directory.outcomes.flatMap(({ effect }, index) => {
      const entry = this.#directory.entry(index);
      if (effect !== 'applied' || entry.subject !== subject || entry.statement === undefined) return [];
      return [{ index, statement: entry.statement }];
    });
  }

  /** The statement at a place of the log, and the proof that it stands there under the newest checkpoint; undefined where that does not cover it. */
  proven(index: number): { readonly statement: string; readonly inclusion: readonly Uint8Array[] } | undefined {
    const size = this.#checkpoint?.size ?? 0;
    const statement = index < size ? this.#directory.entry(index).statement : undefined;
    return statement === undefined ? undefined : { statement, inclusion: this.#tree.inclusionProof(index, size) };
  }

  /** Whether the newest checkpoint is within the network's limit: the one use of the local clock (protocol 1.2). */
  get fresh(): boolean {
    const limit = this.latest.network()?.freshness;
    return (
      limit !== undefined && this.#checkpoint !== undefined && unixSeconds(this.clock) - this.#checkpoint.at <= limit
    );
  }

  /** How many statements are listed that the relay has not given: their subjects are frozen until it does. */
  get missing(): number {
    return this.#directory.missing().length;
  }

  /** Throws `directory.stale` unless {@link fresh}. */
  demandFresh(): void {
    if (!this.fresh) refuse('directory.stale', 'the directory has not been confirmed by its witnesses recently enough');
  }

  /** Fetches, checks and stores what is new. @throws the fault's code; what was held stays as it was */
  async sync(): Promise<void> {
    this.#syncing ??= this.advance().finally(() => (this.#syncing = undefined));
    return this.#syncing;
  }

  /**
   * Fetches and checks the entries that are new, and where they are few their statements.
   * @throws the fault's code; what was held stays as it was
   */
  async syncEntries(): Promise<void> {
    this.#beginning ??= this.relay
      .checkpoint()
      .then((note) => this.adopt(note))
      .finally(() => (this.#beginning = undefined));
    return this.#beginning;
  }

  /** Fetches the statements about a subject, and about those that they rest on, before all others. */
  async fetchAbout(subject: string): Promise<void> {
    if ((await this.missingStatements.fetchFor(subject)) > 0) await this.showRefused();
  }

  /** Asks again for the personal values about a subject: who comes into a conversation may be given more than before. */
  async openAgain(subject: string): Promise<void> {
    await this.missingStatements.openAgain(subject);
  }

  /** As {@link sync}, but that it does not wait for the rest where much is missing: the next {@link sync} fetches that. */
  async syncUnlessMuch(): Promise<void> {
    await this.syncEntries();
    if (this.missing <= limits.pageStatements) await this.fill();
  }

  private async load(): Promise<void> {
    const entries = await this.shelf.entries();
    const verified = await this.shelf.verified(entries);
    for (const entry of entries) {
      this.#directory.append(logEntry(entry), { verified });
      this.#tree.append(leafHashOf(entry));
      this.takeOpenings(entry);
    }
    this.#kept = verified.size;
    const note = await this.shelf.note();
    const terms = this.latest.network();
    if (note === undefined || terms === undefined) return;
    this.#checkpoint = verifyCheckpoint(note, checkpointPolicy(terms, 'directory'));
    if (this.#checkpoint.size !== this.#tree.size)
      refuse('store.altered', 'the entries are not those that the checkpoint covers');
  }

  private async advance(): Promise<void> {
    await this.syncEntries();
    await this.fill();
  }

  private async fill(): Promise<void> {
    this.#filling ??= this.fillNow().finally(() => (this.#filling = undefined));
    return this.#filling;
  }

  private async fillNow(): Promise<void> {
    if ((await this.missingStatements.fetchAll()) > 0) await this.showRefused();
    if (this.#directory.verified.size === this.#kept) return;
    this.#kept = this.#directory.verified.size;
    await this.shelf.keepVerified(this.#directory);
  }

  /**
   * Checks a checkpoint met anywhere, fetches up to it and makes it the newest. Nothing is kept unless all of it holds.
   * A beginning of what is held that was witnessed shortly before changes nothing: another node may be behind.
   * @throws `directory.checkpoint`, `directory.rolled-back`, `directory.forked`, `directory.entries`
   */
  async adopt(note: string): Promise<void> {
    const held = this.#checkpoint;
    const first = this.#tree.size;
    const { size } = parseCheckpoint(parseNote(note).body);
    if (size > first + MOST_UNVOUCHED && !this.vouchesFor(note)) return this.fault('directory.checkpoint', note);
    const fetched = await this.relay.entries(first, size);
    const tree = fetched.length === 0 ? this.#tree : this.treeWith(fetched);
    const anew = fetched.some((entry) => entry.subject === 'network') ? await this.replayedWith(fetched) : undefined;
    const directory = anew ?? this.#directory;
    // Terms that are withheld may be those that took a key or a witness away.
    const terms = directory.latest.isPending('network') ? undefined : directory.latest.network();
    if (terms === undefined || directory.networkId === undefined || !equalBytes(directory.networkId, this.networkId)) {
      return this.fault('directory.entries', note);
    }
    let checkpoint: VerifiedCheckpoint;
    try {
      checkpoint = verifyCheckpoint(note, checkpointPolicy(terms, 'directory'));
    } catch (error) {
      return this.fault('directory.checkpoint', note, error);
    }
    if (!equalBytes(tree.root(checkpoint.size), checkpoint.root)) {
      return this.fault(held === undefined ? 'directory.entries' : 'directory.forked', note);
    }
    if (held !== undefined && checkpoint.size < held.size) {
      return held.at - checkpoint.at > NODE_LAG ? this.fault('directory.rolled-back', note) : undefined;
    }
    if (held !== undefined && checkpoint.at <= held.at && fetched.length === 0) return;
    await this.shelf.keep(first, fetched, note);
    if (anew === undefined) for (const entry of fetched) this.#directory.append(logEntry(entry));
    else this.#directory = withStatementsOf(this.#directory, anew);
    for (const entry of fetched) this.takeOpenings(entry);
    this.#tree = tree;
    this.#checkpoint = checkpoint;
    if (fetched.length > 0) await this.showRefused();
  }

  // New terms may be among what is fetched: a note is judged by those in the end, and by the ones held before much is asked.
  private vouchesFor(note: string): boolean {
    const terms = this.latest.network();
    if (terms === undefined) return false;
    try {
      return verifyCheckpoint(note, checkpointPolicy(terms, 'directory')).size > this.#tree.size;
    } catch {
      return false;
    }
  }

  // It has no effect and the log goes on; that the relay let it in is shown (protocol 1.1).
  private async showRefused(): Promise<void> {
    const met = this.#checkpoint?.note ?? '';
    for (const [index, outcome] of this.#directory.outcomes.entries()) {
      if (outcome.effect !== 'refused') continue;
      const { subject, statement = '' } = this.#directory.entry(index);
      const entry = { index, subject, statement, refusal: outcome.code };
      await this.onFault({ code: 'directory.refused', held: undefined, met, entry });
    }
  }

  private treeWith(fetched: readonly StoredEntry[]): MerkleTree {
    const tree = new MerkleTree();
    for (let i = 0; i < this.#tree.size; i++) tree.append(this.#tree.leaf(i));
    for (const entry of fetched) tree.append(leafHashOf(entry));
    return tree;
  }

  private takeOpenings({ openings = [] }: StoredEntry): void {
    for (const opening of openings) this.#openings.set(commitmentOf(opening), opening.value);
  }

  // What this device has verified before is not verified again; all of it is judged anew.
  private async replayedWith(fetched: readonly StoredEntry[]): Promise<Directory> {
    const { verified } = this.#directory;
    return replay([...(await this.shelf.entries()), ...fetched].map(logEntry), { verified });
  }

  private async fault(
    code: Exclude<DirectoryFault['code'], 'directory.refused'>,
    met: string,
    cause?: unknown,
  ): Promise<never> {
    await this.onFault({ code, held: this.#checkpoint?.note, met });
    return refuse(code, 'the relay showed a directory that does not follow from the one held', cause);
  }
}

// What came while the entries were replayed is in the directory that was, and on the shelf, alone.
function withStatementsOf(before: Directory, anew: Directory): Directory {
  for (const index of anew.missing()) {
    const statement = index < before.size ? before.entry(index).statement : undefined;
    if (statement !== undefined) anew.supply(index, statement);
  }
  return anew;
}
