import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type AuthorityId,
  type DeviceId,
  type FieldOpening,
  ProblemError,
  type StatementSubmission,
  type SubmittedPage,
} from '#contracts';
import {
  bodyHash,
  type Body,
  commitmentsIn,
  type Device,
  type PagePublished,
  parseBody,
  parseStatement,
  type Statement,
  verifySignatures,
} from '#directory';
import { toBase64url, unixSeconds } from '#primitives';
import { AuditLog } from '../audit/audit-log.js';
import { judged, matchOpenings } from '../directory/admission.js';
import { DirectoryService } from '../directory/directory.service.js';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/database.js';
import { RateLimiter } from '../platform/rate-limiter.js';
import { type PageEnd, PagesRepository } from './pages.repository.js';

/** Pages of one authority a minute; a page is written in an hour. */
const SUBMISSIONS_PER_MINUTE = 30;

/**
 * Pages on their way from an authority's administrator to the secretariat, which signs them or gives them back.
 *
 * [Note: A page ends once] A publication ends its page in the transaction of the statement, under the row's lock, as a
 * withdrawal and a return do: of any two at once one finds the page over. What was withdrawn or returned is not
 * published by signatures that somebody still holds: it is submitted anew.
 */
@Injectable()
export class PagesService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly pages: PagesRepository,
    private readonly directory: DirectoryService,
    private readonly state: DirectoryState,
    private readonly auditLog: AuditLog,
    private readonly limiter: RateLimiter,
    private readonly clock: SystemClock,
  ) {}

  onModuleInit(): void {
    this.directory.onStating((tx, body) => this.published(tx, body));
  }

  /**
   * Keeps an administrator's signed page for the secretariat: the same again changes nothing. An open one of the same
   * authority that its log has left behind gives way.
   * @returns the page's id
   * @throws `permission.denied`, `page.waiting`, `statement.refused`, `statement.stale`, `rate.limited`
   */
  async submit(asking: DeviceId, { statement: text, openings = [] }: StatementSubmission): Promise<string> {
    const device = this.administrator(asking);
    const { authority } = device;
    const statement = judged(() => parseStatement(text));
    const body = this.judge(statement, openings, device);
    this.limiter.take(`page ${authority}`, SUBMISSIONS_PER_MINUTE);
    const id = toBase64url(bodyHash(body));
    const at = unixSeconds(this.clock);
    await this.database.transaction(async (tx) => {
      await this.pages.lockAuthority(tx, authority);
      const open = await this.pages.open(tx, authority);
      if (open?.id === id) return;
      if (open !== undefined) {
        if (prevOf(open) === body.prev) throw new ProblemError('page.waiting');
        await this.pages.end(tx, open.id, { state: 'withdrawn', at, by: asking });
      }
      await this.pages.insert(tx, { id, authority, statement: text, openings, at });
      await this.log(tx, 'page.submitted', id, { authority, device: asking });
    });
    return id;
  }

  /** Those of the asking administrator's authority, newest first. @throws `permission.denied` */
  async ours(asking: DeviceId): Promise<SubmittedPage[]> {
    return this.pages.of(this.administrator(asking).authority);
  }

  /** Those that wait, oldest first, for an administrator of the secretariat. @throws `permission.denied` */
  async waiting(asking: DeviceId): Promise<SubmittedPage[]> {
    this.secretary(asking);
    return this.pages.waiting();
  }

  /** Takes a page of one's own authority back. @throws `permission.denied`, `page.unknown`, `page.ended` */
  async withdraw(asking: DeviceId, id: string): Promise<void> {
    const { authority } = this.administrator(asking);
    await this.end(id, { state: 'withdrawn', at: unixSeconds(this.clock), by: asking }, authority);
  }

  /** Gives a page back to its authority, as an administrator of the secretariat. @throws `permission.denied`, `page.unknown`, `page.ended` */
  async giveBack(asking: DeviceId, id: string, reason: string): Promise<void> {
    this.secretary(asking);
    await this.end(id, { state: 'returned', at: unixSeconds(this.clock), by: asking, reason });
  }

  private async end(id: string, end: PageEnd & { readonly by: DeviceId }, own?: AuthorityId): Promise<void> {
    await this.database.transaction(async (tx) => {
      const page = await this.pages.find(tx, id);
      // Another authority's page and none are answered alike.
      if (page === undefined || (own ?? page.authority) !== page.authority) throw new ProblemError('page.unknown');
      if (page.state !== 'submitted') throw new ProblemError('page.ended', `page.${page.state}`);
      await this.pages.end(tx, id, end);
      const type = end.state === 'returned' ? 'page.returned' : 'page.withdrawn';
      await this.log(tx, type, id, { authority: page.authority, device: end.by });
    });
  }

  /** See [Note: A page ends once]. A page that was never submitted here came by hand, and is published as it is. */
  private async published(tx: Transaction, body: Body): Promise<void> {
    if (body.type !== 'page.published') return;
    const id = toBase64url(bodyHash(body));
    const page = await this.pages.find(tx, id);
    if (page === undefined) return;
    if (page.state !== 'submitted') throw new ProblemError('page.ended', `page.${page.state}`);
    await this.pages.end(tx, id, { state: 'published', at: unixSeconds(this.clock) });
  }

  private judge(statement: Statement, openings: readonly FieldOpening[], device: Device): PagePublished {
    const body = judged(() => parseBody(statement.body));
    if (body.type !== 'page.published') throw new ProblemError('statement.refused', 'statement.type');
    if (body.subject !== device.authority) throw new ProblemError('permission.denied');
    const key = toBase64url(device.signatureKey);
    if (statement.signatures.length !== 1 || statement.signatures[0]?.key !== key) {
      throw new ProblemError('statement.refused', 'statement.not-entitled');
    }
    judged(() => {
      verifySignatures(this.state.networkId, statement);
    });
    if (body.prev !== this.state.latest.latestStatementHash(body.subject)) {
      throw new ProblemError('statement.stale', 'statement.prev');
    }
    // Whoever approves sees what it approves.
    if (matchOpenings(body, openings).length !== commitmentsIn(body).length) {
      throw new ProblemError('statement.refused', 'opening.missing');
    }
    return body;
  }

  /** The asking device, of an administrator. @throws `permission.denied` */
  private administrator(asking: DeviceId): Device {
    return this.state.ofAdministrator(asking) ?? denied();
  }

  private secretary(asking: DeviceId): void {
    if (this.administrator(asking).authority !== this.state.latest.network()?.secretariat) denied();
  }

  private async log(
    tx: Transaction,
    type: 'page.submitted' | 'page.withdrawn' | 'page.returned',
    page: string,
    who: { readonly authority: AuthorityId; readonly device: DeviceId },
  ): Promise<void> {
    await this.auditLog.append(tx, { type, who, facts: { page } });
  }
}

// Out of storage: it was judged when it was stored.
function prevOf({ statement }: SubmittedPage): string {
  return (JSON.parse(statement) as Statement).body.prev;
}

function denied(): never {
  throw new ProblemError('permission.denied');
}
