import type { ReactElement } from 'react';
import type { EventEntry, ThreadEvent } from '../../../desk/api/thread.js';
import { Icon, type IconName } from '../../../ui/icon.js';
import { Notice } from '../../../ui/notice.js';
import { useWords } from '../words.js';
import { eventWords } from './event-words.js';
import { When } from './when.js';

const ICONS: Readonly<Record<ThreadEvent['is'], IconName>> = {
  opened: 'consult',
  joined: 'people',
  'joined-anew': 'device',
  left: 'leave',
  removed: 'leave',
  'party-added': 'people',
  'party-removed': 'leave',
  'policy-changed': 'gear',
  'moderator-added': 'shield',
  'moderator-removed': 'shield',
  closed: 'lock',
  reopened: 'lock',
  'keys-changed': 'key',
  notes: 'note',
  unproved: 'alert',
  corrected: 'pen',
  withdrew: 'x',
  consented: 'check',
  'consent-asked': 'help',
  'history-granted': 'eye',
  heading: 'doc',
};
// What only tells of another message stands small.
const SMALL: ReadonlySet<string> = new Set(['corrected', 'withdrew', 'consented', 'heading', 'history-granted']);

/** What an event may be given. */
export interface EventLineProps {
  readonly seq: number;
  readonly entry: EventEntry;
  readonly onJump: (seq: number) => void;
  readonly onShowMembers: () => void;
}

/** What happened to a conversation, in its place and in words. */
export function EventLine({ seq, entry, onJump, onShowMembers }: EventLineProps): ReactElement {
  const words = useWords();
  const { say, named } = words;
  const [first] = entry.events;
  const sentences = entry.events.map((event) => eventWords(words, event, named(entry.by)));
  const place = (
    <span className="when">
      <When at={entry.at} /> <span aria-hidden="true">·</span> {say('number', { seq })}
    </span>
  );
  if (first !== undefined && SMALL.has(first.is)) {
    const target = 'seq' in first ? first.seq : undefined;
    return (
      <p className="trace">
        <Icon name={ICONS[first.is]} />
        <span>
          {sentences.join(' ')}{' '}
          {target !== undefined && (
            <button
              type="button"
              className="link no-print"
              onClick={() => {
                onJump(target);
              }}
            >
              {say('event.jump', { seq: target })}
            </button>
          )}
        </span>
        {place}
      </p>
    );
  }
  return (
    <Notice
      tone="calm"
      icon={first === undefined ? 'info' : ICONS[first.is]}
      action={
        <>
          {first?.is === 'consent-asked' && (
            <button type="button" className="link no-print" onClick={onShowMembers}>
              {say('event.showConsent')}
            </button>
          )}
          {place}
        </>
      }
    >
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
