import type { AuthorityId, DeviceId } from '#contracts';
import { unixSeconds } from '#primitives';
import type { ConversationState } from './conversation-state.js';
import type { ExportAccount, ExportedFrame, ExportedPerson, ExportedPlace } from './export-file.js';
import type { Surroundings } from './surroundings.js';

/** The exporter's own account of what it exports: who these devices and officers are, and what came of each place. */
export function accountOf(
  surroundings: Pick<Surroundings, 'clock' | 'directory' | 'self'>,
  { kind = 'consultation' }: Pick<ConversationState, 'kind'>,
  {
    frames,
    places,
    seat,
    from,
    to,
  }: {
    readonly frames: readonly ExportedFrame[];
    readonly places: readonly ExportedPlace[];
    readonly seat: AuthorityId;
    readonly from: number;
    readonly to: number;
  },
): ExportAccount {
  const devices = new Set<DeviceId>([surroundings.self.device]);
  for (const { seq, sender } of frames) if (seq <= to) devices.add(sender);
  for (const { changes = [] } of places)
    for (const change of changes) if ('device' in change) devices.add(change.device);
  const senders = new Map(frames.map(({ seq, sender }) => [seq, sender]));
  const seats = new Map([[surroundings.self.device, seat]]);
  for (const { seq, changes = [], authority } of places) {
    for (const change of changes) if (change.type === 'device.added') seats.set(change.device, change.authority);
    const sender = senders.get(seq);
    if (sender !== undefined && authority !== undefined) seats.set(sender, authority);
  }
  return {
    at: unixSeconds(surroundings.clock),
    by: surroundings.self.device,
    kind,
    from,
    to,
    people: [...devices].map((device) => personOf(surroundings, device, seats.get(device))),
    places: places.map(({ authority, ...place }) => {
      const sender = senders.get(place.seq);
      const isSaid = authority === undefined || (sender !== undefined && seats.get(sender) === authority);
      return isSaid ? place : { ...place, authority };
    }),
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
