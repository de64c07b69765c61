import type { Client } from '#client';
import type { Self } from './api/access.js';
import { authorityNamed, personNamed } from './names.js';

/** Who is signed in, as far as the directory that is held says. */
export function selfOf(client: Client): Self {
  const { officer, authority, device } = client.identity;
  const { roles = [], conversation } = client.directory.latest.officer(officer) ?? {};
  return {
    officer,
    officerName: personNamed(client, officer).name,
    authority,
    authorityName: authorityNamed(client, authority).name,
    device,
    administrator: roles.includes('administrator'),
    secretariat: conversation === undefined && client.directory.latest.network()?.secretariat === authority,
    expert: conversation,
  };
}
