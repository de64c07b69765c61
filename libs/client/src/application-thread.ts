import {
  type ApplicationId,
  sideOf,
  standingAfter,
  type ApplicationAct,
  type ApplicationEntry,
  type ApplicationRead,
  type ApplicationStanding,
  type ApplicationSubmittedEntry,
  type AuthorityId,
  type DeviceId,
  type OfficerId,
} from '#contracts';
import {
  APPLICATION_START,
  applicationEntryHash,
  applicationMoveMessage,
  canonicalBytes,
  openApplicationEntry,
  parseCanonicalJson,
  sealApplicationEntry,
  sign,
  verifySignature,
  type ApplicationBody,
  type ApplicationPlace,
  type Json,
} from '#crypto';
import type { DirectoryView } from '#directory';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import { ZodError } from 'zod';
import { emptyForm } from './application-form.js';
import { parseApplicationContent, type ApplicationContent, type ApplicationContentOf } from './application-content.js';
import { refuse } from './errors.js';

/** Who of the secretariat made an entry, by the device that signed it. */
export interface ApplicationActor {
  readonly device: DeviceId;
  readonly officer: OfficerId;
}

/** An entry that was checked and opened. */
export interface OpenedEntry extends Pick<ApplicationEntry, 'number' | 'side' | 'act' | 'at'> {
  readonly content: ApplicationContent;
  /** False where its author signed what nobody can read, or announced other documents than it names, its content then being empty: the author's fault, and nobody else's. */
  readonly isReadable: boolean;
  readonly by: ApplicationActor | undefined;
  /** What the entry after it names as its `previous`. */
  readonly hash: Uint8Array;
  /** Of each document that it names, whether the relay has it. */
  readonly stored: readonly boolean[];
}

/** An application, all of its entries checked: whose they are, that none is missing between them, and that each was allowed. */
export interface ApplicationThread {
  readonly id: ApplicationId;
  readonly entries: readonly OpenedEntry[];
  readonly standing: ApplicationStanding;
  /** What the next entry names as its `previous`. */
  readonly head: Uint8Array;
}

/** How far an application was read before. */
export interface ReadTo {
  readonly entries: number;
  /** The hash of the last of them, base64url. */
  readonly head: string;
}

/** What an application is read with. */
export interface ThreadReader {
  readonly networkId: Uint8Array;
  /** The application's key. */
  readonly key: Uint8Array;
  readonly view: DirectoryView;
}

/** Where the first entry of an application stands. */
export const NOTHING_YET: Pick<ApplicationThread, 'entries' | 'head'> = { entries: [], head: APPLICATION_START };

/**
 * Checks and opens an application. The newest entries may be withheld from whoever never saw them, nothing else.
 * @param read - from the relay: untrusted. That its id commits to the key and the signer is checked before
 * @throws `application.altered` with the number of the first entry that does not hold
 */
export function readThread(read: ApplicationRead, reader: ThreadReader): ApplicationThread {
  const entries: OpenedEntry[] = [];
  let standing: ApplicationStanding | undefined;
  let head = APPLICATION_START;
  for (const [index, entry] of read.entries.entries()) {
    const number = index + 1;
    try {
      const place = {
        networkId: reader.networkId,
        id: read.id,
        number,
        side: entry.side,
        act: entry.act,
        previous: head,
      };
      const opened = openEntry(entry, place, read.signer, reader);
      standing = standingAfter(standing, { act: entry.act, ...(opened.by && { officer: opened.by.officer }) });
      head = opened.hash;
      entries.push(opened);
    } catch (error) {
      if (codeOf(error) === undefined && !(error instanceof ZodError)) throw error;
      return refuse('application.altered', `entry ${String(number)} of the application does not hold`, error);
    }
  }
  if (standing === undefined) return refuse('application.altered', 'the application has no entry');
  return { id: read.id, entries, standing, head };
}

/** That an application goes on from where it was read before. @throws `application.cut` where entries are gone, `application.altered` where they are others */
export function demandFollows({ entries }: ApplicationThread, before: ReadTo | undefined): void {
  if (before === undefined) return;
  const last = entries[before.entries - 1];
  if (last === undefined)
    return refuse('application.cut', 'the relay no longer gives what it gave of this application before');
  if (toBase64url(last.hash) !== before.head)
    refuse('application.altered', 'the relay gives other entries of this application than before');
}

