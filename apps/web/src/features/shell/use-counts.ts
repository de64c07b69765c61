import { useEffect } from 'react';
import { unreadCount, useInbox } from '../inbox/use-inbox.js';
import { useNotifications } from './use-notifications.js';

interface Badged {
  readonly setAppBadge?: (count: number) => Promise<void>;
  readonly clearAppBadge?: () => Promise<void>;
}

/** Shows what is unread outside of the page: in the window's title, on the application's badge, by the browser. */
export function useCounts(): void {
  const { data = [] } = useInbox();
  const count = unreadCount(data);
  useNotifications(data);
  useEffect(() => {
    // Not every browser has a badge, and none must show it.
    const { setAppBadge, clearAppBadge } = navigator as Badged;
    void (count === 0 ? clearAppBadge?.call(navigator) : setAppBadge?.call(navigator, count))?.catch(() => undefined);
  }, [count]);
  useEffect(() => {
    const title = document.querySelector('title');
    if (title === null) return undefined;
    const mark = (): void => {
      const bare = document.title.replace(/^\(\d+\) /, '');
      const whole = count === 0 ? bare : `(${String(count)}) ${bare}`;
      if (document.title !== whole) document.title = whole;
    };
    mark();
    // Every screen names the window after itself; the count goes before whatever it is named.
    const watch = new MutationObserver(mark);
    watch.observe(title, { childList: true });
    return () => {
      watch.disconnect();
    };
  }, [count]);
}
