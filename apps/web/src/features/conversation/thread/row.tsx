import type { ReactElement } from 'react';
import type { Place } from '../../../desk/api/thread.js';
import { Time } from '../../../ui/time.js';
import { useWords } from '../words.js';
import { EventLine } from './event-line.js';
import { Message } from './message.js';
import { MessageActions, type MessageActs } from './message-actions.js';
import { NoticeLine, RefusedLine, UnreadableLine } from './notice-line.js';

/** What a place may be given. */
export interface PlaceRowProps {
  readonly conversation: string;
  readonly place: Place;
  readonly isDayBegun: boolean;
  /** Whether the news begin here, and whether this is news. */
  readonly isFirstNew: boolean;
  readonly isNew: boolean;
  readonly state: string | undefined;
  readonly canWrite: boolean;
  readonly acts: MessageActs;
  readonly onJump: (seq: number) => void;
  readonly onShowMembers: () => void;
}

/** One place of the sequence, with the marks that stand before it. */
export function PlaceRow(props: PlaceRowProps): ReactElement {
  const { place, isDayBegun, isFirstNew } = props;
  const { say } = useWords();
  return (
    <>
      {isDayBegun && (
        <h3 className="day">
          <Time at={place.entry.at} kind="day" />
        </h3>
      )}
      {isFirstNew && <p className="new-mark">{say('new')}</p>}
      {place.notices.map((notice) => (
        <NoticeLine key={notice.number} notice={notice} />
      ))}
      <Entry {...props} />
    </>
  );
}

function Entry(props: PlaceRowProps): ReactElement | undefined {
  const { conversation, place, isNew, state, canWrite, acts, onJump, onShowMembers } = props;
  const { seq, entry } = place;
  switch (entry.is) {
    case 'message':
      return (
        <Message
          conversation={conversation}
          seq={seq}
          entry={entry}
          isNew={isNew}
          state={state}
          onJump={onJump}
          onReact={(reaction) => {
            acts.react(entry, reaction);
          }}
          actions={
            <MessageActions conversation={conversation} seq={seq} entry={entry} canWrite={canWrite} acts={acts} />
          }
        />
      );
    case 'event':
      return <EventLine seq={seq} entry={entry} onJump={onJump} onShowMembers={onShowMembers} />;
    case 'unreadable':
      return <UnreadableLine seq={seq} entry={entry} />;
    case 'refused':
      return <RefusedLine seq={seq} entry={entry} />;
    case 'quiet':
      return undefined;
  }
}
