import {
  type ApplicationId,
  type ApplicationMove,
  applicationStanding,
  type ApplicationSubmittedEntry,
  type DeviceId,
  limits,
  mostSealedBytes,
  type OfficerId,
  ProblemError,
  sideOf,
  standingAfter,
} from '#contracts';
import {
  applicationEntryHash,
  applicationMoveMessage,
  BUCKETS,
  randomBytes,
  SEAL_BYTES,
  verifySignature,
} from '#crypto/verify';
import { fromBase64url, toHex } from '#primitives';
import type { Announced, JudgedEntry, MovedTo } from './applications.repository.js';

/** Ciphertext of one application's documents, in all: bytes. */
const MOST_DOCUMENT_BYTES = 10 * limits.applicationDocumentBytes;

/** Where an entry is to stand, and whose signature it must bear. */
export interface JudgedAt {
  readonly networkId: Uint8Array;
  readonly id: ApplicationId;
  readonly moves: readonly ApplicationMove[];
  /** Hash of the newest entry. */
  readonly head: Uint8Array;
  /** Ed25519 of the applicant, or of the device. */
  readonly key: Uint8Array;
  readonly by?: { readonly device: DeviceId; readonly officer: OfficerId } | undefined;
  /** The documents that were announced before. */
  readonly announced: Announced;
  /** Unix seconds. */
  readonly at: number;
}

/**
 * Judges an entry by what the relay sees of it: its place, its act, its signature and its sizes.
 * @throws `application.stale`, `application.state`, `application.four-eyes`, `application.full`, `application.refused`, `permission.denied`
 */
export function judgeEntry(entry: ApplicationSubmittedEntry, at: JudgedAt): { entry: JudgedEntry; to: MovedTo } {
  const { networkId, id, moves, head, key, by } = at;
  const { number, act, documents } = entry;
  const side = by === undefined ? 'applicant' : 'secretariat';
  if (sideOf(act) !== side) throw new ProblemError('permission.denied');
  if (number !== moves.length + 1) throw new ProblemError('application.stale');
  const { state } = standingAfter(applicationStanding(moves), { act, ...(by && { officer: by.officer }) });
  // The secretariat can always answer, however much the applicant has said.
  const own = moves.filter(({ officer }) => officer === undefined).length;
  if (side === 'applicant' && act !== 'withdrawn' && own >= limits.applicantEntries)
    throw new ProblemError('application.full');
  const sealed = fromBase64url(entry.sealed);
  if (!BUCKETS.includes(sealed.length - SEAL_BYTES)) refuse('size');
  const place = { networkId, id, number, side, act, previous: head };
  const body = { sealed, documents };
  const signature = fromBase64url(entry.signature);
  if (!verifySignature(signature, applicationMoveMessage(place, body), key)) refuse('signature');
  judgeDocuments(entry, at.announced);
  const blobs = documents.map((document) => ({ ...document, blob: toHex(randomBytes(16)) }));
  return {
    entry: { number, act, sealed, signature, by, at: at.at, documents: blobs },
    to: { state, head: Buffer.from(applicationEntryHash(place, body)) },
  };
}

function judgeDocuments({ act, documents }: ApplicationSubmittedEntry, announced: Announced): void {
  if (documents.length === 0) return;
  if (act !== 'submitted' && act !== 'answered') refuse('documents');
  const most = mostSealedBytes(limits.applicationDocumentBytes);
  if (documents.some(({ bytes }) => bytes > most))
    throw new ProblemError('attachment.too-large', String(limits.applicationDocumentBytes));
  const all = documents.reduce((sum, { bytes }) => sum + bytes, announced.bytes);
  const isTooMany = announced.documents + documents.length > limits.applicationDocumentsKept;
  if (isTooMany || all > MOST_DOCUMENT_BYTES) throw new ProblemError('attachment.quota', 'application');
}

function refuse(detail: string): never {
  throw new ProblemError('application.refused', detail);
}
