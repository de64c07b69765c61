import type { DirectoryStatements, FieldOpening } from '#contracts';
import { entryBytes, statementHash, type LogEntry } from '#directory';
import { fromBase64url, toBase64url } from '#primitives';
import { leafHash } from '#tlog';

/** An entry of the directory log as a client keeps it: what the log says, and the statement behind it once it was given. */
export interface StoredEntry {
  readonly subject: string;
  /** Of the statement: base64url. */
  readonly hash: string;
  /** Canonical JSON. */
  readonly statement?: string;
  readonly openings?: readonly FieldOpening[];
}

/** A statement as the relay gives it. From the relay: untrusted until its entry points to it. */
export type GivenStatement = Omit<DirectoryStatements['statements'][number], 'index'>;

/** An entry with its statement, where what came is what it points to; the bare entry otherwise. */
export function withStatement(
  { subject, hash }: Pick<StoredEntry, 'subject' | 'hash'>,
  given: GivenStatement | undefined,
): StoredEntry {
  if (given === undefined || toBase64url(statementHash(given.statement)) !== hash) return { subject, hash };
  const { statement, openings } = given;
  return openings.length === 0 ? { subject, hash, statement } : { subject, hash, statement, openings };
}

/** The entry as replay takes it. */
export function logEntry({ subject, hash, statement }: StoredEntry): LogEntry {
  const entry = { subject, statementHash: fromBase64url(hash) };
  return statement === undefined ? entry : { ...entry, statement };
}

/** The hash of the entry's leaf in the log (protocol 1.1). */
export function leafHashOf({ subject, hash }: StoredEntry): Uint8Array {
  return leafHash(entryBytes(subject, fromBase64url(hash)));
}
