import type { ConversationItem, MessageItem, Reacted, UnreadableItem } from './conversation-item.js';
import { keys, type ConversationState } from './conversation-state.js';
import type { Content } from './message-content.js';
import type { StoreBatch } from './store-batch.js';

/** The earlier message that content speaks of, or undefined when it speaks of none. */
export function targetOf(content: Content): { readonly message: string; readonly hash: string } | undefined {
  switch (content.type) {
    case 'correction':
    case 'withdrawal':
    case 'noted':
    case 'reaction':
      return content;
    default:
      return undefined;
  }
}

/**
 * Whether content may do to its target what it says: correct or withdraw only what its own officer wrote for the same
 * authority, react in an officer's name, and exactly to the message it names (protocol 3.6).
 */
export function notAllowedOn(
  content: Content,
  sender: MessageItem,
  target: ConversationItem | undefined,
): string | undefined {
  const named = targetOf(content);
  if (named === undefined) return undefined;
  // Nobody here can judge it yet; it waits for its target to become readable.
  if (target?.is === 'unreadable') return undefined;
  if (target?.is !== 'message') return 'target.unknown';
  if (target.hash !== named.hash) return 'target.other';
  if (sender.afterRevocation === true) return 'target.after-revocation';
  if (content.type === 'noted') return undefined;
  const { officer, authority } = sender.sender;
  if (officer === undefined) return 'target.author';
  const isAuthor = officer === target.sender.officer && authority === target.sender.authority;
  if (content.type !== 'reaction' && !isAuthor) return 'target.author';
  if (content.type === 'reaction') return undefined;
  const { type } = target.content ?? {};
  return type === 'text' || (type === 'attachment' && content.type === 'withdrawal') ? undefined : 'target.type';
}

/** Whether a message's author is certain to somebody else alone, who passed it on, or to nobody, where it was recovered. */
export function isSecondHand({ receivedBy, recovered }: MessageItem): boolean {
  return receivedBy !== undefined || recovered === true;
}

/**
 * Whether who vouches for content may vouch for what it does to its target: a granter's word, or a recovery's, changes only
 * what is known by that same word, never what this device made certain itself or had from another. What may not be changed stands
 * beside it, as its own message and as received.
 */
export function vouchesFor(sender: MessageItem, target: MessageItem): boolean {
  return !isSecondHand(sender) || (sender.receivedBy === target.receivedBy && sender.recovered === target.recovered);
}

/** The target after content took effect on it: the original words stay behind a correction, the place behind a withdrawal. */
export function afterEffect(content: Content, sender: MessageItem, target: MessageItem): MessageItem {
  switch (content.type) {
    case 'correction':
      return { ...target, corrections: [...(target.corrections ?? []), { seq: sender.seq, text: content.text }] };
    case 'withdrawal': {
      const { content: _words, corrections: _corrections, ...kept } = target;
      return { ...kept, withdrawn: { seq: sender.seq } };
    }
    case 'noted':
      return { ...target, noted: [...(target.noted ?? []), { seq: sender.seq, sender: sender.sender }] };
    case 'reaction': {
      const { reaction } = content;
      const given = { seq: sender.seq, sender: sender.sender, ...(reaction === undefined ? {} : { reaction }) };
      return { ...target, reactions: withReaction(target.reactions ?? [], given) };
    }
    default:
      return target;
  }
}

// What was given earlier may become readable later, so that one that was taken back is kept as such.
function withReaction(before: readonly Reacted[], given: Reacted): readonly Reacted[] {
  const same = ({ sender }: Reacted): boolean => sender.officer === given.sender.officer;
  if (before.some((one) => same(one) && one.seq > given.seq)) return before;
  return [...before.filter((one) => !same(one)), given].sort((a, b) => a.seq - b.seq);
}

/** Keeps content until its target becomes readable. */
export async function waitForTarget(batch: StoreBatch, target: UnreadableItem, { seq }: MessageItem): Promise<void> {
  const key = keys.effects(target.conversation, target.seq);
  batch.put(key, [...((await batch.get<number[]>(key)) ?? []), seq]);
}

/** The item that a message names by id and ciphertext hash; where two senders chose one id, the hash tells them apart. */
export async function findTarget(
  batch: StoreBatch,
  conversation: ConversationState['id'],
  named: { readonly message: string; readonly hash: string },
  itemAt: (seq: number) => Promise<ConversationItem | undefined>,
): Promise<ConversationItem | undefined> {
  const places = (await batch.get<Record<string, number>>(keys.frameId(conversation, named.message))) ?? {};
  let found: ConversationItem | undefined;
  for (const seq of Object.values(places)) {
    const item = await itemAt(seq);
    if (item?.hash === named.hash) return item;
    found ??= item;
  }
  return found;
}
