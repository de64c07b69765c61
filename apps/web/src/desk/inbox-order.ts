import type { InboxLine, InboxPart } from './api/inbox.js';

const PARTS: readonly InboxPart[] = ['needs', 'unread', 'waiting', 'quiet'];

type Weighed = Pick<InboxLine, 'awaits' | 'unread' | 'consent' | 'draft' | 'member' | 'closed' | 'done' | 'lastAt'>;

/** The part that a line belongs to. */
export function inboxPart({ awaits, unread, consent, draft, member, closed, done }: Weighed): InboxPart {
  if (!member) return unread > 0 ? 'unread' : 'quiet';
  if (done) return 'quiet';
  if (consent !== undefined) return 'needs';
  if (closed) return unread > 0 ? 'unread' : 'quiet';
  if (awaits === 'us' || draft) return 'needs';
  if (unread > 0) return 'unread';
  return awaits === 'them' ? 'waiting' : 'quiet';
}

/** Lines in the order in which they want an officer; within a part those with a change that is to be agreed to or made, then the unread, then the newest. */
export function ordered<Line extends Weighed>(lines: readonly Line[]): Line[] {
  const weight = (line: Line): number =>
    PARTS.indexOf(inboxPart(line)) * 4 + (line.consent !== undefined ? 0 : 2) + (line.unread > 0 ? 0 : 1);
  return [...lines].sort((a, b) => weight(a) - weight(b) || b.lastAt - a.lastAt);
}
