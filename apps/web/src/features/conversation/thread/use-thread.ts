import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';
import type { Tail } from '../../../desk/api/thread.js';
import { nextStop } from './marks.js';
import { blocksAround } from '../read-ahead.js';
import { usePlaces, type Places } from './use-places.js';

/** A row that was not measured yet, CSS pixels. */
const USUAL_HEIGHT = 84;
const OVERSCAN = 6;
/** So near to the end counts as there, CSS pixels. */
const NEAR_END = 48;

/** A thread as it scrolls. Row `i` is place `i + 1`; after the last place stand the notices and the messages on their way. */
export interface ScrolledThread {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: Virtualizer<HTMLDivElement, HTMLLIElement>;
  readonly places: Places;
  /** Shows a place, and moves the focus to it. */
  readonly jump: (seq: number) => void;
  /** Moves the focus from message to message. */
  readonly step: (direction: 1 | -1) => void;
  readonly toEnd: () => void;
  readonly toStart: () => void;
  /** The message that has the focus, or had it last. */
  readonly current: number | undefined;
  readonly setCurrent: (seq: number) => void;
  readonly isAtEnd: boolean;
  /** The last place that is on the screen. */
  readonly lastShown: number;
}

/** Scrolls a thread: opens it at a place, keeps what is read in view, and follows the end while the reader is there. */
export function useThread(
  { id, seq }: Pick<ConversationView, 'id' | 'seq'>,
  { notices, waiting }: Tail,
  openAt: number | undefined,
): ScrolledThread {
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<number>();
  const sought = useRef<number>(undefined);
  const count = seq + notices.length + waiting.length;
  // With another function every row is placed anew, however many there are.
  const getItemKey = useCallback((index: number) => rowKey(index, seq, notices, waiting), [seq, notices, waiting]);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey,
    overscan: OVERSCAN,
    initialOffset: () => ((openAt ?? count) - 1) * USUAL_HEIGHT,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    paddingStart: 8,
    paddingEnd: 16,
  });
  const items = virtualizer.getVirtualItems();
  const opened = (openAt ?? count) - 1;
  const [first, last] = [(items[0]?.index ?? opened) + 1, (items.at(-1)?.index ?? opened) + 1];
  const places = usePlaces(id, blocksAround(first, last, seq));

  const open = useEffectEvent(() => {
    if (openAt !== undefined) virtualizer.scrollToIndex(openAt - 1, { align: 'start' });
  });
  // Only once: what comes later moves nobody who reads.
  useLayoutEffect(() => {
    open();
  }, []);
  const { follows, isAtEnd } = useFollowing(scroller, virtualizer, openAt === undefined);

  // A row that is sought is not there before the scrolling has brought it.
  useEffect(() => {
    const wanted = sought.current;
    if (wanted === undefined) return;
    const stop = scroller.current?.querySelector<HTMLElement>(`[data-stop="${String(wanted)}"]`);
    if (stop === null || stop === undefined) return;
    sought.current = undefined;
    stop.focus({ preventScroll: true });
  });

  const seek = (place: number, align: 'auto' | 'center'): void => {
    sought.current = place;
    follows.current = false;
    setCurrent(place);
    virtualizer.scrollToIndex(place - 1, { align });
  };
  return {
    scroller,
    virtualizer,
    places,
    current,
    setCurrent,
    jump: (place) => {
      if (place >= 1 && place <= seq) seek(place, 'center');
    },
    step: (direction) => {
      const shown = virtualizer.range;
      const from = current ?? (direction > 0 ? (shown?.startIndex ?? 0) : (shown?.endIndex ?? seq) + 2);
      const next = nextStop(places.at, Math.min(from, seq + 1), direction, seq);
      if (next !== undefined) seek(next, 'auto');
    },
    toStart: () => {
      follows.current = false;
      virtualizer.scrollToIndex(0, { align: 'start' });
    },
    toEnd: () => {
      follows.current = true;
      virtualizer.scrollToEnd();
    },
    isAtEnd,
    lastShown: Math.min(seq, (virtualizer.range?.endIndex ?? -1) + 1),
  };
}

/** Keeps the end in view until somebody scrolls away from it, whatever grows or comes meanwhile. */
function useFollowing(
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: Virtualizer<HTMLDivElement, HTMLLIElement>,
  fromTheBeginning: boolean,
): { readonly follows: RefObject<boolean>; readonly isAtEnd: boolean } {
  const follows = useRef(fromTheBeginning);
  const [isAtEnd, setAtEnd] = useState(true);
  const size = virtualizer.getTotalSize();
  useLayoutEffect(() => {
    if (follows.current) virtualizer.scrollToEnd();
  }, [virtualizer, size]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let before = element.scrollTop;
    const look = (): void => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const isThere = scrollHeight - clientHeight - scrollTop <= NEAR_END;
      // What grows at the end moves nothing up; whoever reads does.
      if (isThere) follows.current = true;
      else if (scrollTop < before - 1 && follows.current) {
        follows.current = false;
        // Else it would bring whoever has left the end back to it.
        virtualizer.cancelScroll();
      }
      before = scrollTop;
      setAtEnd(isThere);
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(() => {
      // What is written below takes room from what is read.
      if (follows.current) virtualizer.scrollToEnd();
      look();
    });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [scroller, virtualizer, size]);
  return { follows, isAtEnd };
}

// The list asks for those of all rows with each row that it measures: a message's place is its key, and no text is made of it.
function rowKey(index: number, seq: number, notices: Tail['notices'], waiting: Tail['waiting']): string | number {
  if (index < seq) return index + 1;
  const notice = notices[index - seq];
  if (notice !== undefined) return `notice-${String(notice.number)}`;
  return waiting[index - seq - notices.length]?.id ?? `after-${String(index)}`;
}
