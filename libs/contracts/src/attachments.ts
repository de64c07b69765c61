import { z } from 'zod';
import { Bytes32Text } from './ids.js';

/**
 * `PUT /v1/conversations/:id/attachments/:attachment`: announces a ciphertext, or asks how far one has come that was
 * announced alike. Its bytes follow by `PATCH` (tus 1.0.0), and are stored once their SHA-256 is the one announced.
 */
export const AttachmentAnnouncement = z.strictObject({ bytes: z.int().positive(), sha256: Bytes32Text });
export type AttachmentAnnouncement = z.infer<typeof AttachmentAnnouncement>;

/** How far a relay has a ciphertext: from the relay, and believed of nothing but where to go on. */
export const AttachmentState = z.strictObject({ received: z.int().nonnegative(), stored: z.boolean() });
export type AttachmentState = z.infer<typeof AttachmentState>;

const Quota = z.strictObject({ used: z.int().nonnegative(), most: z.int().positive() });

/** `GET /v1/conversations/:id/attachments`: the largest file, and what of the quotas is used up, bytes of ciphertext. */
export const AttachmentAllowance = z.strictObject({ file: z.int().positive(), device: Quota, authority: Quota });
export type AttachmentAllowance = z.infer<typeof AttachmentAllowance>;

/** The content type of a piece of a ciphertext (tus 1.0.0). */
export const ATTACHMENT_PIECE_TYPE = 'application/offset+octet-stream';

/** The most bytes that a file's ciphertext takes: Padmé adds at most 12 %, secretstream 24 and 17 for each chunk. */
export function mostSealedBytes(bytes: number): number {
  return Math.ceil(bytes * 1.125) + 1024;
}

/** A media type without parameters, in lower case (RFC 6838 §4.2). */
export const MediaType = z
  .string()
  .max(127)
  .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/);

/** The media types that files are known by, by the endings of their names. */
export const mediaTypes: Readonly<Record<string, string>> = Object.freeze({
  asice: 'application/vnd.etsi.asic-e+zip',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  eml: 'message/rfc822',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  msg: 'application/vnd.ms-outlook',
  odp: 'application/vnd.oasis.opendocument.presentation',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
  p7m: 'application/pkcs7-mime',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rtf: 'application/rtf',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  txt: 'text/plain',
  wav: 'audio/wav',
  webp: 'image/webp',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
  zip: 'application/zip',
});

const unusual = ['asice', 'eml', 'json', 'mp3', 'mp4', 'msg', 'p7m', 'wav', 'xml', 'zip'];

/** What an authority's officers may attach and open while it says nothing else: documents, images and tables that run nothing of their own. */
export const usualMediaTypes: readonly string[] = Object.freeze([
  ...new Set(Object.keys(mediaTypes).flatMap((ending) => (unusual.includes(ending) ? [] : (mediaTypes[ending] ?? [])))),
]);
