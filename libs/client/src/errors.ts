import { CodedError } from '#primitives';

/** What the client itself refuses with; refusals of the relay are `ProblemError`, of the libs their own codes. */
export type ClientErrorCode =
  | 'client.closed'
  | 'client.offline'
  | 'client.answer'
  | 'client.cancelled'
  | 'store.absent'
  | 'store.exists'
  | 'store.altered'
  | 'store.newer'
  | 'identity.absent'
  | 'identity.waiting'
  | 'identity.stale'
  | 'identity.ended'
  | 'identity.words'
  | 'network.other'
  | 'network.founding'
  | 'directory.checkpoint'
  | 'directory.stale'
  | 'directory.rolled-back'
  | 'directory.forked'
  | 'directory.entries'
  | 'directory.statement'
  | 'directory.pending'
  | 'record.checkpoint'
  | 'record.rolled-back'
  | 'record.forked'
  | 'record.stale'
  | 'record.behind'
  | 'record.map'
  | 'record.chain'
  | 'record.alternates'
  | 'conversation.absent'
  | 'conversation.advance-failed'
  | 'conversation.nothing-to-do'
  | 'conversation.not-in-roster'
  | 'conversation.not-sealed'
  | 'device.cloned'
  | 'agreement-key.not-logged'
  | 'message.absent'
  | 'message.not-own'
  | 'consent.absent'
  | 'grant.nothing'
  | 'grant.no-key'
  | 'person.unknown'
  | 'person.ambiguous';

/** Throws a {@link ClientErrorCode} with words that are safe to show. */
export function refuse(code: ClientErrorCode, message?: string, cause?: unknown): never {
  throw new CodedError<ClientErrorCode>(code, message ?? code, cause === undefined ? undefined : { cause });
}
