import type { AuthorityId, OfficerId } from '#contracts';
import type { BodyOf, StatementType } from '../bodies/index.js';
import { alone, devicesQuorum, keysQuorum, type Alternative, type Signer } from '../entitlement.js';
import type { Device } from '../facts.js';
import type { Place } from '../place.js';

/** What a rule finds: how the act may be signed here, and what it brings about once it is. */
export interface Verdict {
  readonly ways: readonly Alternative[];
  readonly apply: (signers: readonly Signer[]) => void;
}

/** The rule of one type of statement: looks at the state before it, changes nothing. @throws a refusal code */
export type Rule<Type extends StatementType> = (body: BodyOf<Type>, place: Place) => Verdict;

/** k of the network's roots. @throws `directory.not-founded` */
export function byRoots(place: Place): Alternative[] {
  const { roots, threshold } = place.network();
  return [alone(keysQuorum(roots, threshold))];
}

/**
 * `need` administrators of an authority, or its authority key, which stands in for any number of them. Nobody acts for
 * an authority that is not active, unless what is done only takes away (`taking`): a device, an officer, a membership.
 */
export function byAuthority(
  place: Place,
  id: AuthorityId,
  need: number,
  how: { except?: OfficerId; taking?: boolean } = {},
): Alternative[] {
  const authority = place.findAuthority(id);
  if (authority === undefined || authority.status === 'withdrawn') return [];
  if (authority.status !== 'active' && how.taking !== true) return [];
  const administrator = (key: string): Device | undefined => {
    const device = place.signingDevice(key, authority);
    if (device === undefined || device.officer === how.except) return undefined;
    return place.officerOf(device).roles.includes('administrator') ? device : undefined;
  };
  return [
    alone(devicesQuorum(need, administrator)),
    alone(keysQuorum(authority.keys, authority.threshold, 'authority-key')),
  ];
}

/** A device of the officer itself that may sign for its own authority. */
export function byOfficer(place: Place, officer: OfficerId, home: AuthorityId): Alternative[] {
  const authority = place.findAuthority(home);
  if (authority === undefined || authority.status === 'withdrawn') return [];
  const own = (key: string): Device | undefined => {
    const device = place.signingDevice(key, authority);
    return device?.officer === officer ? device : undefined;
  };
  return [alone(devicesQuorum(1, own))];
}
