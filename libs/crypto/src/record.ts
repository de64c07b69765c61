import { refuse } from './errors.js';
import { sha256 } from './hash.js';
import { lp } from './lp.js';
import { verifySignature } from './signature.js';

/** One message put on the record: the content's canonical bytes and nothing of its context. */
export interface OnTheRecord {
  readonly networkId: Uint8Array;
  readonly conversation: string;
  readonly id: string;
  readonly content: Uint8Array;
}

/** What an officer's device signs to put one message on the record, so that anyone may be shown it (protocol 3.3). */
export function recordMessage({ networkId, conversation, id, content }: OnTheRecord): Uint8Array {
  return lp('comity/record/v1', networkId, conversation, id, sha256(content));
}

/** Checks a record signature against the device's signature key. @throws `signature.refused` */
export function verifyRecord(
  input: OnTheRecord & { readonly signature: Uint8Array; readonly publicKey: Uint8Array },
): void {
  if (!verifySignature(input.signature, recordMessage(input), input.publicKey)) refuse('signature.refused');
}
