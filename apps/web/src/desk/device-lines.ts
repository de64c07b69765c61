import type { Client } from '#client';
import { AGREEMENT_KEY_LIFE } from '#crypto';
import type { Approver, Device, Officer } from '#directory';
import type { ApprovedBy, DeviceLine } from './api/devices.js';
import { personNamed } from './names.js';

/** An officer's devices as they are listed: this one first, then those that live, then those that ended. */
export function deviceLines(client: Client, officer: Officer['id']): readonly DeviceLine[] {
  const { directory, identity } = client;
  const at = directory.checkpoint?.at ?? 0;
  return directory.latest
    .devicesOf(officer)
    .map((device) => ({
      id: device.id,
      kind: device.kind,
      isThis: device.id === identity.device,
      standing: directory.latest.standing(device.id, at),
      expiry: device.expiry,
      approvedBy: device.approvedBy.map((approver) => approvedBy(client, approver)),
      lastSign: lastSign(client, device),
    }))
    .sort((a, b) => rank(a) - rank(b));
}

function rank({ isThis, standing }: DeviceLine): number {
  if (isThis) return 0;
  return standing === 'live' ? 1 : 2;
}

function approvedBy(client: Client, approver: Approver): ApprovedBy {
  const officer = approver === 'authority-key' ? undefined : client.directory.latest.device(approver)?.officer;
  if (officer === undefined) return { is: 'authority-key' };
  return { is: 'device', id: approver, person: personNamed(client, officer) };
}

// A device renews its key when it is at work: weekly, and on joining a conversation.
function lastSign({ parts }: Client, { id }: Device): number | undefined {
  const { until } = parts.context.pins.of(id);
  return until === undefined ? undefined : until - AGREEMENT_KEY_LIFE;
}
