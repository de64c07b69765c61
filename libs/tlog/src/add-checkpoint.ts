import { fromBase64, toBase64 } from './base64.js';
import { refuse } from './errors.js';
import { parseNote } from './note.js';
import { HASH_BYTES } from './tree-hash.js';

/** What a log asks of a witness: a cosignature on its new checkpoint (c2sp.org/tlog-witness, add-checkpoint). */
export type AddCheckpoint = {
  /** Size of the last checkpoint the witness cosigned, 0 if none. */
  readonly oldSize: number;
  /** Consistency proof from there, at most 63 hashes of 32 bytes. */
  readonly proof: readonly Uint8Array[];
  /** The signed note of the new checkpoint. */
  readonly note: string;
};

const MAX_PROOF = 63;
const OLD = /^old (0|[1-9][0-9]{0,15})$/;

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
  // 63 lines of 45 characters and the first: what is longer is not split.
  if (blank < 0 || blank > (MAX_PROOF + 1) * 45) refuse('add-checkpoint.form');
  const [first = '', ...lines] = text.slice(0, blank).split('\n');
  const oldSize = Number(OLD.exec(first)?.[1]);
  if (!Number.isSafeInteger(oldSize) || lines.length > MAX_PROOF) refuse('add-checkpoint.form');
  const proof = lines.map(fromBase64);
  if (proof.some((hash) => hash.length !== HASH_BYTES)) refuse('add-checkpoint.form');
  const note = text.slice(blank + 2);
  parseNote(note);
  return { oldSize, proof, note };
}
