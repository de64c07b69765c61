import { fromBase64, toBase64 } from './base64.js';
import { refuse } from './errors.js';
import { parseNote } from './note.js';

/** What a log asks of a witness: a cosignature on its new checkpoint (c2sp.org/tlog-witness, add-checkpoint). */
export type AddCheckpoint = {
  /** Size of the last checkpoint the witness cosigned, 0 if none. */
  readonly oldSize: number;
  /** Consistency proof from there, at most 63 hashes of 32 bytes. */
  readonly proof: readonly Uint8Array[];
  /** The signed note of the new checkpoint. */
  readonly note: string;
};

const HEAD = /^old (0|[1-9][0-9]{0,15})((?:\n[A-Za-z0-9+/]{43}=){0,63})$/;
// The first line, and 63 of 45 characters.
const LONGEST_HEAD = 20 + 63 * 45;

/** The request's body. @throws as {@link parseAddCheckpoint} when its parts would not make one */
export function formatAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): string {
  const text = [`old ${String(oldSize)}\n`, ...proof.map((hash) => `${toBase64(hash)}\n`), '\n', note].join('');
  parseAddCheckpoint(text);
  return text;
}

/**
 * Parses the request's body. The note is well-formed, and verified by whoever cosigns it.
 * @throws `add-checkpoint.form`, `base64.invalid`, and what {@link parseNote} throws
 */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const blank = text.indexOf('\n\n');
  if (blank < 0 || blank > LONGEST_HEAD) refuse('add-checkpoint.form');
  const [, digits, lines] = HEAD.exec(text.slice(0, blank)) ?? [];
  const oldSize = Number(digits);
  if (lines === undefined || !Number.isSafeInteger(oldSize)) return refuse('add-checkpoint.form');
  const proof = lines.split('\n').slice(1).map(fromBase64);
  const note = text.slice(blank + 2);
  parseNote(note);
  return { oldSize, proof, note };
}
