import { limits, usualMediaTypes, type AttachmentAnnouncement } from '#contracts';
import { openAttachment, sealAttachment, sealedAttachmentLength } from '#crypto';
import { codeOf, concat, fromBase64url, toBase64url, type Clock } from '#primitives';
import type { ApplicationDocument } from './application-content.js';
import type { ApplicationRelay, DocumentPlace } from './application-relay.js';
import { mediaTypeOf, safeFileName, sentFileName } from './attachment-files.js';
import { Pace } from './attachment-pace.js';
import { PIECE_BYTES } from './attachment-pieces.js';
import type { Timers } from './environment.js';
import { refuse } from './errors.js';

/** Tries of one request, milliseconds before the first repetition, twice as many before each further one. */
const TRIES = 6;
const PAUSE = 500;
const passing: ReadonlySet<unknown> = new Set([
  'client.offline',
  'rate.limited',
  'relay.unavailable',
  'attachment.offset',
]);

/** A document as the platform hands it over. */
export interface DocumentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Told of bytes of ciphertext that are done, and of all there are. */
export type DocumentProgress = (done: number, total: number) => void;

/** Documents as they are sent: what their entry says of them, and their ciphertexts. */
export interface SealedDocuments {
  readonly documents: readonly ApplicationDocument[];
  readonly announced: readonly AttachmentAnnouncement[];
  readonly ciphertexts: readonly Uint8Array[];
}

/** With what documents go to the relay and come from it. */
export interface DocumentLine {
  readonly relay: ApplicationRelay;
  readonly timers: Pick<Timers, 'sleep'>;
  readonly clock: Clock;
}

/**
 * Seals the documents of one entry, each under a key of its own.
 * @throws `application.documents` for too many, `attachment.too-large`, `attachment.type` for what is neither a text, an image nor an office document
 */
export function sealDocuments(files: readonly DocumentFile[]): SealedDocuments {
  if (files.length > limits.applicationDocuments)
    refuse('application.documents', `at most ${String(limits.applicationDocuments)} documents go with one entry`);
  const sealed = files.map(({ name, bytes }) => {
    if (bytes.length > limits.applicationDocumentBytes)
      refuse('attachment.too-large', `a document may have ${String(limits.applicationDocumentBytes)} bytes`);
    const type = mediaTypeOf(name) ?? '';
    if (!usualMediaTypes.includes(type)) refuse('attachment.type', `${name} is of a type that may not be sent`);
    const { ciphertext, attachment } = sealAttachment(bytes);
    const sha256 = toBase64url(attachment.sha256);
    const document = {
      name: sentFileName(name, type),
      type,
      length: bytes.length,
      key: toBase64url(attachment.key),
      sha256,
    };
    return { ciphertext, document, announced: { bytes: ciphertext.length, sha256 } };
  });
  return {
    documents: sealed.map(({ document }) => document),
    announced: sealed.map(({ announced }) => announced),
    ciphertexts: sealed.map(({ ciphertext }) => ciphertext),
  };
}

/** Brings the documents of an entry to the relay; answers the names of those that did not get there. */
export async function sendDocuments(
  line: DocumentLine,
  { id, number }: Omit<DocumentPlace, 'place'>,
  { documents, announced, ciphertexts }: SealedDocuments,
  progress: DocumentProgress = () => undefined,
): Promise<string[]> {
  const total = ciphertexts.reduce((sum, { length }) => sum + length, 0);
  const missing: string[] = [];
  let before = 0;
  for (const [place, ciphertext] of ciphertexts.entries()) {
    const announcement = announced[place] as AttachmentAnnouncement;
    try {
      await send(line, { id, number, place }, announcement, ciphertext, (done) => {
        progress(before + done, total);
      });
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      missing.push(documents[place]?.name ?? '');
    }
    before += ciphertext.length;
    progress(before, total);
  }
  return missing;
}

/** A document, whole and as its entry names it. @throws `attachment.altered`, `attachment.length`, `attachment.type`, and what the relay refuses it with */
export async function fetchDocument(
  line: DocumentLine,
  place: DocumentPlace,
  document: ApplicationDocument,
): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array }> {
  const { name, type, length, key, sha256 } = document;
  if (!usualMediaTypes.includes(type)) refuse('attachment.type', 'files of this type may not be opened here');
  const total = sealedAttachmentLength(length);
  const parts: Uint8Array[] = [];
  const pace = new Pace();
  for (let here = 0; here < total;) {
    const to = Math.min(here + pace.pieces * PIECE_BYTES, total);
    parts.push(await patiently(line, pace, () => line.relay.get(place, here, to)));
    here = to;
  }
  const attachment = { key: fromBase64url(key), sha256: fromBase64url(sha256), length };
  return { name: safeFileName(name, type), type, bytes: openAttachment({ attachment, ciphertext: concat(...parts) }) };
}

async function send(
  line: DocumentLine,
  place: DocumentPlace,
  announcement: AttachmentAnnouncement,
  ciphertext: Uint8Array,
  progress: (done: number) => void,
): Promise<void> {
  const pace = new Pace();
  const ask = () => line.relay.announce(place, announcement);
  let { received, stored } = await patiently(line, pace, ask);
  while (!stored) {
    progress(received);
    // After a broken line the relay may have more, or less, than was said last.
    received = await patiently(line, pace, async (isAgain) => {
      const from = isAgain ? (await ask()).received : received;
      if (from >= ciphertext.length) return from;
      return line.relay.put(place, from, ciphertext.subarray(from, from + pace.pieces * PIECE_BYTES));
    });
    if (received >= ciphertext.length) ({ received, stored } = await patiently(line, pace, ask));
  }
}

async function patiently<Value>(
  { timers, clock }: DocumentLine,
  pace: Pace,
  act: (isAgain: boolean) => Promise<Value>,
): Promise<Value> {
  for (let tries = 1; ; tries++) {
    const began = clock.now();
    try {
      const value = await act(tries > 1);
      pace.took(clock.now() - began);
      return value;
    } catch (error) {
      if (!passing.has(codeOf(error)) || tries === TRIES) throw error;
      pace.slower();
      await timers.sleep(PAUSE * 2 ** tries);
    }
  }
}
