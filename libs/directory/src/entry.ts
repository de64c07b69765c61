import { Subject } from '#contracts';
import { KEY_BYTES, lp, readLp } from '#crypto/verify';
import { CodedError, equalBytes, fromUtf8 } from '#primitives';
import type { DirectoryErrorCode } from './errors.js';

const LABEL = 'comity/entry/v1';

/** An entry of the directory log, with the statement it points to where its bytes were fetched. */
export interface LogEntry {
  readonly subject: string;
  /** `H("comity/statement-bytes/v1", statement)`, 32 bytes. */
  readonly statementHash: Uint8Array;
  /** Canonical JSON text; absent while its bytes are not fetched. */
  readonly statement?: string;
}

/** The bytes that stand in the log: `lp("comity/entry/v1", subject, statement hash)`; its leaf hash is RFC 6962's (protocol 1.1). */
export function entryBytes(subject: string, statementHash: Uint8Array): Uint8Array {
  return lp(LABEL, subject, statementHash);
}

/**
 * The entry in the bytes of a leaf. From the relay: untrusted.
 * @throws `entry.invalid`
 */
export function parseEntry(bytes: Uint8Array): LogEntry {
  const invalid = (options?: ErrorOptions): never => {
    throw new CodedError<DirectoryErrorCode>('entry.invalid', 'entry.invalid', options);
  };
  let subject: string;
  let statementHash: Uint8Array;
  try {
    const [, subjectPart, hashPart] = readLp(bytes, 3) as [Uint8Array, Uint8Array, Uint8Array];
    subject = Subject.parse(fromUtf8(subjectPart));
    statementHash = hashPart.slice();
  } catch (error) {
    return invalid({ cause: error });
  }
  if (statementHash.length !== KEY_BYTES || !equalBytes(bytes, entryBytes(subject, statementHash))) return invalid();
  return { subject, statementHash };
}
