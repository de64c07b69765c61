import { CodedError } from '#primitives';

/**
 * Every code with which `libs/roster` refuses, but for what it passes on: `json.*` and `text.*` of `#crypto/verify`
 * where a statement is not canonical JSON, and `proof.length` of `#tlog`. `roster.pending` is no refusal: the answer
 * depends on bytes of the directory that have not been fetched.
 */
export type RosterErrorCode =
  | 'consent.device'
  | 'consent.expired'
  | 'consent.missing'
  | 'consent.not-live'
  | 'consent.repeated'
  | 'consent.signature'
  | 'consent.used'
  | 'conversation.random'
  | 'roster.agreement'
  | 'roster.author'
  | 'roster.author-capacity'
  | 'roster.author-ended'
  | 'roster.author-not-live'
  | 'roster.capacity'
  | 'roster.closed'
  | 'roster.conversation'
  | 'roster.coordinator'
  | 'roster.desk'
  | 'roster.device-absent'
  | 'roster.device-not-live'
  | 'roster.device-present'
  | 'roster.device-refused'
  | 'roster.directory'
  | 'roster.directory-older'
  | 'roster.epoch'
  | 'roster.field'
  | 'roster.full'
  | 'roster.id'
  | 'roster.kind'
  | 'roster.moderator'
  | 'roster.opening'
  | 'roster.parties'
  | 'roster.party-absent'
  | 'roster.party-ended'
  | 'roster.party-not-live'
  | 'roster.party-present'
  | 'roster.pending'
  | 'roster.policy'
  | 'roster.repeated'
  | 'roster.secret'
  | 'roster.signature'
  | 'roster.stale'
  | 'roster.suite'
  | 'roster.too-large'
  | 'roster.until'
  | 'wrap.count'
  | 'wrap.not-in-roster'
  | 'wrap.not-included'
  | 'wrap.number';

/** Throws a {@link RosterErrorCode}. */
export function refuse(code: RosterErrorCode): never {
  throw new CodedError<RosterErrorCode>(code);
}
