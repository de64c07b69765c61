import type { ReactElement } from 'react';
import type { MessageEntry } from '../../../desk/api/thread.js';
import { IconButton } from '../../../ui/button.js';
import { Menu, type MenuAct } from '../../../ui/menu.js';
import { useToasts } from '../../../ui/toast.js';
import { conversationLink } from '../link.js';
import { useWords } from '../words.js';
import { reactionIcon } from './message-foot.js';

const REACTIONS = ['agreed', 'thanks', 'question', 'seen'] as const;
const TOLD_SECONDS = 6;

/** What can be done with messages. */
export interface MessageActs {
  readonly reply: (seq: number, entry: MessageEntry) => void;
  readonly correct: (seq: number, entry: MessageEntry) => void;
  readonly note: (entry: MessageEntry) => void;
  readonly react: (entry: MessageEntry, reaction: string | undefined) => void;
  readonly withdraw: (entry: MessageEntry) => void;
}

/** What the actions may be given. */
export interface MessageActionsProps {
  readonly conversation: string;
  readonly seq: number;
  readonly entry: MessageEntry;
  /** Whether anything may be written here. */
  readonly canWrite: boolean;
  readonly acts: MessageActs;
}

/** What can be done with a message: a reply at once, everything else in a menu. */
export function MessageActions({ conversation, seq, entry, canWrite, acts }: MessageActionsProps): ReactElement {
  const { say } = useWords();
  const toasts = useToasts();
  const copy = async (text: string, told: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    toasts.show({ text: say(told, { seq }), seconds: TOLD_SECONDS });
  };
  const words = entry.corrections.at(-1)?.text ?? entry.words?.text;
  const items: MenuAct[] = [
    {
      id: 'link',
      icon: 'link',
      label: say('act.copyLink'),
      onAction: () => void copy(conversationLink(conversation, seq), 'act.linkCopied'),
    },
  ];
  if (words !== undefined && entry.withdrawn === undefined)
    items.push({
      id: 'copy',
      icon: 'copy',
      label: say('act.copyWords'),
      onAction: () => void copy(words, 'act.wordsCopied'),
    });
  const isAnswerable = canWrite && entry.withdrawn === undefined && !entry.needsNewer;
  if (isAnswerable && !entry.own) {
    const onAction = (): void => {
      acts.note(entry);
    };
    items.unshift({ id: 'note', icon: 'check', label: say('act.note'), onAction });
  }
  if (canWrite && entry.changeable) {
    items.push({
      id: 'correct',
      icon: 'pen',
      label: say('act.correct'),
      onAction: () => {
        acts.correct(seq, entry);
      },
    });
    items.push({
      id: 'withdraw',
      icon: 'trash',
      label: say('act.withdraw'),
      isGrave: true,
      onAction: () => {
        acts.withdraw(entry);
      },
    });
  }
  const reactions = REACTIONS.map((reaction) => ({
    id: reaction,
    icon: reactionIcon(reaction),
    label: say(`reaction.${reaction}`),
    onAction: () => {
      acts.react(entry, reaction);
    },
  }));
  return (
    <div className="msg-acts no-print">
      {isAnswerable && (
        <IconButton
          variant="quiet"
          isSmall
          icon="reply"
          label={say('act.reply')}
          onPress={() => {
            acts.reply(seq, entry);
          }}
        />
      )}
      <Menu
        label={say('act.of', { seq })}
        variant="quiet"
        isSmall
        items={items}
        sections={isAnswerable ? [{ title: say('reaction.title'), items: reactions }] : []}
      />
    </div>
  );
}
