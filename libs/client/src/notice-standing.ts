import type { ConversationState } from './conversation-state.js';
import type { Notice, NoticeCode, NoticeStanding } from './notices.js';

/** What had no effect, and leaves nothing to do. */
const INFORMATION: ReadonlySet<NoticeCode> = new Set<NoticeCode>([
  'content.not-the-author',
  'context.directory-unproven',
]);

/** How a notice stands. @param state - of the conversation it belongs to, as far as it was read by now */
export function noticeStanding(notice: Notice, state: ConversationState | undefined): NoticeStanding {
  if (notice.dealtWith !== undefined) return 'dealt-with';
  if (INFORMATION.has(notice.code)) return 'information';
  return state !== undefined && isMended(notice, state) ? 'mended' : 'open';
}

/** Whether the place that a notice speaks of has been filled, read or logged since. */
function isMended({ code, seq = Infinity }: Notice, state: ConversationState): boolean {
  switch (code) {
    case 'frames.gap':
    case 'statement.pending':
      return state.seq >= seq;
    case 'tail.unlogged':
      return state.logged.some((logged) => logged.seq > seq);
    default:
      return false;
  }
}
