import {
  CheckpointResponse,
  PageAccepted,
  ProblemError,
  SubmittedPages,
  type AuthorityId,
  type StatementAccepted,
} from '#contracts';
import { canonicalJson } from '#crypto';
import type { Page } from '#directory';
import { codeOf, equalBytes, unixSeconds, type Clock } from '#primitives';
import { parseCheckpoint, parseNote, verifyCheckpoint } from '#tlog';
import { submitStatement, type Administration } from './administration.js';
import { checkpointPolicy, type DirectorySync } from './directory.js';
import { refuse, type ClientErrorCode } from './errors.js';
import type { Identity } from './identity.js';
import { pageDifferences, type PageDifference } from './page-differences.js';
import {
  comparedPage,
  draftProblems,
  emptyDraft,
  openedPage,
  sealedPage,
  type DraftProblem,
  type PageDraft,
} from './page-draft.js';
import { dayOf } from './page-review.js';
import {
  checkSubmission,
  type CheckedSubmission,
  type PageApproval,
  type PageSubmissionView,
} from './page-submission.js';
import { pageVersions, type PageVersion } from './page-versions.js';
import { signedStatement, statementSigner } from './statement-file.js';
import { keyNumber, type Store } from './store.js';
import type { Credentials, Transport } from './transport.js';

const DRAFT = 'page/draft';
const PUBLISHED_AT = 'page/at/';

/** A draft that is kept on this device. */
export interface KeptPageDraft {
  readonly draft: PageDraft;
  /** Unix seconds of the local clock: for display. */
  readonly at: number;
}

/** Why a page is not approved here, as it is thrown. */
const REFUSALS: Readonly<Record<Exclude<PageApproval, 'ready' | 'over'>, readonly [ClientErrorCode, string]>> = {
  'not-yours': ['page.not-yours', 'pages are approved by administrators of the secretariat'],
  stale: ['page.stale', 'something else was stated about the authority since: its administrator signs the page again'],
  unsigned: ['page.unsigned', 'who signed the page is no administrator of the authority any more'],
  'same-person': ['page.same-person', 'whoever signed the page does not approve it as well'],
  'web-only': ['page.web-only', 'the page was signed in a browser: it is approved on the command line'],
};

/** Authorities' pages: drafted and submitted by their administrators, approved or returned by those of the secretariat. */
export class Pages {
  constructor(
    private readonly options: {
      readonly identity: Identity;
      readonly transport: Transport;
      readonly credentials: Credentials;
      readonly directory: DirectorySync;
      readonly administration: Administration;
      readonly store: Store;
      readonly clock: Clock;
    },
  ) {}

  /** What a new version is written from: what is published, or an empty page. */
  fresh(): PageDraft {
    const { directory, identity } = this.options;
    const authority = directory.latest.authority(identity.authority);
    const { page } = authority ?? {};
    if (page !== undefined) return openedPage(page, (commitment) => directory.opened(commitment));
    return emptyDraft(authority ?? { name: identity.authority }, this.today);
  }

  /** The draft that is kept on this device. */
  kept(): Promise<KeptPageDraft | undefined> {
    return this.options.store.get<KeptPageDraft>(DRAFT);
  }

  /** Keeps a draft in the place of the one before, sealed as everything is. */
  async keep(draft: PageDraft): Promise<void> {
    const value: KeptPageDraft = { draft, at: unixSeconds(this.options.clock) };
    await this.options.store.write([{ key: DRAFT, value }]);
  }

  async discard(): Promise<void> {
    await this.options.store.write([{ key: DRAFT, remove: true }]);
  }

  /** What keeps a draft from being signed. */
  problems(draft: unknown): DraftProblem[] {
    return draftProblems(draft, this.today);
  }

  /** What a draft changes of what is published. */
  changes(draft: PageDraft): PageDifference[] {
    const { directory, identity } = this.options;
    const page = directory.latest.authority(identity.authority)?.page;
    return pageDifferences(page && comparedPage(page, (commitment) => directory.opened(commitment)), draft);
  }

  /** Every version that an authority has published, the newest first. */
  versions(authority: AuthorityId): PageVersion[] {
    return pageVersions(this.options.directory, authority);
  }

  /**
   * When the witnesses first vouched for a place of the log, Unix seconds: the entry is not younger. A relay could withhold
   * the first of their notes, and so make it seem younger, never older. Undefined where it cannot be told now.
   */
  async publishedAt(index: number): Promise<number | undefined> {
    const { store, transport } = this.options;
    const key = PUBLISHED_AT + keyNumber(index);
    const known = await store.get<number>(key);
    if (known !== undefined) return known;
    try {
      const path = `/v1/directory/checkpoint?covering=${String(index + 1)}`;
      const { note } = await transport.call({ method: 'GET', path, answer: CheckpointResponse });
      const at = this.vouched(note, index);
      if (at !== undefined) await store.write([{ key, value: at }]);
      return at;
    } catch (error) {
      // A date is left out rather than the page.
      if (codeOf(error) === undefined) throw error;
      return undefined;
    }
  }

