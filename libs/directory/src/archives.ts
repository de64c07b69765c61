import type { ConversationId } from '#contracts';
import type { Archive, ArchiveOpening, Authority } from './facts.js';

/** The archive among whose holders the secrets of new epochs are split: the one declared last, unless that ended it. */
export function archiveInForce(authority: Pick<Authority, 'archives'>): Archive | undefined {
  const last = authority.archives.at(-1);
  return last === undefined || last.n === 0 ? undefined : last;
}

/** Whether an opening makes a conversation readable. */
export function isOpened({ scope }: Pick<ArchiveOpening, 'scope'>, conversation: ConversationId): boolean {
  return scope === 'all' || scope.includes(conversation);
}
