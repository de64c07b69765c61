import { CodedError } from '#primitives';
import { z } from 'zod';

/**
 * The closed set of what the relay refuses with, and the HTTP status of each (RFC 9457). The same codes stand in
 * socket acknowledgements. Codes of `libs/directory` and `libs/roster` travel as `detail` of `statement.refused`.
 */
export const problemStatus = Object.freeze({
  'request.invalid': 400,
  'request.too-large': 413,
  'request.unsupported': 415,
  'request.unknown-route': 404,
  'session.required': 401,
  'session.expired': 401,
  'session.refused': 401,
  'session.challenge': 401,
  'device.not-live': 403,
  'permission.denied': 403,
  'expert.refused': 403,
  'rate.limited': 429,
  'statement.refused': 422,
  'statement.stale': 409,
  'statement.pending': 409,
  'erasure.in-office': 409,
  'erasure.present-page': 409,
  'enrolment.unknown': 404,
  'application.unknown': 404,
  'application.exists': 409,
  'application.stale': 409,
  'application.state': 409,
  'application.four-eyes': 403,
  'application.refused': 422,
  'application.full': 503,
  'page.unknown': 404,
  'page.waiting': 409,
  'page.ended': 409,
  'agreement-key.refused': 422,
  'agreement-key.older': 409,
  'conversation.unknown': 404,
  'conversation.exists': 409,
  'conversation.epoch-stale': 409,
  'conversation.wraps': 422,
  'conversation.cause': 409,
  'conversation.eviction-due': 409,
  'conversation.closed': 409,
  'conversation.full': 422,
  'message.id-reused': 409,
  'message.too-large': 413,
  'message.size': 422,
  'wrap.unknown': 404,
  'grant.refused': 422,
  'attachment.unknown': 404,
  'attachment.exists': 409,
  'attachment.too-large': 413,
  'attachment.quota': 422,
  'attachment.offset': 409,
  'attachment.damaged': 422,
  'attachment.unfinished': 409,
  'attachment.kept': 409,
  'attachment.range': 416,
  'record.unknown': 404,
  'record.not-yet': 409,
  'storage.full': 507,
  'relay.stopping': 503,
  'relay.unavailable': 503,
  'relay.fault': 500,
});

/** The code of a problem. */
export type ProblemCode = keyof typeof problemStatus;

/** A problem as it stands on the wire. `detail` is safe to show: no secret, no body, no identity. */
export const Problem = z.strictObject({
  code: z.enum(Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]),
  title: z.string().max(200),
  status: z.int(),
  detail: z.string().max(500).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** A refusal by the relay: thrown in the relay, made a response by its problem filter, thrown again by `client/transport`. */
export class ProblemError extends CodedError<ProblemCode> {
  constructor(
    code: ProblemCode,
    /** Safe words for whoever debugs: a sub-code or the name of a field. */
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(code, detail === undefined ? code : `${code} (${detail})`, options);
  }

  get status(): number {
    return problemStatus[this.code];
  }
}
