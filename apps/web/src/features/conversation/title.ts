import type { ConversationView } from '../../desk/api/conversations.js';
import type { ConversationWords } from './words.js';

/** What a conversation is called, as in the inbox: its subject, else whom it is with. */
export function titleOf(
  { say, list, state }: Pick<ConversationWords, 'say' | 'list' | 'state'>,
  { subject, kind, others, met }: Pick<ConversationView, 'subject' | 'kind' | 'others' | 'met'>,
): string {
  if (subject !== undefined) return subject;
  if (others.length === 0) return say(kind === 'authority' ? 'notesOf' : 'untitledOwn');
  const parties = others.map(state);
  return kind === 'direct'
    ? say('untitledDirect', { names: list(met.length > 0 ? met : parties) })
    : say('untitled', { parties: list(parties) });
}
