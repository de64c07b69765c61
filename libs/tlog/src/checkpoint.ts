import { equalBytes } from '#primitives';
import { fromBase64, toBase64 } from './base64.js';
import { refuse } from './errors.js';
import { emptyRoot } from './tree-hash.js';
import { isKeyName } from './verifier-key.js';

/** A log's tree head: the body of the note that its log signs and its witnesses cosign (c2sp.org/tlog-checkpoint). */
export type Checkpoint = {
  /** Which log: the name of its key. */
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** Root hash of the tree of `size` leaves, 32 bytes. */
  readonly root: Uint8Array;
};

// 2^53 has 16 digits; exactly 32 bytes have 43 characters and a sign of padding.
const BODY = /^([^\n]{1,255})\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n$/u;

/** Three lines: origin, size in decimal, root hash in base64. @throws `checkpoint.form` when it would not parse again */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const body = `${origin}\n${String(size)}\n${toBase64(root)}\n`;
  parseCheckpoint(body);
  return body;
}

/**
 * Parses a note's body as a checkpoint: the origin a key name, the size below 2^53 without leading zeros, no extension
 * line, and the root of no leaves for size 0.
 * @throws `checkpoint.form`, `base64.invalid`
 */
export function parseCheckpoint(body: string): Checkpoint {
  const [, origin, digits, encoded] = BODY.exec(body) ?? [];
  if (origin === undefined || digits === undefined || encoded === undefined) return refuse('checkpoint.form');
  const size = Number(digits);
  const root = fromBase64(encoded);
  if (!isKeyName(origin) || !Number.isSafeInteger(size)) refuse('checkpoint.form');
  if (size === 0 && !equalBytes(root, emptyRoot())) refuse('checkpoint.form');
  return { origin, size, root };
}
