import {
  dayOf,
  feastDates,
  inTheLog,
  pageDifferences,
  pageReview,
  tidyDraft,
  type Client,
  type PageDraft,
  type PageSigner,
  type PageSubmissionView,
} from '#client';
import { AuthorityId } from '#contracts';
import { unstatedYear, type FeastDates } from '#pages';
import { CodedError, unixSeconds } from '#primitives';
import type { Confirmed } from './api/devices.js';
import type { LookedAt, OwnPage, PageSignature, PagesDesk, PageVersionLine, SubmittedPageLine } from './api/pages.js';
import type { Changes } from './changes.js';
import type { Browser } from './environment.js';
import { authorityNamed, personNamed } from './names.js';

/** Authorities' pages, on their way to the directory. */
export class PagesViews implements PagesDesk {
  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
    private readonly browser: Pick<Browser, 'clock' | 'timers'>,
  ) {}

  async own(): Promise<OwnPage> {
    const { pages, directory, identity } = this.client();
    const kept = await pages.kept();
    const isDraft = kept !== undefined && pages.changes(tidyDraft(kept.draft)).length > 0;
    const { reviewBy, hours } = directory.latest.authority(identity.authority)?.page ?? {};
    const now = unixSeconds(this.browser.clock);
    return {
      draft: isDraft ? kept.draft : pages.fresh(),
      keptAt: isDraft ? kept.at : undefined,
      reviewBy,
      review: reviewBy === undefined ? undefined : pageReview(reviewBy, now),
      unstatedHolidays: hours && unstatedYear(hours.holidays, dayOf(now)),
    };
  }

  async keep(draft: PageDraft): Promise<void> {
    await this.client().pages.keep(draft);
  }

  async discard(): Promise<void> {
    await this.then(this.client().pages.discard());
  }

  look(typed: PageDraft): Promise<LookedAt> {
    const { pages } = this.client();
    const draft = tidyDraft(typed);
    return Promise.resolve({ draft, problems: pages.problems(draft), changes: pages.changes(draft) });
  }

  feastDates(years: readonly number[]): Promise<FeastDates> {
    return feastDates(years);
  }

  async submit(draft: PageDraft): Promise<void> {
    const { pages } = this.client();
    // Where it is returned it is gone on with: the relay forgets the personal values.
    await pages.keep(draft);
    await this.then(pages.submit(tidyDraft(draft)));
  }

  submitAgain(): Promise<void> {
    return this.then(this.client().pages.submitAgain());
  }

  async submitted(): Promise<readonly SubmittedPageLine[]> {
    return (await this.client().pages.ours()).map((one) => this.line(one));
  }

  withdraw(id: string): Promise<void> {
    return this.then(this.client().pages.withdraw(id));
  }

  async waiting(): Promise<readonly SubmittedPageLine[]> {
    return (await this.client().pages.waiting()).map((one) => this.line(one));
  }

  async approve(id: string): Promise<Confirmed> {
    const { pages, directory } = this.client();
    const { authority, index } = await pages.approve(id);
    const confirmed = await inTheLog(directory, this.browser.timers, () =>
      pages.versions(authority).some((version) => version.index === index),
    );
    this.changes.say(['pages'], ['directory']);
    return { confirmed };
  }

  giveBack(id: string, reason: string): Promise<void> {
    return this.then(this.client().pages.giveBack(id, reason));
  }

  async versions(text: string): Promise<readonly PageVersionLine[]> {
    const { pages, directory } = this.client();
    const known = AuthorityId.safeParse(text);
    if (!known.success || directory.latest.authority(known.data) === undefined)
      throw new CodedError('person.unknown', 'the directory has no such authority');
    const versions = pages.versions(known.data);
    const signed = (signers: readonly PageSigner[]): PageSignature[] => signers.map((one) => this.signature(one));
    return Promise.all(
      versions.map(async ({ index, page, by, approvedBy }, place) => ({
        index,
        at: await pages.publishedAt(index),
        by: signed(by),
        approvedBy: signed(approvedBy),
        changes: pageDifferences(versions[place + 1]?.page, page),
      })),
    );
  }

  private async then(act: Promise<unknown>): Promise<void> {
    await act;
    this.changes.say(['pages'], ['directory']);
  }

  private line(one: PageSubmissionView): SubmittedPageLine {
    const client = this.client();
    const { id, authority, state, at, by, ended, isStale, approval, differences } = one;
    const officer = ended && client.directory.latest.device(ended.by)?.officer;
    return {
      id,
      authority: authorityNamed(client, authority),
      state,
      at,
      by: this.signature(by),
      ended: ended && {
        by: officer === undefined ? undefined : personNamed(client, officer),
        at: ended.at,
        reason: ended.reason,
      },
      isStale,
      approval,
      differences,
    };
  }

  private signature({ officer, authority }: PageSigner): PageSignature {
    const client = this.client();
    return {
      person: officer === undefined ? undefined : personNamed(client, officer),
      authority: authority === undefined ? undefined : authorityNamed(client, authority),
    };
  }
}
