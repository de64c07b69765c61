import type { MessageStored } from '#contracts';
import { toBase64url } from '#primitives';
import type { Acknowledged } from './acknowledgements.js';
import type { ConversationItem } from './conversation-item.js';
import type { ReadingContext } from './conversation-reader.js';
import { keys } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';
import type { StoreWrite } from './store.js';

/**
 * Holds the relay to what it acknowledged: to the bytes at once, to the place as soon as it is read.
 * @param sent - what was sent; its hash is of one's own bytes
 * @param keep - writes what is to be remembered of it, with what belongs to it
 * @throws `client.answer` when it acknowledged other bytes
 */
export async function acknowledge(
  { surroundings, acknowledgements }: ReadingContext,
  conversations: Conversations,
  sent: Omit<Acknowledged, 'seq'>,
  answer: MessageStored,
  keep: (writes: readonly StoreWrite[]) => Promise<void>,
): Promise<void> {
  const { checks, notices, store } = surroundings;
  const { conversation, id, hash: own } = sent;
  const { seq } = answer;
  const stated = toBase64url(answer.hash);
  const evidence = { id, own, stated };
  const otherBytes = checks.failure('ack.hash', () => (stated === own ? undefined : 'other bytes'));
  if (otherBytes !== undefined) {
    await notices.keep({ code: 'ack.false', conversation, seq, detail: otherBytes, evidence });
    refuse('client.answer', 'the relay acknowledged other bytes than were sent');
  }
  await conversations.alone(conversation, async ({ state }) => {
    if (seq > state.seq) return keep([acknowledgements.expect({ ...sent, seq })]);
    const item = await store.get<ConversationItem>(keys.item(conversation, seq));
    const elsewhere = checks.failure('ack.place', () => (item?.hash === own ? undefined : 'another frame'));
    if (elsewhere !== undefined)
      await notices.keep({ code: 'ack.false', conversation, seq, detail: elsewhere, evidence });
    return keep([]);
  });
}
