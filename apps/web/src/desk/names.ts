import type { Client } from '#client';
import { DeviceId } from '#contracts';
import type { AuthorityName, PersonName } from './api/names.js';

type Authority = Parameters<Client['directory']['latest']['authority']>[0];
type Officer = Parameters<Client['directory']['latest']['officer']>[0];

/** An authority as the directory names it; by its id where the directory does not know it yet. */
export function authorityNamed({ directory, identity }: Client, id: Authority): AuthorityName {
  const { state, name } = directory.latest.authority(id) ?? { state: id, name: id };
  return { id, state, name, ours: id === identity.authority };
}

/** An officer by the name that was given to this device, else by the id. */
export function personNamed(client: Client, id: Officer): PersonName {
  const officer = client.directory.latest.officer(id);
  return {
    id,
    name: client.directory.nameOf(id) ?? id,
    authority: officer === undefined ? undefined : authorityNamed(client, officer.authority),
  };
}

/** Whose a device is, as far as the directory knows. @param device - what stands as one in a notice or a leaf */
export function personOfDevice(client: Client, device: string | undefined): PersonName | undefined {
  const known = DeviceId.safeParse(device);
  const officer = known.success ? client.directory.latest.device(known.data)?.officer : undefined;
  return officer && personNamed(client, officer);
}
