import { Inject, Injectable } from '@nestjs/common';
import {
  type ApplicationId,
  type ApplicationList,
  type ApplicationListQuery,
  type ApplicationRead,
  type ApplicationSubmission,
  type ApplicationSubmittedEntry,
  type ApplicationWrap,
  type DeviceId,
  limits,
  ProblemError,
} from '#contracts';
import { APPLICATION_START } from '#crypto/verify';
import { fromBase64url, toBase64url, unixSeconds } from '#primitives';
import { AgreementKeysService } from '../agreement-keys/agreement-keys.service.js';
import { AuditLog } from '../audit/audit-log.js';
import { DirectoryService } from '../directory/directory.service.js';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Database, type Transaction } from '../platform/database.js';
import { tokenHash } from '../platform/ids.js';
import { networkOf, RateLimiter } from '../platform/rate-limiter.js';
import type { ApplicationAsker } from '../sessions/session.guard.js';
import { type Admitted, ApplicationAccess } from './application-access.js';
import { judgeEntry } from './application-judgement.js';
import { ApplicationsRepository, isWaiting, type JudgedEntry, moveOf } from './applications.repository.js';
import { ApplicationWrapsRepository } from './application-wraps.repository.js';

const ENTRIES_PER_MINUTE = 10;
const WRAPS_PER_MINUTE = 30;
const HOUR_SECONDS = 3600;
/** What has not moved for so long keeps no other out. */
const WAITING_SECONDS = 30 * 24 * HOUR_SECONDS;

