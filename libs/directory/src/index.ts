/**
 * Who is who: the statements of the directory log, and `replay(statements)`, a pure function to a {@link Directory}
 * (protocol 1). Relay and clients run the same; nobody need believe the other.
 */
export { archiveInForce, isOpened } from './archives.js';
export * from './bodies/index.js';
export { Directory, replay, type Known, type Outcome } from './directory.js';
export { entryBytes, parseEntry, type LogEntry } from './entry.js';
export { refusalCodes, type DirectoryErrorCode, type RefusalCode } from './errors.js';
export type * from './facts.js';
export { commitmentOf, commitmentsIn, commitmentsOfPage, verifyOpening, type CommittedField } from './commitments.js';
export {
  bodyHash,
  formatStatement,
  networkIdOf,
  parseStatement,
  statementHash,
  statementMessage,
  verifySignatures,
  verifyStatement,
  type AnyBody,
  type Statement,
  type StatementSignature,
} from './statement.js';
export type { DirectoryView } from './view.js';
