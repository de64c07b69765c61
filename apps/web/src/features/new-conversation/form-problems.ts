import type { NewConversation } from '../../desk/api/inbox.js';

/** What is wrong with the form, by field, in keys of its catalogue. */
export interface FormProblems {
  readonly officers?: 'somebody';
  readonly subject?: 'subject.missing' | 'subject.long';
  readonly reference?: 'reference.long';
}

const MOST_SUBJECT = 200;
const MOST_REFERENCE = 100;

/** What keeps a conversation from being opened. @param isSome - whether single officers are to be chosen */
export function problemsOf({ kind, officers, subject, reference }: NewConversation, isSome: boolean): FormProblems {
  const problems: { -readonly [Field in keyof FormProblems]: FormProblems[Field] } = {};
  if (isSome && officers.length === 0) problems.officers = 'somebody';
  if (kind === 'direct') return problems;
  if (subject.trim() === '') problems.subject = 'subject.missing';
  if (subject.trim().length > MOST_SUBJECT) problems.subject = 'subject.long';
  if (reference.trim().length > MOST_REFERENCE) problems.reference = 'reference.long';
  return problems;
}