/** Keeps applications that it cannot read: their order, whose each entry is, and that none was made out of its turn. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationsRepository,
    private readonly wraps: ApplicationWrapsRepository,
    private readonly access: ApplicationAccess,
    private readonly directory: DirectoryState,
    private readonly statements: DirectoryService,
    private readonly keys: AgreementKeysService,
    private readonly auditLog: AuditLog,
    private readonly limiter: RateLimiter,
    private readonly clock: SystemClock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Takes a new application; the same again changes nothing.
   * @param address - whence it comes: so many an hour are taken from one
   * @throws `permission.denied`, `rate.limited`, `application.exists`, `application.full`, and as {@link judgeEntry}
   */
  async submit(asker: ApplicationAsker, address: string, submission: ApplicationSubmission): Promise<number> {
    if (!('access' in asker)) throw new ProblemError('permission.denied');
    const { id, wraps } = submission;
    if (await this.isSame(asker, submission)) return 1;
    const signer = fromBase64url(submission.signer);
    const at = {
      ...this.now(),
      id,
      moves: [],
      head: APPLICATION_START,
      key: signer,
      announced: { documents: 0, bytes: 0 },
    };
    const { entry, to } = judgeEntry(submission.entry, at);
    if (submission.entry.statement !== undefined) throw new ProblemError('application.refused', 'statement');
    await this.demandWraps(wraps);
    this.limiter.take(`application ${networkOf(address)}`, this.config.applicationsPerHour, HOUR_SECONDS);
    await this.database.transaction(async (tx) => {
      await this.applications.lockSubmissions(tx);
      if ((await this.applications.find(id, tx)) !== undefined) throw new ProblemError('application.exists');
      await this.demandRoom(tx, id, entry.at);
      await this.applications.insert(tx, { id, signer, accessHash: tokenHash(asker.access) }, entry, to);
      await this.wraps.keep(tx, id, wraps);
      await this.log(tx, id, entry);
    });
    return 1;
  }

  /**
   * Adds an entry of the applicant, or of an officer of the secretariat; the same again changes nothing.
   * @throws `application.unknown`, `rate.limited`, `application.full`, and as {@link judgeEntry}
   */
  async append(asker: ApplicationAsker, id: ApplicationId, submitted: ApplicationSubmittedEntry): Promise<number> {
    const { row, by } = await this.access.admit(asker, id);
    this.limiter.take(`application-entry ${id} ${sideOfAsker(by)}`, ENTRIES_PER_MINUTE);
    await this.judgeStatement(submitted);
    const key = by === undefined ? row.signer : this.directory.latest.device(by.device)?.signatureKey;
    if (key === undefined) throw new ProblemError('permission.denied');
    await this.database.transaction(async (tx) => {
      if (submitted.act === 'answered') await this.applications.lockSubmissions(tx);
      const held = await this.applications.find(id, tx);
      if (held === undefined) throw new ProblemError('application.unknown');
      const moves = await this.applications.moves(tx, id);
      if (moves[submitted.number - 1]?.signature === submitted.signature) return;
      const announced = await this.applications.announced(tx, id);
      const at = { ...this.now(), id, moves: moves.map(moveOf), head: held.head, key, by, announced };
      const { entry, to } = judgeEntry(submitted, at);
      // One that did not wait, since it was returned or lay still, waits again.
      if (entry.act === 'answered' && !isWaiting(held, entry.at - WAITING_SECONDS))
        await this.demandRoom(tx, id, entry.at);
      await this.applications.append(tx, id, entry, to);
      await this.log(tx, id, entry);
    });
    return submitted.number;
  }

  /** Keeps the application's key for more devices of the secretariat. @throws `application.unknown`, `application.refused`, `rate.limited` */
  async wrap(asker: ApplicationAsker, id: ApplicationId, wraps: readonly ApplicationWrap[]): Promise<void> {
    const { by } = await this.access.admit(asker, id);
    this.limiter.take(`application-wrap ${id} ${sideOfAsker(by)}`, WRAPS_PER_MINUTE);
    await this.demandWraps(wraps);
    await this.database.transaction((tx) => this.wraps.keep(tx, id, wraps, by !== undefined));
  }

  /** Keeps the asking device's own wrap no longer, which is not the application's key: a colleague's device gives it again, its applicant cannot. @throws `permission.denied` */
  async refuseWrap(asker: ApplicationAsker, id: ApplicationId, hash: string): Promise<void> {
    await this.wraps.refuse(id, this.secretary(asker), hash);
  }

  /** All of one. @throws `application.unknown`, `permission.denied` */
  async read(asker: ApplicationAsker, id: ApplicationId): Promise<ApplicationRead> {
    const { row } = await this.access.admit(asker, id);
    return {
      id,
      signer: toBase64url(row.signer),
      entries: await this.applications.entries(id),
      wrapped: await this.wraps.of(id),
      until: row.movedAt + limits.applicationSeconds,
    };
  }

  /** The asking device's own wrap. @throws `permission.denied`, `application.unknown` also where it was given none */
  async wrapOf(asker: ApplicationAsker, id: ApplicationId): Promise<ApplicationWrap> {
    const wrap = await this.wraps.ofDevice(id, this.secretary(asker));
    if (wrap === undefined) throw new ProblemError('application.unknown');
    return wrap;
  }

  /** A page of them, for the secretariat. @throws `permission.denied` */
  async list(asker: ApplicationAsker, query: ApplicationListQuery): Promise<ApplicationList> {
    this.secretary(asker);
    return this.applications.list(query);
  }

  private secretary(asker: ApplicationAsker): DeviceId {
    if (!('device' in asker)) throw new ProblemError('permission.denied');
    return this.access.secretary(asker.device).device;
  }

  /** @throws `application.full` where as many others wait as may */
  private async demandRoom(tx: Transaction, id: ApplicationId, at: number): Promise<void> {
    const waiting = await this.applications.waitingBeside(tx, id, at - WAITING_SECONDS);
    if (waiting >= this.config.openApplications) throw new ProblemError('application.full');
  }

  private async isSame(
    { access }: { readonly access: string },
    { id, entry }: ApplicationSubmission,
  ): Promise<boolean> {
    if ((await this.applications.find(id)) === undefined) return false;
    await this.access.admit({ access }, id).catch(() => {
      throw new ProblemError('application.exists');
    });
    const [first] = await this.applications.entries(id);
    if (first?.signature !== entry.signature) throw new ProblemError('application.exists');
    return true;
  }

  /** That `notified`, and nothing else, names a statement of the log that notifies an authority. @throws `application.refused` */
  private async judgeStatement({ act, statement }: ApplicationSubmittedEntry): Promise<void> {
    if ((act === 'notified') !== (statement !== undefined)) throw new ProblemError('application.refused', 'statement');
    if (statement === undefined) return;
    const { statements } = await this.statements.statementsOf({ from: statement, limit: 1 }, undefined);
    const [found] = statements;
    // Canonical JSON: within a text the quotes would be escaped.
    const isNotified = found?.index === statement && found.statement.includes('"type":"authority.notified"');
    if (!isNotified) throw new ProblemError('application.refused', 'statement');
  }

  private async demandWraps(wraps: readonly ApplicationWrap[]): Promise<void> {
    const recipients: ReadonlySet<DeviceId> = new Set(this.access.recipients());
    const served = await this.keys.served(wraps.map(({ device }) => device));
    const isMeant = ({ device, number }: ApplicationWrap): boolean =>
      recipients.has(device) && number <= (served.get(device) ?? 0);
    if (!wraps.every(isMeant)) throw new ProblemError('application.refused', 'wrap');
  }

  private now(): { networkId: Uint8Array; at: number } {
    return { networkId: this.directory.networkId, at: unixSeconds(this.clock) };
  }

  private async log(tx: Transaction, application: ApplicationId, { number, act, by }: JudgedEntry): Promise<void> {
    const who = { application, ...(by && { device: by.device }) };
    await this.auditLog.append(tx, { type: 'application.moved', who, facts: { act, number } });
  }
}

// Neither side uses up what the other may send.
function sideOfAsker(by: Admitted['by']): string {
  return by?.device ?? 'applicant';
}
