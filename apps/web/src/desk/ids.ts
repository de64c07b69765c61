import { isConversationId, isMessageId, type ConversationId, type MessageId } from '#contracts';
import { CodedError } from '#primitives';

/** What the page names a conversation by. @throws `conversation.absent` when it is none */
export function conversationOf(text: string): ConversationId {
  if (!isConversationId(text)) throw new CodedError('conversation.absent', 'this is no conversation');
  return text;
}

/** What the page names a message by. @throws `message.absent` when it is none */
export function messageOf(text: string): MessageId {
  if (!isMessageId(text)) throw new CodedError('message.absent', 'this is no message');
  return text;
}
