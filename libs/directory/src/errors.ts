import { CodedError } from '#primitives';

/**
 * Why a statement has no effect: the closed set with which statements are refused, wherever they are judged
 * (protocol 1.1). `statement.*` is about the statement itself and its place, `directory.*` about what it says.
 */
export const refusalCodes = Object.freeze([
  /** Longer than a statement may be. */
  'statement.too-large',
  /** Not canonical JSON. */
  'statement.json',
  /** Not exactly `{body, signatures}`, or a body without `type`, `subject` and `prev`. */
  'statement.field',
  /** Signatures not sorted by key, or a key twice. */
  'statement.signature-order',
  /** A type this version of the protocol does not know. */
  'statement.type',
  /** A body that does not have exactly the fields of its type. */
  'statement.body',
  /** Logged under a subject that is not the body's. */
  'statement.misfiled',
  /** `prev` is not the latest statement about the subject: replayed, or out of place. */
  'statement.prev',
  /** A signature by a key that has no say in this act here. */
  'statement.not-entitled',
  /** Fewer distinct signers than the act needs. */
  'statement.too-few',
  /** An act of two signatures, all by devices of kind `web`. */
  'statement.web-only',
  /** A signature that is not its key's over this body in this network. */
  'statement.signature',
  /** Before the network was founded. */
  'directory.not-founded',
  /** A second founding. */
  'directory.founded',
  /** The authority was never notified. */
  'directory.authority-unknown',
  /** The authority's status does not allow the act. */
  'directory.status',
  /** An authority's State cannot change. */
  'directory.state',
  /** The officer was never appointed by this authority. */
  'directory.officer-unknown',
  /** The device was never enrolled by this authority. */
  'directory.device-unknown',
  /** An officer's or a device's id was used before: ids never return. */
  'directory.id-used',
  /** A device's key was used before. */
  'directory.key-used',
  /** The officer is dismissed, the device revoked or the service ended: that is final. */
  'directory.final',
  /** The authority does not allow the web client. */
  'directory.web',
  /** The regional network was never formed, or is formed twice. */
  'directory.region',
  /** Already a member of the regional network, or not one. */
  'directory.member',
  /** This version was published before. */
  'directory.release',
  /** No such archive was declared by this authority. */
  'directory.archive',
] as const);

/** One of {@link refusalCodes}. */
export type RefusalCode = (typeof refusalCodes)[number];

/** What callers did wrong, as opposed to what a statement says. Thrown, never recorded. */
export type DirectoryErrorCode =
  /** The bytes given are not those the log entry points to. From the relay: ask elsewhere. */
  | 'entry.statement'
  /** The bytes of a log entry are not `lp(label, subject, hash)`. */
  | 'entry.invalid'
  /** No such index, or a size beyond the log. */
  | 'directory.beyond';

/** Throws a {@link RefusalCode}. */
export function refuse(code: RefusalCode, options?: ErrorOptions): never {
  throw new CodedError<RefusalCode>(code, code, options);
}

/** The refusal in a thrown value; whatever else was thrown is thrown on. */
export function refusalOf(error: unknown): RefusalCode {
  const code = error instanceof CodedError ? refusalCodes.find((known) => known === error.code) : undefined;
  if (code === undefined) throw error;
  return code;
}
