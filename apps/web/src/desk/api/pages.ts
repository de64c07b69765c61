import type { DraftProblem, PageDifference, PageDraft, PageReview, PageSubmissionView } from '#client';
import type { FeastDates } from '#pages';
import type { Confirmed } from './devices.js';
import type { AuthorityName, PersonName } from './names.js';

/** Who signed a page; nobody by name where an authority signed by its own key. */
export interface PageSignature {
  readonly person: PersonName | undefined;
  readonly authority: AuthorityName | undefined;
}

/** A version of a page. */
export interface PageVersionLine {
  /** Its place in the directory's log. */
  readonly index: number;
  /** When the witnesses first vouched for it, Unix seconds; absent where that cannot be told now. */
  readonly at: number | undefined;
  readonly by: readonly PageSignature[];
  readonly approvedBy: readonly PageSignature[];
  /** From the version before. */
  readonly changes: readonly PageDifference[];
}

/** A page that was submitted. Its signature is checked; what became of it is the relay's word. */
export interface SubmittedPageLine extends Pick<
  PageSubmissionView,
  'id' | 'state' | 'at' | 'isStale' | 'approval' | 'differences'
> {
  readonly authority: AuthorityName;
  readonly by: PageSignature;
  /** Of one that was returned or withdrawn: by whom, when (Unix seconds) and why. */
  readonly ended: { readonly by: PersonName | undefined; readonly at: number; readonly reason: string } | undefined;
}

/** The page of one's own authority, as far as this device knows it. */
export interface OwnPage {
  /** What is being written, or what a new version would be written from. */
  readonly draft: PageDraft;
  /** When a draft was kept here that differs from what is published, Unix seconds. */
  readonly keptAt: number | undefined;
  /** Absent where no page is published. */
  readonly reviewBy: string | undefined;
  readonly review: PageReview | undefined;
  /** The year whose holidays the published page should state by now, and does not. */
  readonly unstatedHolidays: number | undefined;
}

/** A draft as it would be signed. */
export interface LookedAt {
  readonly draft: PageDraft;
  readonly problems: readonly DraftProblem[];
  readonly changes: readonly PageDifference[];
}

/** Authorities' pages: written, submitted, approved. */
export interface PagesDesk {
  own(): Promise<OwnPage>;
  /** Keeps a draft on this device, sealed. */
  keep(draft: PageDraft): Promise<void>;
  discard(): Promise<void>;
  look(draft: PageDraft): Promise<LookedAt>;
  /** The days of every feast in some years. The calendars are fetched with the first question. */
  feastDates(years: readonly number[]): Promise<FeastDates>;
  /** Signs a draft and leaves it for the secretariat. @throws `page.draft`, `page.waiting`, `page.stale` */
  submit(draft: PageDraft): Promise<void>;
  /** Signs the page that waits once more. @throws `page.absent` */
  submitAgain(): Promise<void>;
  /** Pages that one's own authority submitted, the newest first. */
  submitted(): Promise<readonly SubmittedPageLine[]>;
  withdraw(id: string): Promise<void>;
  /** Pages that wait for the secretariat, the oldest first. */
  waiting(): Promise<readonly SubmittedPageLine[]>;
  approve(id: string): Promise<Confirmed>;
  giveBack(id: string, reason: string): Promise<void>;
  /** Every version that an authority published, the newest first. @throws `person.unknown` */
  versions(authority: string): Promise<readonly PageVersionLine[]>;
}
