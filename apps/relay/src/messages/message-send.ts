import { ConversationId, limits, MessageId, ProblemError } from '#contracts';

/** A `message.send` of the right form. */
export interface CheckedSend {
  readonly conversation: ConversationId;
  readonly statement: Uint8Array;
  readonly id: MessageId;
  readonly bytes: Uint8Array;
}

const HASH_BYTES = 32;
/** What a committing seal adds: nonce, commitment, tag (protocol 3.2). */
const SEAL_BYTES = 24 + 32 + 16;
const SIZES = new Set([256, 1024, 2048, 4096, 16_384, 65_536].map((bucket) => bucket + SEAL_BYTES));

// [Note: Checked by hand] The message path checks its fixed form itself; the patterns are those of the contracts.
const CONVERSATION = patternOf(ConversationId);
const MESSAGE = patternOf(MessageId);

/**
 * Checks the form of what came as `message.send`: four parts, and bytes of exactly a bucket's size.
 * @throws `request.invalid`, `message.size`, `message.too-large`
 */
export function checkedSend(argument: unknown): CheckedSend {
  if (!Array.isArray(argument) || argument.length !== 4) throw new ProblemError('request.invalid', 'message');
  const [conversation, statement, id, bytes] = argument as readonly unknown[];
  if (!isConversationId(conversation)) throw new ProblemError('request.invalid', 'conversation');
  if (!(statement instanceof Uint8Array) || statement.length !== HASH_BYTES)
    throw new ProblemError('request.invalid', 'statement');
  if (typeof id !== 'string' || !MESSAGE.test(id)) throw new ProblemError('request.invalid', 'id');
  if (!(bytes instanceof Uint8Array)) throw new ProblemError('request.invalid', 'bytes');
  if (bytes.length > limits.frameBytes) throw new ProblemError('message.too-large');
  if (!SIZES.has(bytes.length)) throw new ProblemError('message.size');
  return { conversation, statement, id: id as MessageId, bytes };
}

/** Whether a value is the text of a conversation's id. */
export function isConversationId(value: unknown): value is ConversationId {
  return typeof value === 'string' && CONVERSATION.test(value);
}

function patternOf(schema: { readonly def: { readonly checks?: readonly unknown[] | undefined } }): RegExp {
  for (const check of schema.def.checks ?? []) {
    const { pattern } = (check as { _zod: { def: { pattern?: unknown } } })._zod.def;
    if (pattern instanceof RegExp) return pattern;
  }
  throw new Error('an id without a pattern');
}
