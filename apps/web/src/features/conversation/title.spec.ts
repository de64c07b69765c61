import { describe, expect, it } from '@jest/globals';
import type { ConversationView } from '../../desk/api/conversations.js';
import conversation from '../../locales/en/conversation.json' with { type: 'json' };
import inbox from '../../locales/en/inbox.json' with { type: 'json' };
import { titleOf } from './title.js';
import type { ConversationWords } from './words.js';

const words = {
  say: (key: string, values = {}) => `${key} ${Object.values(values).join()}`,
  list: (names: readonly string[]) => names.join(' and '),
  state: ({ name }) => name,
} as ConversationWords;

function aTitle(view: Partial<Pick<ConversationView, 'subject' | 'kind' | 'met'>>): string {
  const others = [{ name: 'Nerovia' }] as unknown as ConversationView['others'];
  return titleOf(words, { subject: undefined, kind: 'direct', met: ['Samir Velkan'], ...view, others });
}

describe('the title of a conversation', () => {
  it('is its subject', () => {
    expect(aTitle({ subject: 'Bank records' })).toBe('Bank records');
  });

  it('names the officers of a direct one, in the words of the inbox, and the State where they have left', () => {
    expect(aTitle({})).toBe('untitledDirect Samir Velkan');
    expect(aTitle({ met: [] })).toBe('untitledDirect Nerovia');
    expect(conversation.untitledDirect).toBe(inbox.direct);
  });

  it('names the States of a consultation', () => {
    expect(aTitle({ kind: 'consultation' })).toBe('untitled Nerovia');
  });
});
