import {
  nextActs,
  type ApplicationAct,
  type ApplicationId,
  type ApplicationSide,
  type ApplicationState,
  type AuthorityId,
  type OfficerId,
} from '#contracts';
import { toBase64url } from '#primitives';
import type { ApplicationContent, Checklist } from './application-content.js';
import type { ApplicationForm } from './application-form.js';
import { applicationReference } from './application-link.js';
import { refuse } from './errors.js';
import { dayOf } from './page-review.js';
import type { ApplicationActor, ApplicationThread, OpenedEntry } from './application-thread.js';

/** A document that an entry names. */
export interface ApplicationDocumentView {
  /** Its place in the entry, by which it is fetched. */
  readonly place: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  /** False where it has not, or not all, come to the relay. */
  readonly isThere: boolean;
}

/** An entry of an application as it is shown. */
export interface ApplicationEntryView {
  readonly number: number;
  readonly side: ApplicationSide;
  readonly act: ApplicationAct;
  /** When the relay took it, by the relay's word: Unix seconds. */
  readonly at: number;
  /** Of the secretariat's; the name where this reader may know it. */
  readonly by?: ApplicationActor & { readonly name: string | undefined };
  readonly words?: string;
  readonly checklist?: Checklist;
  /** With an answer that changes it: the form as it is from then on. */
  readonly form?: ApplicationForm;
  readonly documents: readonly ApplicationDocumentView[];
  /** False where its author sealed what cannot be read; the application can then only be given back. */
  readonly isReadable: boolean;
}

/** An application, checked, as its applicant and the secretariat see it. */
export interface ApplicationView {
  readonly id: ApplicationId;
  /** What is read out on the telephone: both sides see the same for the same application alone. */
  readonly reference: string;
  readonly state: ApplicationState;
  /** The newest. */
  readonly form: ApplicationForm;
  readonly entries: readonly ApplicationEntryView[];
  /** The hash of the newest entry, base64url, which commits to all: an officer signs for what was read up to it. */
  readonly head: string;
  /** What whoever reads this may do next. */
  readonly may: readonly ApplicationAct[];
  /** Who found it authentic: somebody else verifies it. */
  readonly authenticatedBy?: OfficerId;
  /** The id under which the authority will stand, or stands, once verified. */
  readonly authority?: AuthorityId;
  /** What the directory says, once notified; `differs` where it is not what was applied for. */
  readonly notified?: { readonly authority: AuthorityId; readonly index: number; readonly differs: boolean };
  /** The day on which it is deleted unless something happens before, `2026-03-01`. */
  readonly deletedOn: string;
}

/** One application in the secretariat's queue. */
export interface ApplicationLine {
  readonly id: ApplicationId;
  readonly reference: string;
  readonly state: ApplicationState;
  /** When its newest entry came, by the relay's word: Unix seconds. */
  readonly at: number;
  readonly entries: number;
  /** Absent where this device has not been given the key yet: a colleague's device gives it. */
  readonly opened?: {
    readonly state: string;
    readonly authority: string;
    /** What this officer may do next. */
    readonly may: readonly ApplicationAct[];
  };
  /** True where what the relay gave of it does not hold. */
  readonly isAltered: boolean;
  /** True where something else than its key was sealed to this device, as a rule by its applicant, and no colleague's device gave the key since. */
  readonly isMissealed: boolean;
}

/** How an application is seen. */
export interface SeenBy {
  readonly side: ApplicationSide;
  readonly officer?: OfficerId;
  readonly nameOf: (officer: OfficerId) => string | undefined;
  /** What the directory says of a statement that the application names. */
  readonly differs: (form: ApplicationForm, named: { authority: AuthorityId; index: number }) => boolean;
}

/** The newest form of an application. */
export function formOf({ entries }: Pick<ApplicationThread, 'entries'>): ApplicationForm {
  const form = entries.findLast(({ content }) => content.form !== undefined)?.content.form;
  return form ?? refuse('application.altered', 'the application has no form');
}

/** The id under which the authority is to stand: the last that a verification named. */
export function mintedIn({ entries }: Pick<ApplicationThread, 'entries'>): AuthorityId | undefined {
  return entries.findLast(({ act }) => act === 'verified')?.content.authority;
}

/** An application as it is shown. @param until - when it is deleted, Unix seconds */
export function applicationView(thread: ApplicationThread, until: number, by: SeenBy): ApplicationView {
  const { id, entries, standing, head } = thread;
  const form = formOf(thread);
  const authority = standing.state === 'verified' || standing.state === 'notified' ? mintedIn(thread) : undefined;
  const named = notifiedIn(entries.at(-1)?.content);
  return {
    id,
    reference: applicationReference(id),
    state: standing.state,
    form,
    entries: entries.map((entry) => entryView(entry, by)),
    head: toBase64url(head),
    may: nextActs(standing, by.side, by.officer),
    ...(standing.authenticatedBy === undefined ? {} : { authenticatedBy: standing.authenticatedBy }),
    ...(authority === undefined ? {} : { authority }),
    ...(named === undefined ? {} : { notified: { ...named, differs: by.differs(form, named) } }),
    deletedOn: dayOf(until),
  };
}

function entryView(
  { number, side, act, at, by, content, stored, isReadable }: OpenedEntry,
  seen: SeenBy,
): ApplicationEntryView {
  const { words, checklist, form, documents = [] } = content;
  return {
    number,
    side,
    act,
    at,
    ...(by === undefined ? {} : { by: { ...by, name: seen.nameOf(by.officer) } }),
    ...(words === undefined || words === '' ? {} : { words }),
    ...(checklist === undefined ? {} : { checklist }),
    ...(form === undefined || act === 'submitted' ? {} : { form }),
    isReadable,
    documents: documents.map(({ name, type, length }, place) => ({
      place,
      name,
      type,
      bytes: length,
      isThere: stored[place] === true,
    })),
  };
}

function notifiedIn(content: ApplicationContent | undefined): { authority: AuthorityId; index: number } | undefined {
  const { authority, index } = content ?? {};
  return authority === undefined || index === undefined ? undefined : { authority, index };
}
