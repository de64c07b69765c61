import { useEffect, useState } from 'react';
import type { ConversationView } from '../../../desk/api/conversations.js';
import { useDesk } from '../../../platform/use-desk.js';

/** So long a message is on the screen before it counts as read, milliseconds. */
const READING = 600;

/** Takes note of how far was read: what was on the screen of somebody who was there. */
export function useReading({ id, unread, readTo }: ConversationView, lastShown: number): void {
  const { desk } = useDesk();
  const isLooking = useLooking();
  useEffect(() => {
    if (!isLooking || unread === 0 || lastShown <= readTo) return undefined;
    const timer = setTimeout(() => {
      void desk.conversations.markRead(id, lastShown).catch(() => undefined);
    }, READING);
    return () => {
      clearTimeout(timer);
    };
  }, [desk, id, isLooking, unread, readTo, lastShown]);
}

function useLooking(): boolean {
  const [isLooking, setLooking] = useState(() => document.hasFocus());
  useEffect(() => {
    const look = (): void => {
      setLooking(document.visibilityState === 'visible' && document.hasFocus());
    };
    const events = ['focus', 'blur'] as const;
    for (const event of events) window.addEventListener(event, look);
    document.addEventListener('visibilitychange', look);
    return () => {
      for (const event of events) window.removeEventListener(event, look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return isLooking;
}
