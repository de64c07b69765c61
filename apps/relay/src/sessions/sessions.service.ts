import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import {
  type Challenge,
  type DeviceId,
  limits,
  ProblemError,
  type Session,
  type SessionRequest,
  type Ticket,
} from '#contracts';
import { sessionMessage, verifySignature } from '#crypto/verify';
import { fromBase64url, unixSeconds } from '#primitives';
import { AuditLog } from '../audit/audit-log.js';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { randomText, tokenHash } from '../platform/ids.js';
import { RelayLogger } from '../platform/logger.js';
import { Origin } from '../platform/origin.js';
import { faultText } from '../platform/problem.filter.js';
import { networkOf, RateLimiter } from '../platform/rate-limiter.js';
import { SessionRegistry } from './session-registry.js';
import { SessionsRepository } from './sessions.repository.js';
import type { SignedIn } from './signed-in.js';

const SWEEP_MILLISECONDS = 60_000;
/** Nonces asked for in the name of one device from one address; its holder needs one each quarter of an hour. */
const CHALLENGES_PER_MINUTE = 60;

/** Signing in and out (protocol 1.5). */
@Injectable()
export class SessionsService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly registry: SessionRegistry,
    private readonly directory: DirectoryState,
    private readonly auditLog: AuditLog,
    private readonly limiter: RateLimiter,
    private readonly origin: Origin,
    private readonly clock: SystemClock,
    private readonly logger: RelayLogger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.sessions.sweep(unixSeconds(this.clock)).catch((error: unknown) => {
        this.logger.warn('session.sweep-failed', { fault: faultText(error) });
      });
    }, SWEEP_MILLISECONDS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** A nonce for a device to sign. Says nothing of whether there is such a device. @throws `rate.limited` */
  async challenge(device: DeviceId, address: string): Promise<Challenge> {
    // Ids of devices are public: a stranger who asks in the name of one must not keep its holder out.
    this.limiter.take(`challenge ${device} ${networkOf(address)}`, CHALLENGES_PER_MINUTE);
    const challenge = { nonce: randomText(), expiry: unixSeconds(this.clock) + limits.challengeSeconds };
    await this.sessions.addChallenge(tokenHash(challenge.nonce), device, challenge.expiry);
    return challenge;
  }

  /** A session for a device that signed its challenge. @throws `session.challenge`, `session.refused`, `device.not-live` */
  async open({ device, nonce, expiry, signature }: SessionRequest): Promise<Session> {
    const now = unixSeconds(this.clock);
    const token = randomText();
    const session = { token, expiry: now + limits.sessionSeconds };
    // The nonce is used up whatever follows, so it is taken outside the transaction of what follows.
    const taken = await this.sessions.takeChallenge(this.database.manager, tokenHash(nonce), device, expiry);
    if (!taken || now >= expiry) throw new ProblemError('session.challenge');
    this.refuseUnsigned({ device, nonce, expiry, signature });
    this.directory.requireLive(device);
    await this.database.transaction(async (tx) => {
      await this.sessions.addSession(tx, tokenHash(token), device, session.expiry);
      await this.auditLog.append(tx, { type: 'session.opened', who: { device } });
    });
    return session;
  }

  /** A ticket that opens, or renews, one socket of the session. */
  async ticket({ session, device }: SignedIn): Promise<Ticket> {
    const ticket = { ticket: randomText(), expiry: unixSeconds(this.clock) + limits.ticketSeconds };
    await this.sessions.addTicket(tokenHash(ticket.ticket), Buffer.from(fromBase64url(session)), device, ticket.expiry);
    return ticket;
  }

  /** Ends a session, its tickets and its sockets. */
  async end({ session, device }: SignedIn): Promise<void> {
    await this.database.transaction(async (tx) => {
      const ended = await this.sessions.endSession(tx, Buffer.from(fromBase64url(session)));
      if (ended) await this.auditLog.append(tx, { type: 'session.ended', who: { device } });
    });
    this.registry.ended(session);
  }

  private refuseUnsigned({ device, nonce, expiry, signature }: SessionRequest): void {
    const key = this.directory.latest.device(device)?.signatureKey;
    const message = sessionMessage({
      networkId: this.directory.networkId,
      origin: this.origin.value,
      device,
      nonce: fromBase64url(nonce),
      expiry,
    });
    // A device that does not exist and a signature that is wrong are answered alike.
    if (key === undefined || !verifySignature(fromBase64url(signature), message, key)) {
      throw new ProblemError('session.refused');
    }
  }
}
