import type { AuthorityId, DeviceId } from '#contracts';
import { unixSeconds } from '#primitives';
import type { ConversationState } from './conversation-state.js';
import type { ExportAccount, ExportedPerson } from './export-file.js';
import type { Gathering } from './export-gathering.js';
import type { Surroundings } from './surroundings.js';

/** The exporter's own account of what it exports: who these devices and officers are, and what came of each place. */
export function accountOf(
  surroundings: Pick<Surroundings, 'clock' | 'directory' | 'self'>,
  { kind = 'consultation' }: Pick<ConversationState, 'kind'>,
  { frames, places }: Pick<Gathering, 'frames' | 'places'>,
  { seat, from, to }: { readonly seat: AuthorityId; readonly from: number; readonly to: number },
): ExportAccount {
  const devices = new Set<DeviceId>([surroundings.self.device]);
  for (const { seq, sender } of frames) if (seq <= to) devices.add(sender);
  const seats = new Map([[surroundings.self.device, seat]]);
  for (const { place, sender } of places.values()) {
    for (const change of place.changes ?? []) {
      if ('device' in change) devices.add(change.device);
      if (change.type === 'device.added') seats.set(change.device, change.authority);
    }
    if (sender.authority !== undefined) seats.set(sender.device, sender.authority);
  }
  return {
    at: unixSeconds(surroundings.clock),
    by: surroundings.self.device,
    kind,
    from,
    to,
    people: [...devices].map((device) => personOf(surroundings, device, seats.get(device))),
    places: [...places.values()].map(({ place, sender: { device, authority } }) =>
      authority === undefined || seats.get(device) === authority ? place : { ...place, authority },
    ),
  };
}

function personOf(
  { directory }: Pick<Surroundings, 'directory'>,
  id: DeviceId,
  seat: AuthorityId | undefined,
): ExportedPerson {
  const device = directory.latest.device(id);
  if (device === undefined) return { device: id };
  const { officer, authority: home } = device;
  const authority = seat ?? home;
  const name = directory.nameOf(officer);
  const found = directory.latest.authority(authority);
  return {
    device: id,
    officer,
    authority,
    ...(name === undefined ? {} : { name }),
    ...(found === undefined ? {} : { authorityName: found.name, state: found.state }),
  };
}