/**
 * That nothing of which an application now consists is unreadable: a form that can be read replaces all that came before it,
 * and no two officers can then read different forms.
 * @throws `application.unreadable`
 */
export function demandReadable({ entries }: Pick<ApplicationThread, 'entries'>): void {
  const newest = entries.findLastIndex(({ isReadable, content }) => isReadable && content.form !== undefined);
  if (entries.slice(newest + 1).some(({ isReadable }) => !isReadable))
    refuse('application.unreadable', 'what was sealed cannot be read: give the application back, to be corrected');
}

/** Where an application is read to. */
export function readTo({ entries, head }: Pick<ApplicationThread, 'entries' | 'head'>): ReadTo {
  return { entries: entries.length, head: toBase64url(head) };
}

/** An entry to follow all that are there, sealed and signed. */
export function nextEntry<Act extends ApplicationAct>(
  thread: Pick<ApplicationThread, 'entries' | 'head'>,
  by: {
    readonly networkId: Uint8Array;
    readonly id: string;
    readonly key: Uint8Array;
    readonly privateKey: Uint8Array;
  },
  act: Act,
  content: ApplicationContentOf<Act>,
  documents: ApplicationSubmittedEntry['documents'] = [],
): ApplicationSubmittedEntry {
  const { networkId, id, key, privateKey } = by;
  const number = thread.entries.length + 1;
  const place = { networkId, id, number, side: sideOf(act), act, previous: thread.head };
  const bytes = canonicalBytes(JSON.parse(JSON.stringify(content)) as Json);
  const sealed = sealApplicationEntry({ ...place, key, content: bytes });
  const signature = sign({ privateKey, message: applicationMoveMessage(place, { sealed, documents }) });
  return { number, act, sealed: toBase64url(sealed), signature: toBase64url(signature), documents };
}

function openEntry(
  entry: ApplicationEntry,
  place: ApplicationPlace,
  signer: string,
  reader: ThreadReader,
): OpenedEntry {
  const { number, side, act, at, device, documents } = entry;
  const sealed = fromBase64url(entry.sealed);
  if (number !== place.number || side !== sideOf(act)) refuse('application.altered', 'another place');
  const by = side === 'applicant' ? undefined : actorOf(reader.view, device);
  const body: ApplicationBody = { sealed, documents };
  const message = applicationMoveMessage(place, body);
  const key = by === undefined ? fromBase64url(signer) : by.signatureKey;
  if (!verifySignature(fromBase64url(entry.signature), message, key)) refuse('application.altered', 'the signature');
  const content = contentOf(act, { ...place, key: reader.key, sealed }, documents);
  const isReadable = content !== undefined;
  return {
    number,
    side,
    act,
    at,
    content: content ?? (act === 'submitted' ? { form: emptyForm() } : {}),
    isReadable,
    hash: applicationEntryHash(place, body),
    by: by && { device: by.device, officer: by.officer },
    stored: documents.map((document) => document.stored),
  };
}

// Its author has signed these bytes and this announcement: that they say nothing, or not the same, is no fault of the relay's.
function contentOf(
  act: ApplicationAct,
  entry: Parameters<typeof openApplicationEntry>[0],
  documents: ApplicationEntry['documents'],
): ApplicationContent | undefined {
  let content: ApplicationContent;
  try {
    content = parseApplicationContent(act, parseCanonicalJson(openApplicationEntry(entry)));
  } catch (error) {
    if (codeOf(error) === undefined && !(error instanceof ZodError)) throw error;
    return undefined;
  }
  const named = content.documents ?? [];
  const isNamed =
    named.length === documents.length && named.every(({ sha256: hash }, i) => hash === documents[i]?.sha256);
  return isNamed ? content : undefined;
}

// Whether it was live when it signed is the relay's to judge: what it signed then stands, whatever became of it since.
function actorOf(
  view: DirectoryView,
  id: DeviceId | undefined,
): ApplicationActor & { readonly signatureKey: Uint8Array } {
  const device = id === undefined ? undefined : view.device(id);
  if (device === undefined || !isSecretarys(view, device.authority, device.officer))
    return refuse('application.altered', 'no device of the secretariat');
  return { device: device.id, officer: device.officer, signatureKey: device.signatureKey };
}

/** Whether an officer is one of the secretariat's: an expert whom it sponsors is none. */
export function isSecretarys(view: DirectoryView, authority: AuthorityId, officer: OfficerId): boolean {
  return authority === view.network()?.secretariat && view.officer(officer)?.roles.includes('expert') === false;
}
