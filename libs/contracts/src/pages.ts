import { z } from 'zod';
import { FieldOpening, StatementSubmission, StatementText } from './directory.js';
import { AuthorityId, Bytes32Text, DeviceId, UnixSeconds } from './ids.js';
import { limits } from './limits.js';
import { isStorable } from './text.js';

/**
 * `POST /v1/pages`: a `page.published` statement with the signature of the asking administrator alone, and the opening of
 * each commitment in it: to be approved by the secretariat.
 */
export const PageSubmission = StatementSubmission;

/** What became of a page that was submitted. */
export const PageState = z.enum(['submitted', 'returned', 'withdrawn', 'published']);
export type PageState = z.infer<typeof PageState>;

/** A page that was submitted, as the relay tells of it; the statement proves itself, all else is the relay's word. */
export const SubmittedPage = z.strictObject({
  /** The hash of the statement's body: names the page, whoever signs it. */
  id: Bytes32Text,
  authority: AuthorityId,
  state: PageState,
  statement: StatementText,
  /** What opens its commitments, while it waits: the relay forgets them with its end. */
  openings: z.array(FieldOpening).max(limits.openings),
  at: UnixSeconds,
  /** How it ended, but for a publication: the directory tells of that. */
  ended: z.strictObject({ by: DeviceId, at: UnixSeconds, reason: z.string().max(limits.pageReason) }).optional(),
});
export type SubmittedPage = z.infer<typeof SubmittedPage>;

/** `GET /v1/pages`: those of one's own authority, newest first; `GET /v1/pages/waiting`: those that the secretariat may approve, oldest first. */
export const SubmittedPages = z.strictObject({ pages: z.array(SubmittedPage).max(limits.submittedPages) });
export type SubmittedPages = z.infer<typeof SubmittedPages>;

/** The answer to a submission. */
export const PageAccepted = z.strictObject({ id: Bytes32Text });
/** As its schema parses it. */
export type PageAccepted = z.infer<typeof PageAccepted>;

/** `POST /v1/pages/:id/return`: why it is not approved, for its authority to read. `POST /v1/pages/:id/withdrawal` has no body. */
export const PageReturn = z.strictObject({ reason: z.string().min(1).max(limits.pageReason).refine(isStorable) });
export type PageReturn = z.infer<typeof PageReturn>;
