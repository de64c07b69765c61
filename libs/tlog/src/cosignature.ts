import { integer, verifySignature } from '#crypto/verify';
import { concat, utf8 } from '#primitives';
import { parseCheckpoint } from './checkpoint.js';
import { refuse } from './errors.js';
import type { NoteSigner } from './note-signer.js';
import type { NoteSignature } from './note.js';
import { isSameKey, type VerifierKey } from './verifier-key.js';

const TIME_BYTES = 8;
const COSIGNATURE_BYTES = TIME_BYTES + 64;

/**
 * A witness's statement that at `time` (Unix seconds) this was the largest tree of its log that it had seen, consistent
 * with all before (c2sp.org/tlog-cosignature).
 * @throws `checkpoint.form`, `base64.invalid` unless the body is a checkpoint; `cosignature.time`; `key.type` when the signer is a log
 */
export function cosign(body: string, time: number, signer: NoteSigner): NoteSignature {
  if (signer.key.type !== 'cosignature') refuse('key.type');
  parseCheckpoint(body);
  if (!Number.isSafeInteger(time) || time < 0) refuse('cosignature.time');
  const signature = concat(integer(time), signer.sign(cosignatureMessage(body, time)));
  return { name: signer.key.name, keyId: signer.key.keyId, signature };
}

/**
 * Time of a witness's cosignature over a checkpoint's body, in Unix seconds.
 * @throws `cosignature.form`, `cosignature.time` from 2^53 on, `note.signature-refused`; `note.signature-missing` when
 * the line bears another key; `key.type` for a log's key
 */
export function verifyCosignature(body: string, line: NoteSignature, key: VerifierKey): number {
  if (key.type !== 'cosignature') refuse('key.type');
  if (!isSameKey(line, key)) refuse('note.signature-missing');
  if (line.signature.length !== COSIGNATURE_BYTES) refuse('cosignature.form');
  const view = new DataView(line.signature.buffer, line.signature.byteOffset, TIME_BYTES);
  const time = view.getUint32(0) * 2 ** 32 + view.getUint32(4);
  if (!Number.isSafeInteger(time)) refuse('cosignature.time');
  const signature = line.signature.subarray(TIME_BYTES);
  if (!verifySignature(signature, cosignatureMessage(body, time), key.publicKey)) refuse('note.signature-refused');
  return time;
}

function cosignatureMessage(body: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${String(time)}\n${body}`);
}
