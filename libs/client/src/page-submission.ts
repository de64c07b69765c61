import type { AuthorityId, FieldOpening, SubmittedPage } from '#contracts';
import {
  bodyHash,
  commitmentOf,
  commitmentsIn,
  parseBody,
  parseStatement,
  verifyOpening,
  verifySignatures,
  type CommittedField,
  type DirectoryView,
  type PagePublished,
  type Statement,
} from '#directory';
import { toBase64url } from '#primitives';
import { refuse } from './errors.js';
import type { Identity } from './identity.js';
import { pageDifferences, type PageDifference } from './page-differences.js';
import { comparedPage, openedPage, type PageDraft } from './page-draft.js';
import { signerOf, type PageSigner } from './page-versions.js';

/** Whether this device may approve a page now, and if not, why. */
export type PageApproval = 'ready' | 'over' | 'not-yours' | 'stale' | 'unsigned' | 'same-person' | 'web-only';

/** A page that was submitted, its signature checked against the directory; what became of it is the relay's word. */
export interface PageSubmissionView {
  readonly id: string;
  readonly authority: AuthorityId;
  readonly state: SubmittedPage['state'];
  /** When the relay took it, Unix seconds. */
  readonly at: number;
  readonly ended?: SubmittedPage['ended'];
  readonly by: PageSigner;
  /** Without personal values once it is over. */
  readonly page: PageDraft;
  /** From what is published now. */
  readonly differences: readonly PageDifference[];
  /** Whether something else was stated about the authority since: it is signed again before it can be approved. */
  readonly isStale: boolean;
  readonly approval: PageApproval;
}

/** A submission with what signs and publishes it. */
export interface CheckedSubmission {
  readonly view: PageSubmissionView;
  readonly statement: Statement;
  readonly body: PagePublished;
  readonly openings: readonly FieldOpening[];
}

/** What a submission is judged by. */
export interface JudgedBy {
  readonly view: DirectoryView;
  /** Of the newest checkpoint, Unix seconds. */
  readonly at: number;
  readonly identity: Pick<Identity, 'networkId' | 'authority' | 'officer' | 'kind'>;
  readonly opened: (commitment: string) => string | undefined;
}

/**
 * A submission as this device finds it. From the relay: untrusted.
 * @throws `page.refused` where it is not the page of the authority it is said to be, signed by a device of its own
 */
export function checkSubmission(submitted: SubmittedPage, by: JudgedBy): CheckedSubmission {
  const { view, identity } = by;
  const { statement, body } = signed(submitted, identity.networkId);
  const [signature] = statement.signatures;
  const signer = signerOf(view, signature?.key ?? '', [body.subject]);
  if (statement.signatures.length !== 1 || signer.device === undefined || signer.authority !== body.subject) {
    return refused('its signature is by no device of the authority');
  }
  if (submitted.state === 'submitted' && !opensAll(body, submitted.openings)) {
    return refused('what it says of persons is not all shown');
  }
  const values = new Map(submitted.openings.map((opening) => [commitmentOf(opening), opening.value]));
  const page = openedPage(body.page, (commitment) => values.get(commitment));
  const before = view.authority(body.subject)?.page;
  const isStale = body.prev !== view.latestStatementHash(body.subject);
  return {
    statement,
    body,
    openings: submitted.openings,
    view: {
      id: submitted.id,
      authority: body.subject,
      state: submitted.state,
      at: submitted.at,
      ...(submitted.ended === undefined ? {} : { ended: submitted.ended }),
      by: signer,
      page,
      differences: pageDifferences(before && comparedPage(before, by.opened), page),
      isStale,
      approval: submitted.state === 'submitted' ? approval(signer, isStale, by) : 'over',
    },
  };
}

/** Whether each commitment of a page is opened by an opening of its own, and none is left: whoever approves sees what it approves. */
function opensAll(body: PagePublished, openings: readonly FieldOpening[]): boolean {
  const left = [...openings];
  const isOpened = (field: CommittedField): boolean => {
    const found = left.findIndex((opening) => verifyOpening(field, opening));
    return found >= 0 && left.splice(found, 1).length === 1;
  };
  return commitmentsIn(body).every(isOpened) && left.length === 0;
}

function signed(
  { id, authority, statement: text }: SubmittedPage,
  networkId: Uint8Array,
): { statement: Statement; body: PagePublished } {
  try {
    const statement = parseStatement(text);
    const body = parseBody(statement.body);
    if (body.type !== 'page.published' || body.subject !== authority || toBase64url(bodyHash(body)) !== id) {
      return refused('it is not the page that it is said to be');
    }
    verifySignatures(networkId, statement);
    return { statement, body };
  } catch (error) {
    return refused('its statement does not hold', error);
  }
}

function approval(signer: PageSigner, isStale: boolean, { view, at, identity }: JudgedBy): PageApproval {
  const isAdministrator = (officer: PageSigner['officer']): boolean =>
    officer !== undefined && view.officer(officer)?.roles.includes('administrator') === true;
  const isSecretary = identity.authority === view.network()?.secretariat && isAdministrator(identity.officer);
  if (!isSecretary) return 'not-yours';
  if (isStale) return 'stale';
  const isLive = signer.device !== undefined && view.live(signer.device, at);
  if (!isLive || !isAdministrator(signer.officer)) return 'unsigned';
  if (signer.officer === identity.officer) return 'same-person';
  // Of two signatures one is by a device that is no browser (protocol 1.1).
  return signer.kind === 'web' && identity.kind === 'web' ? 'web-only' : 'ready';
}

function refused(why: string, cause?: unknown): never {
  return refuse('page.refused', `the relay showed a page that was submitted, and ${why}`, cause);
}
