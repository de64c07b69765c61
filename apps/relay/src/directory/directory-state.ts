import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { type AuthorityId, type DeviceId, ProblemError } from '#contracts';
import { type Device, Directory, type DirectoryView, type Standing } from '#directory';
import { toBase64url } from '#primitives';
import { Checkpointer } from '../audit/checkpointer.js';
import { LogTrees } from '../audit/log-trees.js';
import { RecordPolicy } from '../audit/record-policy.js';
import { StatementsRepository, type StoredStatement } from './statements.repository.js';

// Canonical JSON: within a text the quotes would be escaped.
const PLACED = /"type":"(authority\.notified|page\.published)"/;

/** Told after each growth of the directory that this node has applied, with the new size. */
export type GrownListener = (size: number) => void;

/** The replayed directory in memory: every question about who is who is answered from here, without the database. */
@Injectable()
export class DirectoryState implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #directory = Directory.empty();
  readonly #listeners: GrownListener[] = [];
  /** Of what {@link PLACED} finds: the places in the log by type and subject, ascending. */
  readonly #places = new Map<string, number[]>();
  #following: Promise<void> = Promise.resolve();
  #policySize = -1;
  #networkIdText: string | undefined;

  constructor(
    private readonly statements: StatementsRepository,
    private readonly policy: RecordPolicy,
    private readonly checkpointer: Checkpointer,
    private readonly trees: LogTrees,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.follow();
    await this.checkpointer.follow();
  }

  onApplicationBootstrap(): void {
    this.checkpointer.onFollow(() => this.follow());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#following;
  }

  /** The id of the network, 32 bytes. @throws `relay.unavailable` until it is founded */
  get networkId(): Uint8Array {
    return this.latest.network()?.networkId ?? notFounded();
  }

  /** {@link networkId} in base64url. @throws `relay.unavailable` */
  get networkIdText(): string {
    return (this.#networkIdText ??= toBase64url(this.networkId));
  }

  /** The newest state this node has applied. */
  get latest(): DirectoryView {
    return this.#directory.latest;
  }

  /** The state at an earlier size of the log, or undefined beyond what this node has. For replay of rosters. */
  view(size: number): DirectoryView | undefined {
    return size > this.#directory.size ? undefined : this.#directory.at(size);
  }

  /** The newest place below a size of an authority's designation or page. */
  placeOf(type: 'authority.notified' | 'page.published', subject: AuthorityId, size: number): number | undefined {
    return this.#places.get(`${type} ${subject}`)?.findLast((index) => index < size);
  }

  /** Root hash of the directory log at a size, or undefined beyond what this node has. For replay of rosters. */
  root(size: number): Uint8Array | undefined {
    const tree = this.trees.known('directory');
    return size > tree.size ? undefined : tree.root(size);
  }

  /** The network's time, Unix seconds: the newest cosignature time of the directory log. */
  get time(): number {
    return this.checkpointer.time;
  }

  /** Standing of a device in the newest state at the network's time. O(1). */
  standing(device: DeviceId): Standing {
    return this.latest.standing(device, this.time);
  }

  /** @throws `device.not-live` with the standing as detail */
  requireLive(device: DeviceId): void {
    const standing = this.standing(device);
    if (standing !== 'live') throw new ProblemError('device.not-live', standing);
  }

  /** The device, where it is an administrator's in the newest state. It need not be live. */
  ofAdministrator(device: DeviceId): Device | undefined {
    const found = this.latest.device(device);
    const officer = found && this.latest.officer(found.officer);
    return officer?.roles.includes('administrator') === true ? found : undefined;
  }

  /** Whether a device that nobody has revoked is of an administrator in office at the network's time. */
  isAdministratorInOffice(device: DeviceId): boolean {
    const found = this.ofAdministrator(device);
    const officer = found && this.latest.officer(found.officer);
    if (officer === undefined || officer.dismissed || found?.revoked === true) return false;
    const { from, until } = officer.validity;
    return from <= this.time && this.time < until;
  }

  onGrown(listener: GrownListener): void {
    this.#listeners.push(listener);
  }

  /** Applies what any node has committed; returns when all that was committed before the call is applied. */
  follow(): Promise<void> {
    const next = this.#following.then(() => this.read());
    this.#following = next.catch(() => undefined);
    return next;
  }

  /** What the directory would say of a statement at its end. */
  judge(entry: { readonly subject: string; readonly statementHash: Uint8Array; readonly statement: string }) {
    return this.#directory.judge(entry);
  }

  private async read(): Promise<void> {
    const before = this.#directory.size;
    for (;;) {
      const page = await this.statements.from(this.#directory.size);
      if (page.length === 0) break;
      for (const stored of page) this.apply(stored);
    }
    if (this.#directory.size === before) return;
    await this.trees.current('directory');
    const terms = this.latest.network();
    if (terms !== undefined && this.#policySize < this.#directory.size) this.policy.set(terms);
    this.#policySize = this.#directory.size;
    for (const listener of this.#listeners) listener(this.#directory.size);
  }

  private apply({ index, subject, hash, statement }: StoredStatement): void {
    if (index !== this.#directory.size) throw new Error('the directory log has a gap');
    this.#directory.append({ subject, statementHash: hash, statement });
    const type = PLACED.exec(statement)?.[1];
    if (type === undefined) return;
    const name = `${type} ${subject}`;
    this.#places.set(name, [...(this.#places.get(name) ?? []), index]);
  }
}

function notFounded(): never {
  throw new ProblemError('relay.unavailable', 'directory.not-founded');
}
