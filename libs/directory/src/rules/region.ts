import type { RegionId } from '#contracts';
import type { Device, Region } from '../facts.js';
import { alone, both, devicesQuorum, type Alternative } from '../entitlement.js';
import { refuse } from '../errors.js';
import type { Place } from '../place.js';
import { versionsOf } from '../versions.js';
import { byAuthority, byRoots, type Rule } from './rule.js';

function regionAt(place: Place, id: RegionId): Region {
  return place.facts.regions.get(id)?.at(place.index) ?? refuse('directory.region');
}

function putRegion(place: Place, region: Region): void {
  versionsOf(place.facts.regions, region.id).set(place.after, region);
}

/** A coordinator, by a device of its own authority. */
function byCoordinator(place: Place, { coordinators }: Region): Alternative[] {
  const candidates = coordinators.map(({ authority, officer }) => ({
    authority: place.findAuthority(authority),
    officer,
  }));
  const coordinator = (key: string): Device | undefined => {
    for (const { authority, officer } of candidates) {
      const device = authority?.status === 'active' ? place.signingDevice(key, authority) : undefined;
      if (device?.officer === officer) return device;
    }
    return undefined;
  };
  return [alone(devicesQuorum(1, coordinator))];
}

/** k roots, once. @throws `directory.region` */
export const networkFormed: Rule<'network.formed'> = ({ subject: id, name, coordinators }, place) => {
  if (place.facts.regions.get(id)?.at(place.index) !== undefined) refuse('directory.region');
  return {
    ways: byRoots(place),
    apply: () => {
      putRegion(place, { id, name, coordinators, members: [] });
    },
  };
};

/** k roots. @throws `directory.region` */
export const networkCoordinatorChanged: Rule<'network.coordinator-changed'> = ({ subject, coordinators }, place) => {
  const region = regionAt(place, subject);
  return {
    ways: byRoots(place),
    apply: () => {
      putRegion(place, { ...region, coordinators });
    },
  };
};

/** A coordinator and the authority, two persons. @throws `directory.region`, `directory.member`, `directory.authority-unknown`, `directory.status` */
export const networkMemberAdded: Rule<'network.member-added'> = ({ subject, authority }, place) => {
  const region = regionAt(place, subject);
  if (region.members.includes(authority)) refuse('directory.member');
  place.activeAuthority(authority);
  return {
    ways: both(byCoordinator(place, region), byAuthority(place, authority, 1)),
    apply: () => {
      putRegion(place, { ...region, members: [...region.members, authority] });
    },
  };
};

/** A coordinator or the authority. @throws `directory.region`, `directory.member` */
export const networkMemberRemoved: Rule<'network.member-removed'> = ({ subject, authority }, place) => {
  const region = regionAt(place, subject);
  if (!region.members.includes(authority)) refuse('directory.member');
  return {
    ways: [...byCoordinator(place, region), ...byAuthority(place, authority, 1, { taking: true })],
    apply: () => {
      putRegion(place, { ...region, members: region.members.filter((member) => member !== authority) });
    },
  };
};
