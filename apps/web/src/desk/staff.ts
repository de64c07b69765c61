import type { Client } from '#client';
import type { AuthorityId, OfficerId } from '#contracts';

/** Officers who serve an authority, those whom it has accredited from elsewhere too; an outside expert sits in one conversation only. */
function staffOf({ directory }: Client, authority: AuthorityId): OfficerId[] {
  const own = directory.latest.officersOf(authority).filter((one) => one.conversation === undefined && !one.dismissed);
  return own.map(({ id }) => id);
}

/** Those of one's own office who can be brought into a conversation: they have a live device that serves it. */
export function reachableStaff(client: Client): OfficerId[] {
  const { directory, identity } = client;
  const at = directory.checkpoint?.at ?? 0;
  return staffOf(client, identity.authority).filter((officer) =>
    directory.latest.devicesOf(officer).some(({ id }) => directory.latest.live(id, at, identity.authority)),
  );
}
