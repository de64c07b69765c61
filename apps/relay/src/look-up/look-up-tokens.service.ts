import { Injectable } from '@nestjs/common';
import {
  type AuthorityId,
  type DeviceId,
  limits,
  type LookUpToken,
  type LookUpTokenMade,
  type LookUpTokenRequest,
  ProblemError,
  type TokenScope,
} from '#contracts';
import { unixSeconds } from '#primitives';
import { AuditLog } from '../audit/audit-log.js';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database.js';
import { randomText, tokenHash } from '../platform/ids.js';
import { RateLimiter } from '../platform/rate-limiter.js';
import { LookUpTokensRepository } from './look-up-tokens.repository.js';

const DAY_SECONDS = 86_400;
const LOOK_UPS_PER_MINUTE = 300;

/** Tokens with which programs of an authority look authorities up, and its auditors read the record: made, listed and ended by its administrators. */
@Injectable()
export class LookUpTokensService {
  constructor(
    private readonly database: Database,
    private readonly tokens: LookUpTokensRepository,
    private readonly state: DirectoryState,
    private readonly auditLog: AuditLog,
    private readonly limiter: RateLimiter,
    private readonly clock: SystemClock,
  ) {}

  /** Makes a token, and tells it this once. @throws `permission.denied`, with `look-up.full` where the authority has too many */
  async make(asking: DeviceId, { name, days, reads = 'directory' }: LookUpTokenRequest): Promise<LookUpTokenMade> {
    const authority = this.administered(asking);
    const [id, token, at] = [randomText(), randomText(), unixSeconds(this.clock)];
    const until = at + days * DAY_SECONDS;
    await this.database.transaction(async (tx) => {
      if ((await this.tokens.count(tx, authority, at)) >= limits.lookUpTokens)
        throw new ProblemError('permission.denied', 'look-up.full');
      await this.tokens.insert(tx, { id, hash: tokenHash(token), authority, name, reads, by: asking, at, until });
      await this.log(tx, 'look-up.token-made', { token: id, reads }, { authority, device: asking });
    });
    return { id, token, until };
  }

  /** Those of the asking administrator's authority. @throws `permission.denied` */
  async ours(asking: DeviceId): Promise<LookUpToken[]> {
    return this.tokens.of(this.administered(asking), unixSeconds(this.clock));
  }

  /** Ends a token of the asking administrator's authority, at once. @throws `permission.denied`, `request.unknown-route` */
  async revoke(asking: DeviceId, id: string): Promise<void> {
    const authority = this.administered(asking);
    await this.database.transaction(async (tx) => {
      if (!(await this.tokens.delete(tx, id, authority))) throw new ProblemError('request.unknown-route', 'token');
      await this.log(tx, 'look-up.token-revoked', { token: id }, { authority, device: asking });
    });
  }

  /** Whose a bearer token is that reads this, if it is good now and does not ask too much. @throws `session.expired`, `rate.limited` */
  async admit(token: string, reads: TokenScope): Promise<AuthorityId> {
    const now = unixSeconds(this.clock);
    const found = await this.tokens.byHash(tokenHash(token), now);
    if (found?.reads !== reads || !this.isGood(found)) throw new ProblemError('session.expired');
    this.limiter.take(`look-up ${found.id}`, LOOK_UPS_PER_MINUTE);
    await this.tokens.noteUse(found.id, now);
    return found.authority;
  }

  /** A token rests while its authority does; an auditor's also while nobody in office answers for it. */
  private isGood({ authority, reads, by }: LookUpToken): boolean {
    const isActive = this.state.latest.authority(authority)?.status === 'active';
    return isActive && (reads === 'directory' || this.state.isAdministratorInOffice(by));
  }

  /** The authority that an administrator's device acts for. @throws `permission.denied` */
  private administered(asking: DeviceId): AuthorityId {
    const device = this.state.ofAdministrator(asking);
    if (device === undefined) throw new ProblemError('permission.denied');
    return device.authority;
  }

  private async log(
    tx: Transaction,
    type: 'look-up.token-made' | 'look-up.token-revoked',
    facts: { readonly token: string; readonly reads?: TokenScope },
    who: { readonly authority: AuthorityId; readonly device: DeviceId },
  ): Promise<void> {
    await this.auditLog.append(tx, { type, who, facts });
  }
}
