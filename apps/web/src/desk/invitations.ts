import { invitationLink, type Client, type Invitation } from '#client';
import type { InvitationToGive } from './api/devices.js';
import { hexGroups } from './invitation-view.js';
import { personNamed } from './names.js';

/** An invitation for a device of an officer of one's own authority, as it is handed on. */
export function invitationToGive(
  client: Client,
  officer: Invitation['officer'],
  name = personNamed(client, officer).name,
): InvitationToGive {
  const { identity } = client;
  const invitation: Invitation = { ...identity.invitation, officer };
  return {
    officer: { ...personNamed(client, officer), name },
    link: invitationLink(invitation),
    file: `${JSON.stringify(invitation, undefined, 2)}\n`,
    fileName: `comity-${officer}.json`,
    network: hexGroups(identity.networkId),
  };
}
