import type { ConversationView } from '../../desk/api/conversations.js';
import type { ConversationWords } from './words.js';

/** What a conversation is called: its subject, else whom it is with. */
export function titleOf({ say, list, state }: ConversationWords, { subject, kind, others }: ConversationView): string {
  if (subject !== undefined) return subject;
  if (others.length === 0) return say(kind === 'authority' ? 'notesOf' : 'untitledOwn');
  return say(kind === 'direct' ? 'untitledDirect' : 'untitled', { parties: list(others.map(state)) });
}
