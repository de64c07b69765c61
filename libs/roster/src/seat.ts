import type { AuthorityId, DeviceId } from '#contracts';
import type { RosterView } from './directory-history.js';
import { isPartyOver, type Roster, type RosterDevice } from './roster.js';

/** Whether a device may sit for an authority; `pending` when the directory cannot say before more of it is fetched. */
export type SeatStanding = 'live' | 'pending' | 'not-live';

/**
 * Whether a device is live (protocol 1.2) and serves the authority it sits for: a liaison whose accreditation has
 * ended is live and sits there no longer.
 * @param at - Unix seconds
 */
export function seatStanding(
  view: RosterView,
  seat: { readonly id: DeviceId; readonly authority: AuthorityId },
  at: number,
): SeatStanding {
  const standing = view.standing(seat.id, at, seat.authority);
  return standing === 'live' || standing === 'pending' ? standing : 'not-live';
}

/**
 * Whether a device of the roster must leave it: `due` when it does not stand live or its party's time is over (protocol 2.7).
 * @param at - Unix seconds
 */
export function evictionOf(
  roster: Roster,
  device: RosterDevice,
  view: RosterView,
  at: number,
): 'due' | 'not-due' | 'pending' {
  if (isPartyOver(roster, device, at)) return 'due';
  const standing = seatStanding(view, device, at);
  if (standing === 'pending') return 'pending';
  return standing === 'live' ? 'not-due' : 'due';
}

/**
 * The devices without whose removal a client seals nothing (protocol 2.7), in order of id. What is pending is not due:
 * the client fetches it before it seals.
 * @param view - the directory at the newest checkpoint
 * @param at - its cosignature time, Unix seconds
 */
export function dueEvictions(roster: Roster, view: RosterView, at: number): DeviceId[] {
  return roster.devices.filter((device) => evictionOf(roster, device, view, at) === 'due').map(({ id }) => id);
}
