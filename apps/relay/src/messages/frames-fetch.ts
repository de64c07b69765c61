import { type ConversationId, isConversationId, limits, ProblemError } from '#contracts';

/** A `frames.fetch` of the right form. */
export interface CheckedFetch {
  readonly conversation: ConversationId;
  /** The last sequence number that the client holds; 0 for none. */
  readonly after: number;
  /** At most `limits.pageFrames`. */
  readonly limit: number;
}

/** Checks the form of what came as `frames.fetch`; see [Note: Checked by hand]. @throws `request.invalid` */
export function checkedFetch(argument: unknown): CheckedFetch {
  if (!Array.isArray(argument) || argument.length !== 3) throw new ProblemError('request.invalid', 'query');
  const [conversation, after, limit] = argument as readonly unknown[];
  if (!isConversationId(conversation)) throw new ProblemError('request.invalid', 'conversation');
  if (!isCount(after)) throw new ProblemError('request.invalid', 'after');
  if (!isCount(limit) || limit < 1 || limit > limits.pageFrames) throw new ProblemError('request.invalid', 'limit');
  return { conversation, after, limit };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
