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
import { judged } from './admission.js';
import { DirectoryState } from './directory-state.js';
import { EnrolmentRepository, type StoredEnrolment } from './enrolment.repository.js';

const MOST_SHOWN = 200;
const SWEEP_MILLISECONDS = 3600_000;

/** New devices that wait for whoever may approve them (protocol 1.1, 1.4). */
@Injectable()
export class EnrolmentsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly enrolments: EnrolmentRepository,
    private readonly directory: DirectoryState,
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
   * @throws `statement.refused`, `statement.stale`, `enrolment.too-many`
   */
  async ask({ body: text, signature }: EnrolmentRequest): Promise<EnrolmentState> {
    const body = this.judge(text, signature);
    const id = Buffer.from(bodyHash(body));
    const expiry = unixSeconds(this.clock) + limits.enrolmentSeconds;
    await this.database.transaction(async (tx) => {
      await this.enrolments.lockOfficer(tx, body.officer);
      const others = await this.enrolments.of(tx, body.subject, body.officer, unixSeconds(this.clock));
      const waiting = others.filter((other) => !other.id.equals(id) && this.stateOf(other) === 'waiting');
      if (waiting.length >= limits.pendingEnrolmentsPerOfficer) throw new ProblemError('enrolment.too-many');
      await this.enrolments.insert(tx, { id, body: text, signature, expiry }, body);
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
    const administers = this.directory.latest.officer(device.officer)?.roles.includes('administrator') === true;
    const found = await this.enrolments.of(
      this.database.manager,
      device.authority,
      administers ? undefined : device.officer,
      unixSeconds(this.clock),
    );
    return {
      enrolments: found
        .filter((one) => this.stateOf(one) === 'waiting')
        .slice(0, MOST_SHOWN)
        .map(({ id, body, signature }) => {
          const { officer, device: asks } = bodyOf(body);
          return { id: toBase64url(id), officer, device: asks, body, signature };
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
