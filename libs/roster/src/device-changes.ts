import type { AuthorityId } from '#contracts';
import type { ChangeOf } from './change.js';
import { isModerator } from './consent-rules.js';
import { refuse } from './errors.js';
import type { Judgement } from './judgement.js';
import { hasEnded, type RosterDevice } from './roster.js';
import { evictionOf, seatStanding } from './seat.js';

/**
 * A device is added by its own authority, or, where that has no live device in the roster, by any member (protocol
 * 2.3). In an opening its authority joins with it.
 * @throws `roster.device-present`, `roster.capacity`, `roster.party-absent`, `roster.party-ended`, `roster.device-refused`,
 * `roster.device-not-live`, `roster.pending`
 */
export function addDevice(judgement: Judgement, change: ChangeOf<'device.added'>): void {
  const { draft, base, author, at } = judgement;
  if (draft.knows(change.device)) refuse('roster.device-present');
  if (base === undefined) joinOpening(judgement, change);
  const party = draft.party(change.authority, change.capacity);
  if (party === undefined) return refuse('roster.party-absent');
  if (hasEnded(party, at)) refuse('roster.party-ended');
  if (author.authority !== change.authority) requireNoneLive(judgement, change.authority);
  draft.addDevice(seat(judgement, change));
}

function joinOpening({ draft }: Judgement, { authority, capacity }: ChangeOf<'device.added'>): void {
  // Experts and desks come with everyone's consent, so after an opening.
  if (capacity !== 'party') refuse('roster.capacity');
  draft.setParty({ authority, capacity, until: undefined });
}

/** The roster's entry of a device that joins. @throws `roster.device-not-live`, `roster.capacity`, `roster.pending` */
function seat(
  { view, at, body }: Judgement,
  { authority, capacity, device: id }: ChangeOf<'device.added'>,
): RosterDevice {
  const standing = seatStanding(view, { id, authority }, at);
  if (standing === 'pending') refuse('roster.pending');
  const enrolled = view.device(id);
  if (enrolled === undefined || standing === 'not-live') return refuse('roster.device-not-live');
  const officer = view.officer(enrolled.officer);
  // An outside expert is sponsored for one conversation and sits in no other, nor as anything else (protocol 1.1).
  if (officer?.conversation !== undefined && (capacity !== 'expert' || officer.conversation !== body.conversation)) {
    refuse('roster.capacity');
  }
  return { id, authority, capacity, officer: enrolled.officer, since: body.epoch };
}

function requireNoneLive({ base, view, at }: Judgement, authority: AuthorityId): void {
  if (base === undefined) return;
  let pending = false;
  for (const device of base.devices) {
    if (device.authority !== authority) continue;
    const eviction = evictionOf(base, device, view, at);
    if (eviction === 'not-due') refuse('roster.device-refused');
    pending ||= eviction === 'pending';
  }
  if (pending) refuse('roster.pending');
}

/**
 * A device leaves by itself, or is removed by its own authority, in a forum by a moderator, or by anyone once it is due to be evicted (protocol 2.3, 2.7).
 * @throws `roster.device-absent`, `roster.device-refused`, `roster.pending`
 */
export function removeDevice(judgement: Judgement, change: ChangeOf<'device.removed'>): void {
  const { draft, base, author, view, at } = judgement;
  const device = draft.device(change.device);
  if (base === undefined || device === undefined) return refuse('roster.device-absent');
  if (device.authority !== author.authority && !isModerator(base, author)) {
    const eviction = evictionOf(base, device, view, at);
    if (eviction === 'pending') refuse('roster.pending');
    if (eviction === 'not-due') refuse('roster.device-refused');
  }
  draft.removeDevice(device.id);
}
