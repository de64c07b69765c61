import type { ConversationId } from '#contracts';
import type { ContentOf } from './message-content.js';

/** What an officer's devices know about one conversation: how far it was read, done for now, pinned. */
export type Mark = ContentOf<'notebook'>['marks'][number];

/** A conversation that nobody has touched. */
export function unmarked(conversation: ConversationId): Mark {
  return { conversation, read: 0, done: 0, pinned: false, version: 0 };
}

/**
 * What two devices know together. Neither order nor repetition matters, so that every device comes to the same, whatever
 * reached it first: the furthest place that was read, and the change that knew of the most changes before it.
 */
export function mergedMark(a: Mark, b: Mark): Mark {
  return { ...laterOf(a, b), read: Math.max(a.read, b.read) };
}

/** Whether two marks say the same. */
export function sameMark(a: Mark, b: Mark): boolean {
  return a.read === b.read && a.version === b.version && a.done === b.done && a.pinned === b.pinned;
}

function laterOf(a: Mark, b: Mark): Mark {
  if (a.version !== b.version) return a.version > b.version ? a : b;
  // Changed on two devices at once: any rule does that is the same on both.
  if (a.done !== b.done) return a.done > b.done ? a : b;
  return a.pinned ? a : b;
}
