import type { OfficerId } from '#contracts';
import { fromBase64url } from '#primitives';
import type { Roster, RosterDevice, RosterStatement } from '#roster';

/**
 * The roster that a statement wishes for, unjudged: what a client without replay would believe.
 * For hostile tests alone, which show what the judgement of `libs/roster` is worth.
 */
export function unsafeTestingRoster(roster: Roster, { body, S }: RosterStatement): Roster {
  const devices = new Map(roster.devices.map((device) => [device.id, device]));
  for (const change of body.changes) {
    if (change.type === 'device.removed') devices.delete(change.device);
    if (change.type !== 'device.added') continue;
    const { device: id, authority, capacity } = change;
    const added: RosterDevice = { id, authority, capacity, officer: id as string as OfficerId, since: body.epoch };
    devices.set(id, added);
  }
  return {
    ...roster,
    devices: [...devices.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    epoch: body.epoch,
    S,
    previous: roster.S,
    author: body.author,
    sealed: body.secret !== '',
    secret: body.secret === '' ? undefined : fromBase64url(body.secret),
    wraps: body.wraps === '' ? undefined : fromBase64url(body.wraps),
    size: body.directory.size,
    at: body.directory.at,
    ids: roster.ids.with(body.id),
  };
}
