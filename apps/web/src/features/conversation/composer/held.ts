import type { Draft } from '../../../desk/api/conversations.js';

/** The message that is answered, or whose words are replaced. */
export interface Target {
  readonly is: 'reply' | 'correction';
  readonly id: string;
  /** Unknown where the draft was kept by another sitting or window. */
  readonly seq?: number;
  readonly name?: string;
}

/** What was written, and what it answers or corrects. */
export interface Written {
  readonly draft: Draft;
  readonly target: Target | undefined;
}

/** What a window holds of what is being written. */
export interface Held extends Written {
  /** What was being written when a correction was begun. */
  readonly aside: Draft | undefined;
  /** What this window knows to be kept in the worker. */
  readonly kept: Draft;
}

const EMPTY: Draft = { text: '' };

/** Nothing is written, and nothing known to be kept. */
export const nothing: Held = { draft: EMPTY, target: undefined, aside: undefined, kept: EMPTY };

/** What of it is kept as a draft: words of a correction are not. */
export function draftOf({ draft, aside }: Held): Draft {
  return aside ?? draft;
}

/** Whether two drafts are the same; one without words is as good as any other without. */
export function isSame(one: Draft, other: Draft): boolean {
  if (one.text.trim() === '' && other.text.trim() === '') return true;
  const { text, language, answers, onTheRecord = false } = one;
  const isOnTheRecord = other.onTheRecord ?? false;
  return (
    text === other.text && language === other.language && answers === other.answers && onTheRecord === isOnTheRecord
  );
}

/** Writes on in a draft, or in nothing. */
export function opened(before: Held, draft: Draft = EMPTY): Held {
  const { answers } = draft;
  const isAnswering = before.target?.is === 'reply' && before.target.id === answers;
  const reply: Target | undefined = answers === undefined ? undefined : { is: 'reply', id: answers };
  return { draft, target: isAnswering ? before.target : reply, aside: undefined, kept: before.kept };
}

/** Puts words that were taken back before what is being written. What is being corrected keeps its place: other words wait beside it. */
export function restored(before: Held, { draft, target }: Written): Held {
  if (before.target?.is === 'correction') return { ...before, aside: joined(draft, before.aside ?? EMPTY) };
  if (target?.is === 'correction') return { ...before, draft, target, aside: before.draft };
  return opened(before, joined(draft, before.draft));
}

/**
 * Follows what is kept now, by whichever window. Words that were typed here and are not kept yet stay as they are: they are
 * joined to the others when they are kept.
 */
export function followed(before: Held, kept: Draft): Held {
  if (isSame(draftOf(before), kept)) return isSame(before.kept, kept) ? before : { ...before, kept };
  return isSame(draftOf(before), before.kept) ? takenUp(before, kept) : before;
}

/** Takes note of what became of a draft that this window gave to be kept: words of another window may be in it. */
export function settled(before: Held, given: Draft, kept: Draft): Held {
  if (isSame(given, kept)) return { ...before, kept };
  return isSame(draftOf(before), given) ? takenUp(before, kept) : before;
}

function takenUp(before: Held, kept: Draft): Held {
  return before.aside === undefined ? { ...opened(before, kept), kept } : { ...before, aside: kept, kept };
}

function joined(first: Draft, then: Draft): Draft {
  if (then.text.trim() === '') return first;
  const { onTheRecord: _only, ...rest } = first;
  // Words go on the record by the choice that was made for them, not by that for the words they are joined to.
  const onTheRecord = first.onTheRecord === true && then.onTheRecord === true;
  return { ...rest, ...(onTheRecord && { onTheRecord }), text: `${first.text}\n\n${then.text}` };
}
