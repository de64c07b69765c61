import type { UseQueryResult } from '@tanstack/react-query';
import type { InboxLine } from '../../desk/api/inbox.js';
import { useView } from '../../platform/use-desk.js';

/** Every line of the inbox, in the order in which they want the officer. */
export function useInbox(): UseQueryResult<readonly InboxLine[]> {
  return useView(['inbox'], (desk) => desk.inbox.lines());
}

/** Whether a line needs attention: an answer, consent, or to be read. */
export function needsAttention({ part }: Pick<InboxLine, 'part'>): boolean {
  return part === 'needs' || part === 'unread';
}

/** How many conversations hold something unread and are not put aside: the one counter of title, badge and notifications. */
export function unreadCount(lines: readonly InboxLine[]): number {
  return lines.filter(({ unread, done }) => unread > 0 && !done).length;
}
