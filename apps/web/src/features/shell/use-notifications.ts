import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { InboxLine } from '../../desk/api/inbox.js';
import { usePreferences } from '../../platform/preferences.js';

/** Held by every window that can be seen. */
const VISIBLE = 'comity-visible';

/**
 * Has the browser say that something is new, where this was asked for and no window can be seen: without a word of it or
 * of whom it is from, one for each conversation.
 */
export function useNotifications(lines: readonly InboxLine[]): void {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { notifications } = usePreferences();
  const known = useRef<ReadonlyMap<string, number>>(undefined);
  useVisibleLock();
  useEffect(() => {
    const before = known.current;
    known.current = new Map(lines.map(({ id, unread }) => [id, unread]));
    if (!notifications || before === undefined || before.size === 0) return;
    const grown = lines.filter(({ id, unread }) => unread > (before.get(id) ?? 0));
    if (grown.length > 0)
      void isAnyVisible().then((isVisible) => {
        if (isVisible) return;
        for (const { id } of grown)
          show(t('notification.title'), { body: t('notification.text'), tag: id }, () => void navigate(`/c/${id}`));
      });
  }, [lines, notifications, t, navigate]);
}

function useVisibleLock(): void {
  useEffect(() => {
    let release: (() => void) | undefined;
    const follow = (): void => {
      release?.();
      release = undefined;
      if (document.visibilityState !== 'visible') return;
      void navigator.locks.request(
        VISIBLE,
        { mode: 'shared' },
        () =>
          new Promise<void>((released) => {
            release = released;
          }),
      );
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      release?.();
    };
  }, []);
}

async function isAnyVisible(): Promise<boolean> {
  if (document.visibilityState === 'visible') return true;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === VISIBLE);
}

function show(title: string, options: NotificationOptions, onClick: () => void): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, options);
    notification.onclick = () => {
      window.focus();
      onClick();
      notification.close();
    };
  } catch {
    // A browser that takes notifications from service workers alone: there is the badge.
  }
}
