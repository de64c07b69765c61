import { verifySignature } from '#crypto/verify';
import { concat, utf8 } from '#primitives';
import { fromBase64, toBase64 } from './base64.js';
import { refuse } from './errors.js';
import type { NoteSigner } from './note-signer.js';
import { isKeyName, isSameKey, KEY_ID_BYTES, type VerifierKey } from './verifier-key.js';

/** A signature line. Whoever it claims to be by: untrusted until verified. */
export type NoteSignature = {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  /** What follows the key id: 64 bytes of Ed25519, 72 of a cosignature, anything of an unknown type. */
  readonly signature: Uint8Array;
};

/** A text and who signed it (c2sp.org/signed-note). */
export type Note = {
  /** Ends in a newline; the signatures cover exactly its UTF-8 bytes. */
  readonly body: string;
  /** 1 to 16, in their order. */
  readonly signatures: readonly NoteSignature[];
};

/** Bytes of a note's body. */
export const MAX_NOTE_BYTES = 1_000_000;
/** Signature lines of a note (c2sp.org/signed-note asks for at least so many). */
const MAX_NOTE_SIGNATURES = 16;
// A post-quantum signature of an unknown key is some 5 kB.
const MAX_LINE = 8_192;
const MAX_TEXT = MAX_NOTE_BYTES + MAX_NOTE_SIGNATURES * MAX_LINE;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LINE = /^— ([^ ]+) ([^ ]+)$/u;

/**
 * Parses a signed note and refuses every text that {@link formatNote} would not print. Signatures of unknown keys and
 * types are kept as they stand.
 * @throws `note.form`, `note.too-large`, `note.too-many-signatures`, `base64.invalid`
 */
export function parseNote(text: string): Note {
  if (text.length > MAX_TEXT) refuse('note.too-large');
  // A body may hold blank lines: the last one ends it.
  const blank = text.lastIndexOf('\n\n');
  if (blank < 0) refuse('note.form');
  const body = text.slice(0, blank + 1);
  checkBody(body);
  return { body, signatures: parseSignatures(text.slice(blank + 2)) };
}

/**
 * The text of a note.
 * @throws as {@link parseNote} when its parts would not make one
 */
export function formatNote({ body, signatures }: Note): string {
  const text = `${body}\n${formatSignatures(signatures)}`;
  parseNote(text);
  return text;
}

/**
 * Parses signature lines alone, as a witness answers them (c2sp.org/tlog-witness).
 * @throws `note.form`, `note.too-large`, `note.too-many-signatures`, `base64.invalid`
 */
export function parseSignatures(text: string): NoteSignature[] {
  if (text.length > MAX_NOTE_SIGNATURES * MAX_LINE) refuse('note.too-large');
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length === 0) refuse('note.form');
  if (lines.length > MAX_NOTE_SIGNATURES) refuse('note.too-many-signatures');
  return lines.map(parseSignature);
}

/** Signature lines, each ending in a newline. @throws `note.form` for a name or a key id that is none */
export function formatSignatures(signatures: readonly NoteSignature[]): string {
  if (!signatures.every(({ name, keyId }) => isKeyName(name) && keyId.length === KEY_ID_BYTES)) refuse('note.form');
  return signatures.map(({ name, keyId, signature }) => `— ${name} ${toBase64(concat(keyId, signature))}\n`).join('');
}

/**
 * A log's signature over a body, to stand in its note.
 * @throws `note.form`, `note.too-large`; `key.type` when the signer is a witness
 */
export function signNote(body: string, signer: NoteSigner): NoteSignature {
  if (signer.key.type !== 'ed25519') refuse('key.type');
  checkBody(body);
  return { name: signer.key.name, keyId: signer.key.keyId, signature: signer.sign(utf8(body)) };
}

/**
 * Returns if the log key signed the note.
 * @throws `note.signature-missing`, `note.signature-twice`, `note.signature-refused`; `key.type` for a witness's key
 */
export function verifyNote(note: Note, key: VerifierKey): void {
  if (key.type !== 'ed25519') refuse('key.type');
  const found = signatureBy(note, key) ?? refuse('note.signature-missing');
  if (!verifySignature(found.signature, utf8(note.body), key.publicKey)) refuse('note.signature-refused');
}

/** The one signature line that bears a key's name and id, not yet verified, or undefined. @throws `note.signature-twice` */
export function signatureBy(note: Note, key: VerifierKey): NoteSignature | undefined {
  const [found, second] = note.signatures.filter((signature) => isSameKey(signature, key));
  if (second !== undefined) refuse('note.signature-twice');
  return found;
}

function parseSignature(line: string): NoteSignature {
  if (line.length >= MAX_LINE) refuse('note.too-large');
  const [, name, encoded] = LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return refuse('note.form');
  const bytes = fromBase64(encoded);
  if (bytes.length <= KEY_ID_BYTES) refuse('note.form');
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

function checkBody(body: string): void {
  if (body.length > MAX_NOTE_BYTES) refuse('note.too-large');
  if (!body.endsWith('\n') || LONE_SURROGATE.test(body)) refuse('note.form');
  for (let i = 0; i < body.length; i++) {
    const unit = body.charCodeAt(i);
    if (unit < 0x20 && unit !== 0x0a) refuse('note.form');
  }
  if (utf8(body).length > MAX_NOTE_BYTES) refuse('note.too-large');
}
