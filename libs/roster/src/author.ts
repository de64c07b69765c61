import { refuse } from './errors.js';
import type { Judgement } from './judgement.js';
import { deviceIn, isPartyOver } from './roster.js';
import { evictionOf, seatStanding } from './seat.js';

/**
 * Judges whether the author may make a statement of this sort at all (protocol 2.3): it must be live; a `party` then
 * may propose any change; an `expert` or a `desk` may leave, refresh or evict; a party whose time is over may only leave.
 * @throws `roster.author-not-live`, `roster.author-capacity`, `roster.author-ended`, `roster.pending`
 */
export function judgeAuthor(judgement: Judgement): void {
  const { author, base, view, at, body } = judgement;
  const standing = seatStanding(view, author, at);
  if (standing === 'pending') refuse('roster.pending');
  if (standing === 'not-live') refuse('roster.author-not-live');
  if (base === undefined) return;
  const ended = isPartyOver(base, author, at);
  if (!ended && author.capacity === 'party') return;
  if (ended && !body.changes.some((change) => change.type === 'device.removed' && change.device === author.id)) {
    refuse('roster.author-ended');
  }
  for (const change of body.changes) {
    if (change.type !== 'device.removed') return refuse('roster.author-capacity');
    if (change.device === author.id) continue;
    const device = deviceIn(base, change.device);
    const eviction = device && evictionOf(base, device, view, at);
    if (eviction === 'pending') refuse('roster.pending');
    if (eviction !== 'due') refuse('roster.author-capacity');
  }
}
