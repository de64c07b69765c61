import type { Draft } from './api/conversations.js';

/**
 * What is to be kept of what a window gives, where another window may have kept words since: none are lost.
 * @param known - the text that the window knew to be kept when it gave its own
 */
export function joinedDraft(given: Draft, kept: Draft, known: string): Draft {
  if (kept.text === known || kept.text === '' || given.text.startsWith(kept.text)) return given;
  if (given.text.trim() === '' || given.text === known) return kept;
  const { onTheRecord: _only, ...joined } = given;
  // Words go on the record where whoever wrote them chose it, in both windows.
  const onTheRecord = given.onTheRecord === true && kept.onTheRecord === true;
  return { ...joined, ...(onTheRecord && { onTheRecord }), text: `${kept.text}\n\n${given.text}` };
}
