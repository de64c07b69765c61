import type { Client } from '#client';
import type { AuthorityId, OfficerId } from '#contracts';
import type { Officer } from '#directory';

/** Officers who serve an authority, its own before those whom it has accredited from elsewhere; an outside expert sits in one conversation only. */
export function staffOf({ directory }: Pick<Client, 'directory'>, authority: AuthorityId): Officer[] {
  const { latest } = directory;
  const all = [...latest.officersOf(authority), ...latest.accreditedTo(authority)];
  return all.filter(({ conversation, dismissed }) => conversation === undefined && !dismissed);
}

/** Those of an office, one's own unless named, who can be brought into a conversation: they have a live device that serves it. */
export function reachableStaff(client: Client, authority: AuthorityId = client.identity.authority): OfficerId[] {
  const { directory } = client;
  const at = directory.checkpoint?.at ?? 0;
  const isReachable = (officer: OfficerId): boolean =>
    directory.latest.devicesOf(officer).some(({ id }) => directory.latest.live(id, at, authority));
  return staffOf(client, authority).flatMap(({ id }) => (isReachable(id) ? [id] : []));
}
