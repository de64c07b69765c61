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
 * @param spokeIn - the epoch of that; the opening where there was none
 */
export function newcomers(roster: Pick<Roster, 'devices'>, spokeIn: number, self: OfficerId): Newcomer[] {
  const before = roster.devices.filter(({ since }) => since <= spokeIn);
  const found = new Map<OfficerId, Newcomer>();
  for (const { officer, authority, since } of roster.devices) {
    if (since <= spokeIn || officer === self || before.some((device) => device.officer === officer)) continue;
    const withAuthority = !before.some((device) => device.authority === authority);
    found.set(officer, { officer, authority, withAuthority });
  }
  return [...found.values()];
}
