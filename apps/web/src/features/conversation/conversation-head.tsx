import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { ConversationView } from '../../desk/api/conversations.js';
import { useDesk } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Mark } from '../../ui/mark.js';
import { Menu, type MenuAct } from '../../ui/menu.js';
import { useCopy } from '../../ui/use-copy.js';
import { ExportDialog } from './export/export-dialog.js';
import { HeadingDialog } from './heading-dialog.js';
import { conversationLink } from './link.js';
import { CloseDialog, LeaveDialog } from './members/leave-dialogs.js';
import type { SheetPart } from './members/sheet.js';
import { titleOf } from './title.js';
import { useWords } from './words.js';

/** What the head may be given. */
export interface ConversationHeadProps {
  readonly view: ConversationView;
  readonly isSheetOpen: boolean;
  readonly onShow: (part: SheetPart) => void;
  readonly onPrint: () => void;
}

/** What a conversation is about, by both sides' references, and what can be done with it as a whole. */
export function ConversationHead({ view, isSheetOpen, onShow, onPrint }: ConversationHeadProps): ReactElement {
  const words = useWords();
  const { say } = words;
  const { self } = useDesk();
  const [asking, setAsking] = useState<'heading' | 'export' | 'leave' | 'close'>();
  const items = useMenu(view, setAsking, onShow, onPrint);
  const done = (): void => {
    setAsking(undefined);
  };
  return (
    <div className="talk-head">
      <div className="row">
        <Link className="btn icon small quiet only-small no-print" to="/inbox" aria-label={say('back')}>
          <Icon name="back" />
        </Link>
        <h1 dir="auto">{titleOf(words, view)}</h1>
        {view.closed && (
          <Mark tone="plain" icon="lock">
            {say('closed')}
          </Mark>
        )}
        {!view.member && (
          <Mark tone="warn" icon="leave">
            {say(self.expert === undefined ? 'notMember' : 'expert.ended')}
          </Mark>
        )}
        <span className="push row tight no-print">
          <span className="only-narrow">
            <Button
              isSmall
              icon="people"
              aria-expanded={isSheetOpen}
              onPress={() => {
                onShow('members');
              }}
            >
              {say('head.members')}
            </Button>
          </span>
          <Menu label={say('head.more')} isSmall items={items} />
        </span>
      </div>
      {view.kind !== 'authority' && <References view={view} />}
      {asking === 'heading' && <HeadingDialog view={view} onClose={done} />}
      {asking === 'export' && <ExportDialog conversation={view.id} last={view.seq} onClose={done} />}
      {asking === 'leave' && <LeaveDialog conversation={view.id} onClose={done} />}
      {asking === 'close' && <CloseDialog conversation={view.id} onClose={done} />}
    </div>
  );
}

function useMenu(
  { id, kind, member, closed }: ConversationView,
  ask: (what: 'heading' | 'export' | 'leave' | 'close') => void,
  onShow: (part: SheetPart) => void,
  onPrint: () => void,
): MenuAct[] {
  const { say } = useWords();
  const { self } = useDesk();
  const copy = useCopy();
  const isExpert = self.expert !== undefined;
  const isLive = member && !closed;
  const items: (MenuAct & { readonly isThere?: boolean })[] = [
    {
      id: 'link',
      icon: 'link',
      label: say('head.copyLink'),
      onAction: () => void copy(conversationLink(location.origin, id), say('head.linkCopied')),
    },
    {
      id: 'heading',
      icon: 'pen',
      label: say('head.heading'),
      isThere: isLive && kind !== 'authority' && !isExpert,
      onAction: () => {
        ask('heading');
      },
    },
    {
      id: 'notes',
      icon: 'note',
      label: say('head.notes'),
      isThere: kind !== 'authority' && !isExpert,
      onAction: () => {
        onShow('notes');
      },
    },
    { id: 'print', icon: 'print', label: say('head.print'), onAction: onPrint },
    {
      id: 'export',
      icon: 'download',
      label: say('head.export'),
      isThere: !isExpert,
      onAction: () => {
        ask('export');
      },
    },
    {
      id: 'close',
      icon: 'lock',
      label: say('head.close'),
      isThere: isLive && !isExpert,
      onAction: () => {
        ask('close');
      },
    },
    {
      id: 'leave',
      icon: 'leave',
      label: say('head.leave'),
      isThere: isLive,
      isGrave: true,
      onAction: () => {
        ask('leave');
      },
    },
  ];
  return items.filter(({ isThere = true }) => isThere).map(({ isThere: _isThere, ...item }) => item);
}

function References({ view }: { readonly view: ConversationView }): ReactElement {
  const { say } = useWords();
  const shown = [
    { key: 'ours', label: say('ours'), reference: view.ours.reference },
    ...view.others.map(({ id, name, reference }) => ({
      key: id,
      label: view.others.length === 1 ? say('theirs') : name,
      reference,
    })),
  ];
  // Who talks to an officer has no reference for it, unless one was given.
  const isBare = view.kind === 'direct' && shown.every(({ reference }) => reference === undefined);
  return (
    <div className="row small">
      {(isBare ? [] : shown).map(({ key, label, reference }) => (
        <span key={key}>
          <span className="muted">{label}</span>{' '}
          {reference === undefined ? (
            <span className="muted">{say('noReference')}</span>
          ) : (
            <bdi className="ref">{reference}</bdi>
          )}
        </span>
      ))}
      {view.kind === 'direct' && <Mark tone="plain">{say('direct')}</Mark>}
    </div>
  );
}