  /** Signs a draft and leaves it with the relay for the secretariat. @throws `page.draft`, `page.waiting`, `page.stale` */
  async submit(draft: PageDraft): Promise<PageAccepted> {
    const [problem] = this.problems(draft);
    if (problem !== undefined) refuse('page.draft', `${problem.field} of the page cannot be signed so`);
    await this.options.directory.sync();
    const { page, openings } = sealedPage(draft);
    return this.send(page, openings);
  }

  /** Signs the open page of one's own authority again, at the place where its log is now. @throws `page.absent` */
  async submitAgain(): Promise<PageAccepted> {
    const open = (await this.own()).find(({ view }) => view.state === 'submitted');
    if (open === undefined) return refuse('page.absent', 'no page of your authority waits');
    if (!open.view.isStale) return { id: open.view.id };
    return this.send(open.body.page, open.openings);
  }

  /** The pages that one's own authority has submitted, the newest first. @throws `permission.denied`, `page.refused` */
  async ours(): Promise<PageSubmissionView[]> {
    return (await this.own()).map(({ view }) => view);
  }

  /** The pages that wait for the secretariat, the oldest first. @throws `permission.denied`, `page.refused` */
  async waiting(): Promise<PageSubmissionView[]> {
    return (await this.list('/v1/pages/waiting')).map(({ view }) => view);
  }

  /** Takes a page of one's own authority back. @throws `page.ended` */
  async withdraw(id: string): Promise<void> {
    const { transport, credentials } = this.options;
    await transport.call({ method: 'POST', path: `/v1/pages/${id}/withdrawal` }, credentials);
  }

  /** Gives a page back to its authority, which is shown the reason. @throws `page.ended` */
  async giveBack(id: string, reason: string): Promise<void> {
    const { transport, credentials } = this.options;
    await transport.call({ method: 'POST', path: `/v1/pages/${id}/return`, body: { reason } }, credentials);
  }

  /**
   * Signs the page of this id, and no other, as an administrator of the secretariat, and publishes it.
   * @throws what {@link PageApproval} says against it, `page.absent`, `page.ended`
   */
  async approve(id: string): Promise<StatementAccepted & { readonly authority: AuthorityId }> {
    const found = (await this.list('/v1/pages/waiting')).find(({ view }) => view.id === id);
    if (found === undefined || found.view.approval === 'over') {
      return refuse('page.absent', 'no such page waits for approval');
    }
    const { view, statement, openings } = found;
    const { approval } = found.view;
    if (approval !== 'ready') refuse(...REFUSALS[approval]);
    const { administration, transport, credentials } = this.options;
    const text = canonicalJson(administration.cosigned(statement));
    const accepted = await inPlace(submitStatement(transport, text, openings, credentials));
    return { ...accepted, authority: view.authority };
  }

  private get today(): string {
    return dayOf(unixSeconds(this.options.clock));
  }

  private async send(page: Page, openings: CheckedSubmission['openings']): Promise<PageAccepted> {
    const { identity, directory, transport, credentials } = this.options;
    const { authority: subject, networkId, signatureKey } = identity;
    const body = { type: 'page.published', subject, prev: directory.latest.latestStatementHash(subject), page };
    const statement = signedStatement(networkId, body, [statementSigner(signatureKey)]);
    const call = { method: 'POST', path: '/v1/pages', body: { statement, openings }, answer: PageAccepted } as const;
    return inPlace(transport.call(call, credentials));
  }

  private own(): Promise<CheckedSubmission[]> {
    return this.list('/v1/pages');
  }

  private async list(path: string): Promise<CheckedSubmission[]> {
    const { transport, credentials, directory, identity } = this.options;
    const { pages } = await transport.call({ method: 'GET', path, answer: SubmittedPages }, credentials);
    // What was submitted a moment ago may stand behind what this device has not seen yet.
    await directory.sync();
    const view = directory.latest;
    const opened = (commitment: string): string | undefined => directory.opened(commitment);
    return pages.map((page) => checkSubmission(page, { view, at: directory.checkpoint?.at ?? 0, identity, opened }));
  }

  private vouched(note: string, index: number): number | undefined {
    const { directory } = this.options;
    // The terms of then: keys and witnesses may be others by now.
    const terms = directory.view(parseCheckpoint(parseNote(note).body).size)?.network();
    if (terms === undefined) return undefined;
    const { size, root, at } = verifyCheckpoint(note, checkpointPolicy(terms, 'directory'));
    const own = directory.root(size);
    return size > index && own !== undefined && equalBytes(own, root) ? at : undefined;
  }
}

/** Says of a page that came too late what that means for a page. */
async function inPlace<Answer>(act: Promise<Answer>): Promise<Answer> {
  try {
    return await act;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'statement.stale') refuse(...REFUSALS.stale, error);
    throw error;
  }
}
