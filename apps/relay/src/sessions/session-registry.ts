import { Injectable } from '@nestjs/common';
import { ProblemError } from '#contracts';
import { codeOf, toBase64url, unixSeconds } from '#primitives';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';
import { tokenHash } from '../platform/ids.js';
import { SessionsRepository } from './sessions.repository.js';
import type { SignedIn } from './signed-in.js';

/** Told that a session was ended by its device, so that its sockets can be closed. */
export type EndedListener = (session: string) => void;

/** Says whether a session is good: from the database when it is first met, from memory at every event after. */
@Injectable()
export class SessionRegistry {
  readonly #listeners: EndedListener[] = [];

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly directory: DirectoryState,
    private readonly clock: SystemClock,
  ) {}

  /** The session of a bearer token. @throws `session.expired`, `device.not-live` */
  async byToken(token: string): Promise<SignedIn> {
    return this.good(await this.sessions.session(hashOf(token)));
  }

  /** The session of a socket's ticket, which serves once. @throws `session.expired`, `device.not-live` */
  async byTicket(ticket: string): Promise<SignedIn> {
    return this.good(await this.sessions.takeTicket(hashOf(ticket), unixSeconds(this.clock)));
  }

  /** Whether a session that was good still is: O(1), without the database. @throws `session.expired`, `device.not-live` */
  check({ device, expiry }: SignedIn): void {
    if (unixSeconds(this.clock) >= expiry) throw new ProblemError('session.expired');
    this.directory.requireLive(device);
  }

  onEnded(listener: EndedListener): void {
    this.#listeners.push(listener);
  }

  /** To be called after the end of a session is committed. */
  ended(session: string): void {
    for (const listener of this.#listeners) listener(session);
  }

  private good(row: { hash: Buffer; device: SignedIn['device']; expiry: number } | undefined): SignedIn {
    if (row === undefined) throw new ProblemError('session.expired');
    const signedIn = { session: toBase64url(row.hash), device: row.device, expiry: row.expiry };
    this.check(signedIn);
    return signedIn;
  }
}

function hashOf(token: string): Buffer {
  try {
    return tokenHash(token);
  } catch (error) {
    // What is not base64url was never issued.
    if (codeOf(error) === undefined) throw error;
    throw new ProblemError('session.expired', undefined, { cause: error });
  }
}
