import type { Draft } from './api/conversations.js';

/**
 * What is to be kept of what a window gives, where another window may have kept words since: none are lost.
 * @param known - the text that the window knew to be kept when it gave its own
 */
export function joinedDraft(given: Draft, kept: Draft, known: string): Draft {
  if (kept.text === known || kept.text === '' || given.text.startsWith(kept.text)) return given;
  if (given.text.trim() === '' || given.text === known) return kept;
  return { ...given, text: `${kept.text}\n\n${given.text}` };
}
