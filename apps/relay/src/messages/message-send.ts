import { type ConversationId, isConversationId, isMessageId, limits, type MessageId, ProblemError } from '#contracts';
import { BUCKETS, SEAL_BYTES } from '#crypto/verify';

/** A `message.send` of the right form. */
export interface CheckedSend {
  readonly conversation: ConversationId;
  readonly statement: Uint8Array;
  readonly id: MessageId;
  readonly bytes: Uint8Array;
}

const HASH_BYTES = 32;
const SIZES = new Set(BUCKETS.map((bucket) => bucket + SEAL_BYTES));

/**
 * [Note: Checked by hand] The message path checks its fixed form itself; what an id is, the contracts say.
 * Checks the form of what came as `message.send`: four parts, and bytes of exactly a bucket's size.
 * @throws `request.invalid`, `message.size`, `message.too-large`
 */
export function checkedSend(argument: unknown): CheckedSend {
  const sent = checkedFrame(argument);
  if (!SIZES.has(sent.bytes.length)) throw new ProblemError('message.size');
  return sent;
}

/** The four parts of a frame on its way in, whatever its bytes hold. @throws `request.invalid`, `message.too-large` */
export function checkedFrame(argument: unknown): CheckedSend {
  if (!Array.isArray(argument) || argument.length !== 4) throw new ProblemError('request.invalid', 'message');
  const [conversation, statement, id, bytes] = argument as readonly unknown[];
  if (!isConversationId(conversation)) throw new ProblemError('request.invalid', 'conversation');
  if (!(statement instanceof Uint8Array) || statement.length !== HASH_BYTES)
    throw new ProblemError('request.invalid', 'statement');
  if (!isMessageId(id)) throw new ProblemError('request.invalid', 'id');
  if (!(bytes instanceof Uint8Array)) throw new ProblemError('request.invalid', 'bytes');
  if (bytes.length > limits.frameBytes) throw new ProblemError('message.too-large');
  return { conversation, statement, id, bytes };
}
