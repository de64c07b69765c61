import type { AuthorityId, DeviceId } from '#contracts';
import { certain } from './certain.js';
import type { Standing } from './facts.js';
import type { DirectoryView } from './view.js';

/**
 * The standing of a device at a time; what a revocation or a dismissal made final comes first.
 * @param at - Unix seconds
 * @param serving - the authority it acts for, where that may not be its own
 */
export function standing(view: DirectoryView, id: DeviceId, at: number, serving?: AuthorityId): Standing {
  const device = view.device(id);
  // It may stand in a statement whose bytes are missing.
  if (device === undefined) return view.hasPending() ? 'pending' : 'unknown';
  if (device.revoked) return 'revoked';
  const officer = certain(view.officer(device.officer));
  const authority = certain(view.authority(device.authority));
  if (officer.dismissed) return 'dismissed';
  if (view.isPending(device.authority)) return 'pending';
  if (authority.status !== 'active') return authority.status;
  if (device.kind === 'web' && !authority.settings.webAllowed) return 'web-refused';
  if (at < officer.validity.from) return 'not-yet';
  if (at >= officer.validity.until) return 'out-of-office';
  if (at >= device.expiry) return 'expired';
  if (serving === undefined || serving === device.authority) return 'live';
  return standingElsewhere(view, id, at, serving);
}

function standingElsewhere(view: DirectoryView, device: DeviceId, at: number, serving: AuthorityId): Standing {
  if (view.isPending(serving)) return 'pending';
  if (!view.serves(device, serving, at)) return 'not-serving';
  const { status } = certain(view.authority(serving));
  return status === 'active' ? 'live' : status;
}
