import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { equalBytes } from '#primitives';
import {
  type CheckpointPolicy,
  formatCheckpoint,
  formatNote,
  type NoteSignature,
  parseNote,
  signNote,
  type VerifiedCheckpoint,
  type VerifierKey,
  verifyCheckpoint,
  verifyCosignature,
} from '#tlog';
import { CONFIG, type Config } from '../platform/config.js';
import { faultText } from '../platform/problem.filter.js';
import { RelayLogger } from '../platform/logger.js';
import { Metrics } from '../platform/metrics.js';
import { CheckpointsRepository } from './checkpoints.repository.js';
import { LogKeys } from './log-keys.js';
import { LogTrees } from './log-trees.js';
import { LoggedMap } from './logged-map.js';
import { type LogName, logNames } from './log-name.js';
import { RecordPolicy } from './record-policy.js';
import { WitnessClient } from './witness-client.js';

/** Told of each checkpoint that is newly shown by this node. */
export type ShownListener = (log: LogName, checkpoint: VerifiedCheckpoint) => void | Promise<void>;

// So that acts that come together share one checkpoint; far below the 2 s within which one is promised.
const GATHER_MILLISECONDS = 50;

/** Makes, has cosigned, stores and then shows the checkpoints of both logs (protocol 5.3). */
@Injectable()
export class Checkpointer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #shown = new Map<LogName, VerifiedCheckpoint>();
  readonly #listeners: ShownListener[] = [];
  readonly #followers: (() => Promise<void>)[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #running: Promise<void> = Promise.resolve();
  #due: Promise<void> | undefined;
  #time = 0;
  #stopped = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly repository: CheckpointsRepository,
    private readonly keys: LogKeys,
    private readonly trees: LogTrees,
    private readonly map: LoggedMap,
    private readonly policy: RecordPolicy,
    private readonly witnesses: WitnessClient,
    private readonly logger: RelayLogger,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    this.#timers.push(
      setInterval(() => void this.soon(), this.config.checkpointSeconds * 1000),
      setInterval(() => void this.follow().catch(this.warn), this.config.followMilliseconds),
    );
    void this.soon();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#running;
  }

  /** The newest checkpoint of a log that a quorum of its witnesses cosigned, or undefined before the first. */
  shown(log: LogName): VerifiedCheckpoint | undefined {
    return this.#shown.get(log);
  }

  /** The first note of the directory log of at least a size that a quorum of its witnesses cosigned. */
  covering(size: number): Promise<string | undefined> {
    return this.repository.covering(size);
  }

  /** The newest cosignature time of the directory log met so far, Unix seconds: the network's time. It never falls; 0 before the first. */
  get time(): number {
    return this.#time;
  }

  onShown(listener: ShownListener): void {
    this.#listeners.push(listener);
  }

  /** Has something else follow the database at the same beat, before the checkpoints. */
  onFollow(follower: () => Promise<void>): void {
    this.#followers.push(follower);
  }

  /** Somebody waits: checkpoints follow at once. Settles when they are shown, or could not be; never rejects. */
  soon(): Promise<void> {
    // What is asked for while one runs is in the next one, which starts when it ends.
    this.#due ??= new Promise<void>((resolve) => {
      const begin = this.#running.then(() => new Promise((next) => setTimeout(next, GATHER_MILLISECONDS)));
      this.#running = begin.then(async () => {
        this.#due = undefined;
        if (!this.#stopped) await this.round().catch(this.warn);
        resolve();
      });
    });
    return this.#due;
  }

  /** Reads what other nodes have shown. */
  async follow(): Promise<void> {
    for (const follower of this.#followers) await follower();
    await this.map.follow();
    for (const { log, note, at } of await this.repository.shown()) {
      if (log === 'directory') this.#time = Math.max(this.#time, at);
      await this.take(log, note);
    }
  }

  private async round(): Promise<void> {
    if (this.policy.of('audit') === undefined) return;
    await this.map.advance();
    await Promise.all(logNames.map((log) => this.checkpoint(log)));
  }

  private async checkpoint(log: LogName): Promise<void> {
    const policy = this.policy.of(log);
    if (policy === undefined) return;
    const tree = await this.trees.current(log);
    // See [Note: The map's leaf is the last].
    const size = log === 'audit' ? this.map.size : tree.size;
    const root = Buffer.from(tree.root(size));
    const body = formatCheckpoint({ origin: policy.log.name, size, root });
    const note = formatNote({ body, signatures: [signNote(body, this.keys.signer(log))] });
    const stored = await this.repository.store(log, { size, root, note });
    // Two roots for one size would be the proof of a fork: better no service than that.
    if (!equalBytes(stored.root, root)) {
      this.logger.error('checkpoint.other-root', { log, size });
      return;
    }
    const answered = await this.witnesses.cosign(log, stored, tree);
    // A line that does not verify condemns a note: no witness alone may stop what a quorum of the others confirms.
    const cosignatures = policy.witnesses.flatMap(
      (witness) => answered.find((line) => isCosignature(body, line, witness)) ?? [],
    );
    const { signatures } = parseNote(stored.note);
    const cosigned = formatNote({ body, signatures: [...signatures, ...cosignatures] });
    const { at } = verifyCheckpoint(cosigned, policy);
    await this.repository.show(log, { size, at, note: cosigned });
    await this.take(log, cosigned);
  }

  private async take(log: LogName, note: string): Promise<void> {
    const policy = this.policy.of(log);
    const known = this.#shown.get(log);
    if (policy === undefined || known?.note === note) return;
    const checkpoint = heldTo(note, policy);
    if (checkpoint === undefined) return;
    if (known !== undefined && isOlder(checkpoint, known)) return;
    if (this.trees.known(log).size < checkpoint.size) await this.trees.current(log);
    this.#shown.set(log, checkpoint);
    if (log === 'directory') this.#time = Math.max(this.#time, checkpoint.at);
    else this.map.shown(checkpoint.size);
    this.metrics.logSize.set({ log }, checkpoint.size);
    this.metrics.checkpointAt.set({ log }, checkpoint.at);
    for (const listener of this.#listeners) await listener(log, checkpoint);
  }

  private readonly warn = (error: unknown): void => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    this.logger.warn('checkpoint.failed', { code, fault: faultText(error) });
  };
}

// Between new terms and the first checkpoint under them, what was shown last is held to witnesses that did not cosign it.
function heldTo(note: string, policy: CheckpointPolicy): VerifiedCheckpoint | undefined {
  try {
    return verifyCheckpoint(note, policy);
  } catch {
    return undefined;
  }
}

function isCosignature(body: string, line: NoteSignature, witness: VerifierKey): boolean {
  try {
    verifyCosignature(body, line, witness);
    return true;
  } catch {
    return false;
  }
}

// A larger tree counts even if its witnesses' clocks were set back: it may hold a revocation.
function isOlder(one: VerifiedCheckpoint, other: VerifiedCheckpoint): boolean {
  return one.size < other.size || (one.size === other.size && one.at < other.at);
}
