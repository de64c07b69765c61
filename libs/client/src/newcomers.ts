import type { AuthorityId, OfficerId } from '#contracts';
import type { Roster } from '#roster';

/** Somebody who reads what is said from now on and whom its author may not have in mind. */
export interface Newcomer {
  readonly officer: OfficerId;
  readonly authority: AuthorityId;
  /** Whether the whole authority is new. */
  readonly withAuthority: boolean;
}

/**
 * Who has come into a conversation since an officer last said something in it or changed its roster. A further device of
 * an officer who was there is nobody new.
 * @param spokeIn - the epoch of that; absent where they have not yet: whoever was there when they came in is nobody new to them
 */
export function newcomers(roster: Pick<Roster, 'devices'>, spokeIn: number | undefined, self: OfficerId): Newcomer[] {
  const own = roster.devices.filter(({ officer }) => officer === self);
  const known = spokeIn ?? Math.min(...own.map(({ since }) => since));
  const before = roster.devices.filter(({ since }) => since <= known);
  const found = new Map<OfficerId, Newcomer>();
  for (const { officer, authority, since } of roster.devices) {
    if (since <= known || officer === self || before.some((device) => device.officer === officer)) continue;
    const withAuthority = !before.some((device) => device.authority === authority);
    found.set(officer, { officer, authority, withAuthority });
  }
  return [...found.values()];
}
