import type { AuthorityId } from '#contracts';
import { alone, both, keysQuorum } from '../entitlement.js';
import { refuse } from '../errors.js';
import type { Authority, AuthorityStatus, Settings } from '../facts.js';
import type { Place } from '../place.js';
import { versionsOf } from '../versions.js';
import { byAuthority, byRoots, type Rule } from './rule.js';

/** What holds until an authority states its own settings: ten minutes, read markers, no clearance, no limit, web allowed. */
const DEFAULT_SETTINGS: Settings = Object.freeze({
  idleLock: 600,
  readMarkers: true,
  clearance: [],
  highestMarking: '',
  webAllowed: true,
});

/** Writes an authority's facts anew. */
export function putAuthority(place: Place, authority: Authority): void {
  versionsOf(place.facts.authorities, authority.id).set(place.after, authority);
}

/** k roots; amends what was notified before, but never moves to another State nor undoes a withdrawal. @throws `directory.status`, `directory.state` */
export const authorityNotified: Rule<'authority.notified'> = (body, place) => {
  const { subject: id, state, name, functions, instruments, reference, date, keys, threshold } = body;
  const before = place.findAuthority(id);
  if (before?.status === 'withdrawn') refuse('directory.status');
  if (before !== undefined && before.state !== state) refuse('directory.state');
  const fresh = {
    status: 'active' as const,
    suspended: false,
    frozen: false,
    settings: DEFAULT_SETTINGS,
    page: undefined,
    archives: [],
    openings: [],
  };
  const designation = { id, state, name, functions, instruments, reference, date, keys, threshold };
  return {
    ways: byRoots(place),
    apply: () => {
      putAuthority(place, { ...fresh, ...before, ...designation });
    },
  };
};

type Stops = Pick<Authority, 'suspended' | 'frozen'>;

const statusOf = ({ suspended, frozen }: Stops): AuthorityStatus => {
  if (suspended) return 'suspended';
  return frozen ? 'frozen' : 'active';
};

/** The rule of a suspension, a freeze, or its end: it must change something, and nothing comes after a withdrawal. */
const stopped =
  (change: Partial<Stops>, how: { keyToo?: boolean } = {}) =>
  ({ subject }: { subject: AuthorityId }, place: Place) => {
    const authority = place.authority(subject);
    const { suspended, frozen } = { ...authority, ...change };
    const changes = suspended !== authority.suspended || frozen !== authority.frozen;
    if (authority.status === 'withdrawn' || !changes) refuse('directory.status');
    const key = alone(keysQuorum(authority.keys, authority.threshold));
    return {
      ways: how.keyToo === true ? [...byRoots(place), key] : byRoots(place),
      apply: () => {
        putAuthority(place, { ...authority, suspended, frozen, status: statusOf({ suspended, frozen }) });
      },
    };
  };

/** k roots. @throws `directory.status` where it is suspended, or withdrawn */
export const authoritySuspended: Rule<'authority.suspended'> = stopped({ suspended: true });
/** k roots. @throws `directory.status` where it is not suspended, or withdrawn */
export const authorityReinstated: Rule<'authority.reinstated'> = stopped({ suspended: false });
/** k roots. @throws `directory.status` where it is frozen, or withdrawn */
export const authorityFrozen: Rule<'authority.frozen'> = stopped({ frozen: true });
/** k roots, or the authority key. @throws `directory.status` where it is not frozen, or withdrawn */
export const authorityUnfrozen: Rule<'authority.unfrozen'> = stopped({ frozen: false }, { keyToo: true });

/** k roots; final. @throws `directory.status` */
export const authorityWithdrawn: Rule<'authority.withdrawn'> = ({ subject }, place) => {
  const authority = place.authority(subject);
  if (authority.status === 'withdrawn') refuse('directory.status');
  return {
    ways: byRoots(place),
    apply: () => {
      putAuthority(place, { ...authority, status: 'withdrawn' });
    },
  };
};

/** k roots; of an active authority also the old authority key. @throws `directory.status` */
export const authorityKeyRotated: Rule<'authority.key-rotated'> = ({ subject, keys, threshold }, place) => {
  const authority = place.authority(subject);
  if (authority.status === 'withdrawn') refuse('directory.status');
  const old = alone(keysQuorum(authority.keys, authority.threshold));
  return {
    // A key that may be why the authority was stopped does not choose its successor.
    ways: authority.status === 'active' ? [...byRoots(place), old] : byRoots(place),
    apply: () => {
      putAuthority(place, { ...authority, keys, threshold });
    },
  };
};

/** An administrator. @throws `directory.status` */
export const authoritySettings: Rule<'authority.settings'> = (body, place) => {
  const { type: _type, prev: _prev, subject, ...settings } = body;
  const authority = place.activeAuthority(subject);
  return {
    ways: byAuthority(place, subject, 1),
    apply: () => {
      putAuthority(place, { ...authority, settings });
    },
  };
};

/** An administrator, and one of the secretariat. @throws `directory.status`, `directory.not-founded` */
export const pagePublished: Rule<'page.published'> = ({ subject, page }, place) => {
  const authority = place.activeAuthority(subject);
  const { secretariat } = place.network();
  return {
    ways:
      subject === secretariat
        ? byAuthority(place, subject, 2)
        : both(byAuthority(place, subject, 1), byAuthority(place, secretariat, 1)),
    apply: () => {
      putAuthority(place, { ...authority, page });
    },
  };
};
