import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import {
  type DeviceId,
  type EnrolmentRequest,
  type EnrolmentState,
  limits,
  ProblemError,
  type WaitingEnrolments,
} from '#contracts';
import { parseCanonicalJson, verifySignature } from '#crypto/verify';
import { type AnyBody, bodyHash, type DeviceEnrolled, parseBody, statementMessage } from '#directory';
import { fromBase64url, toBase64url, unixSeconds } from '#primitives';
import { SystemClock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { RelayLogger } from '../platform/logger.js';
import { faultText } from '../platform/problem.filter.js';
import { networkOf, RateLimiter } from '../platform/rate-limiter.js';
import { judged } from './admission.js';
import { DirectoryState } from './directory-state.js';
import { EnrolmentsRepository, type StoredEnrolment } from './enrolments.repository.js';

/** Requests in the name of one officer from one address; a device asks once, and again when the log moves on. */
const REQUESTS_PER_MINUTE = 20;
const SWEEP_MILLISECONDS = 3600_000;

/** New devices that wait for whoever may approve them (protocol 1.1, 1.4). */
@Injectable()
export class EnrolmentsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly enrolments: EnrolmentsRepository,
    private readonly directory: DirectoryState,
    private readonly limiter: RateLimiter,
    private readonly clock: SystemClock,
    private readonly logger: RelayLogger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      // Kept for a day after, so that a device that asks late is told that it expired.
      this.enrolments.sweep(unixSeconds(this.clock) - limits.enrolmentSeconds).catch((error: unknown) => {
        this.logger.warn('enrolment.sweep-failed', { fault: faultText(error) });
      });
    }, SWEEP_MILLISECONDS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /**
   * Keeps the request of a device that signed its own enrolment; its administrator signs the same body later.
   * [Note: Room for the true device] Who asks has no session, and the ids of officers are public. So nobody is refused
   * because others asked first: the oldest request in the officer's name gives way, and a device that learns that its own
   * did asks again, with the same six words.
   * @throws `statement.refused`, `statement.stale`, `rate.limited`
   */
  async ask({ body: text, signature }: EnrolmentRequest, address: string): Promise<EnrolmentState> {
    const body = this.judge(text, signature);
    this.limiter.take(`enrolment ${body.officer} ${networkOf(address)}`, REQUESTS_PER_MINUTE);
    const id = Buffer.from(bodyHash(body));
    // To the millisecond: which is oldest is told by it.
    const expiry = this.clock.now() / 1000 + limits.enrolmentSeconds;
    await this.database.transaction(async (tx) => {
      await this.enrolments.lockOfficer(tx, body.officer);
      await this.enrolments.insert(tx, { id, body: text, signature, expiry }, body);
      await this.enrolments.displace(tx, id, body, limits.pendingEnrolmentsPerOfficer);
    });
    return { id: toBase64url(id), state: 'waiting' };
  }

  /** @throws `enrolment.unknown` */
  async state(id: string): Promise<EnrolmentState> {
    const found = await this.enrolments.find(Buffer.from(fromBase64url(id)));
    if (found === undefined) throw new ProblemError('enrolment.unknown');
    return { id, state: this.stateOf(found) };
  }

  /** Those that the asking device may approve: its officer's own and, for an administrator, all of the authority. */
  async waiting(asking: DeviceId): Promise<WaitingEnrolments> {
    const device = this.directory.latest.device(asking);
    if (device === undefined) throw new ProblemError('permission.denied');
    const found = await this.enrolments.waiting(
      device.authority,
      this.directory.latest.latestStatementHash(device.authority),
      this.directory.ofAdministrator(asking) ? undefined : device.officer,
      unixSeconds(this.clock),
    );
    return {
      enrolments: found.map(({ id, body, signature, expiry }) => {
        const { officer, device: asks } = bodyOf(body);
        const asked = expiry - limits.enrolmentSeconds;
        return { id: toBase64url(id), officer, device: asks, asked, body, signature };
      }),
    };
  }

  private judge(text: string, signature: string): DeviceEnrolled {
    const body = judged(() => parseBody(parseCanonicalJson(text) as unknown as AnyBody));
    if (body.type !== 'device.enrolled') throw new ProblemError('statement.refused', 'statement.type');
    const message = statementMessage(this.directory.networkId, body);
    if (!verifySignature(fromBase64url(signature), message, fromBase64url(body.signature))) {
      throw new ProblemError('statement.refused', 'statement.signature');
    }
    const view = this.directory.latest;
    const officer = view.officer(body.officer);
    // No enumeration by this door: an officer who is not there and one dismissed are answered alike.
    if (officer?.authority !== body.subject || officer.dismissed) {
      throw new ProblemError('statement.refused', 'directory.officer-unknown');
    }
    if (view.device(body.device) !== undefined) throw new ProblemError('statement.refused', 'directory.id-used');
    if (view.deviceOfKey(body.signature) !== undefined)
      throw new ProblemError('statement.refused', 'directory.key-used');
    if (body.prev !== view.latestStatementHash(body.subject))
      throw new ProblemError('statement.stale', 'statement.prev');
    return body;
  }

  private stateOf({ body: text, expiry }: StoredEnrolment): EnrolmentState['state'] {
    const body = bodyOf(text);
    const view = this.directory.latest;
    const device = view.device(body.device);
    if (device !== undefined && toBase64url(device.signatureKey) === body.signature) return 'enrolled';
    if (unixSeconds(this.clock) >= expiry) return 'expired';
    return body.prev === view.latestStatementHash(body.subject) ? 'waiting' : 'stale';
  }
}

// Out of storage: it was judged when it was stored.
function bodyOf(text: string): DeviceEnrolled {
  return JSON.parse(text) as DeviceEnrolled;
}
