import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react';
import { useLocation } from 'react-router';
import type { ConversationView } from '../../../desk/api/conversations.js';
import type { Tail } from '../../../desk/api/thread.js';
import { useShortcuts } from '../../../platform/shortcuts.js';
import { useDesk } from '../../../platform/use-desk.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { Fault } from '../../../ui/fault.js';
import { Loading } from '../../../ui/progress.js';
import { seqOfHash } from '../link.js';
import { openingPlace } from '../read-ahead.js';
import { useWords, type Say } from '../words.js';
import { useAnnouncements } from './announcements.js';
import { beginsDay, firstNew } from './marks.js';
import type { MessageActs } from './message-actions.js';
import { NoticeLine } from './notice-line.js';
import { PlaceRow } from './row.js';
import type { Places } from './use-places.js';
import { useReading } from './use-reading.js';
import { useThread } from './use-thread.js';
import { WaitingMessage, type WaitingActs } from './waiting-message.js';
import './thread.css';

/** So far from the end the last own message is looked for. */
const NEAR = 50;

/** What a thread may be given. */
export interface ThreadProps {
  readonly view: ConversationView;
  readonly tail: Tail;
  readonly acts: MessageActs & WaitingActs;
  readonly onShowMembers: () => void;
}

/** What was said in a conversation, oldest first: opened where the news begin, fetched as it is scrolled. */
export function Thread({ view, tail, acts, onShowMembers }: ThreadProps): ReactElement {
  const { say } = useWords();
  const { self } = useDesk();
  const { hash } = useLocation();
  const [opened] = useState(() => ({
    at: seqOfHash(hash) ?? openingPlace(view),
    readTo: view.unread > 0 ? view.readTo : view.seq,
    /** Nothing stands in it but its opening and its heading. */
    isEmpty: view.seq <= 2,
  }));
  const thread = useThread(view, tail, opened.at);
  const { virtualizer, places, scroller, current } = thread;
  useReading(view, thread.lastShown);
  const announcement = useAnnouncements(view, places.at);
  useLinkedPlace(hash, thread.jump);
  useFollowOwn(tail, thread.toEnd);
  useEffect(() => {
    // Whoever came by a line of a list had the focus on it, and it is gone with the list.
    if (document.activeElement !== document.body) return;
    const compose = document.querySelector<HTMLElement>('.talk [data-compose]');
    (opened.isEmpty ? (compose ?? scroller.current) : scroller.current)?.focus({ preventScroll: true });
  }, [scroller, opened]);

  const reply = (): void => {
    const entry = current === undefined ? undefined : places.at(current)?.entry;
    if (current !== undefined && entry?.is === 'message' && canWrite) acts.reply(current, entry);
  };
  const canWrite = view.member && !view.closed;
  useShortcuts({
    j: () => thread.step(1),
    k: () => thread.step(-1),
    'Alt+ArrowDown': () => thread.step(1),
    'Alt+ArrowUp': () => thread.step(-1),
    r: reply,
  });

  const newFrom = firstNew(places.at, opened.readTo, view.seq);
  const lastOwn = lastOwnMessage(places.at, view.seq);
  return (
    <>
      <h2 className="vh">{say('messages')}</h2>
      <div
        className="log"
        ref={scroller}
        data-pane
        tabIndex={0}
        role="region"
        aria-label={say('oldestFirst')}
        onKeyDown={(event) => {
          // The browser's own way there would end where rows turn out to be of another height.
          const go = { Home: thread.toStart, End: thread.toEnd }[event.key];
          // What lies over the page, such as a menu, has keys of its own.
          if (go === undefined || !event.currentTarget.contains(event.target as Node)) return;
          event.preventDefault();
          go();
        }}
      >
        {places.error !== undefined && <Fault error={places.error} onRetry={places.retry} />}
        {view.seq <= 1 && tail.waiting.length === 0 && (
          <EmptyState title={say('empty.title')}>
            <p>{say('empty.text')}</p>
          </EmptyState>
        )}
        <ol className="log-in" style={{ blockSize: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => {
            const seq = index + 1;
            const place = seq <= view.seq ? places.at(seq) : undefined;
            const isHere = place !== undefined || seq > view.seq;
            const notice = tail.notices[index - view.seq];
            const waiting = tail.waiting[index - view.seq - tail.notices.length];
            return (
              <li
                key={key}
                data-index={index}
                ref={isHere ? virtualizer.measureElement : undefined}
                aria-setsize={virtualizer.options.count}
                aria-posinset={seq}
                style={{ transform: `translateY(${String(start)}px)` }}
                onFocus={() => {
                  if (place !== undefined) thread.setCurrent(seq);
                }}
              >
                {place !== undefined && (
                  <PlaceRow
                    conversation={view.id}
                    place={place}
                    isDayBegun={beginsDay(places.at, place)}
                    isFirstNew={seq === newFrom}
                    isNew={newFrom !== undefined && seq >= newFrom}
                    state={seq === lastOwn ? storedWords(say, view, seq) : undefined}
                    canWrite={canWrite}
                    acts={acts}
                    onJump={thread.jump}
                    onShowMembers={onShowMembers}
                  />
                )}
                {!isHere && <div className="msg-absent" aria-hidden="true" />}
                {index >= view.seq && notice !== undefined && <NoticeLine notice={notice} />}
                {index >= view.seq + tail.notices.length && waiting !== undefined && (
                  <WaitingMessage
                    conversation={view.id}
                    entry={waiting}
                    ours={view.ours}
                    name={self.officerName}
                    acts={acts}
                    onJump={thread.jump}
                  />
                )}
              </li>
            );
          })}
        </ol>
      </div>
      {!thread.isAtEnd && (
        <div className="to-end no-print">
          <Button
            isSmall
            icon="down"
            onPress={() => {
              thread.toEnd();
              scroller.current?.focus({ preventScroll: true });
            }}
          >
            {view.unread > 0 ? say('toEnd', { count: view.unread }) : say('toLast')}
          </Button>
        </div>
      )}
      {places.isPending && (
        <div className="vh">
          <Loading label={say('loadingMessages')} />
        </div>
      )}
      <p className="vh" role="status">
        {announcement}
      </p>
    </>
  );
}

/** A link to a message that is followed while the thread is open already. */
function useLinkedPlace(hash: string, jump: (seq: number) => void): void {
  const go = useEffectEvent(jump);
  useEffect(() => {
    const seq = seqOfHash(hash);
    if (seq !== undefined) go(seq);
  }, [hash]);
}

/** Whoever writes something sees it; what is said of another message leaves the reader there. */
function useFollowOwn({ waiting }: Tail, toEnd: () => void): void {
  const go = useEffectEvent(toEnd);
  const newest = waiting.findLast(({ is }) => is === 'words')?.id;
  const before = useRef(newest);
  useEffect(() => {
    if (newest !== undefined && newest !== before.current) go();
    before.current = newest;
  }, [newest]);
}

/** The place of the last own message, as far as it is near the end and at hand. */
function lastOwnMessage(at: Places['at'], last: number): number | undefined {
  for (let seq = last; seq > Math.max(0, last - NEAR); seq--) {
    const entry = at(seq)?.entry;
    if (entry === undefined) return undefined;
    if (entry.is === 'message' && entry.own) return seq;
  }
  return undefined;
}

function storedWords(say: Say, { readByOthers }: ConversationView, seq: number): string {
  return readByOthers >= seq ? say('message.readBy') : say('message.stored', { seq });
}
