import { reactions } from '#client/choices';
import { useState, type ReactElement } from 'react';
import type { MessageEntry } from '../../../desk/api/thread.js';
import { Icon, type IconName } from '../../../ui/icon.js';
import { Menu, type MenuAct } from '../../../ui/menu.js';
import { useCopy } from '../../../ui/use-copy.js';
import { conversationLink } from '../link.js';
import { useWords } from '../words.js';
import { reactionIcon } from './message-foot.js';
import { WithdrawDialog } from './withdraw-dialog.js';

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

/**
 * What can be done with a message: a reply at once, everything else in a menu. A screen holds many of these and uses one:
 * the menu is made when it is asked for.
 */
export function MessageActions(props: MessageActionsProps): ReactElement {
  const { seq, entry, acts } = props;
  const { say } = useWords();
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="msg-acts no-print">
      {isAnswerable(props) && (
        <PlainButton
          icon="reply"
          label={say('act.reply')}
          onPress={() => {
            acts.reply(seq, entry);
          }}
        />
      )}
      {isAsked ? (
        <ActionsMenu {...props} />
      ) : (
        <PlainButton
          icon="more"
          label={say('act.of', { seq })}
          hasMenu
          onPress={() => {
            setAsked(true);
          }}
        />
      )}
    </div>
  );
}

function PlainButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly hasMenu?: boolean;
  readonly onPress: () => void;
}): ReactElement {
  const { icon, label, hasMenu = false, onPress } = props;
  return (
    <button
      type="button"
      className="btn icon quiet small"
      aria-label={label}
      title={label}
      {...(hasMenu ? { 'aria-haspopup': 'menu', 'aria-expanded': false } : {})}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}

function ActionsMenu(props: MessageActionsProps): ReactElement {
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const items = useItems(props, () => {
    // The menu gives the focus back to its button first, and the dialog gives it back there.
    setTimeout(() => {
      setAsking(true);
    }, 50);
  });
  const { seq, entry, acts } = props;
  const offered = reactions.map((reaction) => ({
    id: reaction,
    icon: reactionIcon(reaction),
    label: say(`reaction.${reaction}`),
    onAction: () => {
      acts.react(entry, reaction);
    },
  }));
  return (
    <>
      <Menu
        label={say('act.of', { seq })}
        variant="quiet"
        isSmall
        isOpenAtFirst
        items={items}
        sections={isAnswerable(props) ? [{ title: say('reaction.title'), items: offered }] : []}
      />
      {isAsking && (
        <WithdrawDialog
          seq={seq}
          onWithdraw={() => {
            acts.withdraw(entry);
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

function useItems(props: MessageActionsProps, onWithdraw: () => void): MenuAct[] {
  const { conversation, seq, entry, canWrite, acts } = props;
  const { say } = useWords();
  const copy = useCopy();
  const words = entry.withdrawn === undefined ? (entry.corrections.at(-1)?.text ?? entry.words?.text) : undefined;
  const items: (MenuAct & { readonly isThere: boolean })[] = [
    {
      id: 'note',
      icon: 'check',
      label: say('act.note'),
      isThere: isAnswerable(props) && !entry.own,
      onAction: () => {
        acts.note(entry);
      },
    },
    {
      id: 'link',
      icon: 'link',
      label: say('act.copyLink'),
      isThere: true,
      onAction: () => void copy(conversationLink(location.origin, conversation, seq), say('act.linkCopied', { seq })),
    },
    {
      id: 'copy',
      icon: 'copy',
      label: say('act.copyWords'),
      isThere: words !== undefined,
      onAction: () => void copy(words ?? '', say('act.wordsCopied', { seq })),
    },
    {
      id: 'correct',
      icon: 'pen',
      label: say('act.correct'),
      isThere: canWrite && entry.changeable && entry.words !== undefined,
      onAction: () => {
        acts.correct(seq, entry);
      },
    },
    {
      id: 'withdraw',
      icon: 'trash',
      label: say('act.withdraw'),
      isThere: canWrite && entry.changeable,
      isGrave: true,
      onAction: onWithdraw,
    },
  ];
  return items.filter(({ isThere }) => isThere).map(({ isThere: _isThere, ...item }) => item);
}

function isAnswerable({ canWrite, entry }: MessageActionsProps): boolean {
  return canWrite && entry.withdrawn === undefined && !entry.needsNewer;
}
