import type { AuthorityId, RegionId } from '#contracts';
import type { AuthorityStatus, Coordinator, DirectoryView, Region } from '#directory';
import { officeState, type OfficeState } from '#pages';
import { pageReview, type PageReview } from './page-review.js';

/** A member of a regional network as its coordinator looks at it: counts and days, nothing that was said. */
export interface RegionMember {
  readonly authority: AuthorityId;
  readonly name: string;
  readonly status: AuthorityStatus | 'unknown';
  /** Its devices that can be written to. */
  readonly devices: number;
  /** Whether its office is open; `unknown` without a page. */
  readonly office: OfficeState['is'];
  /** Whether its page is due to be looked at again; absent without a page. */
  readonly review: PageReview | undefined;
}

/** How many members of a regional network are so. */
export interface RegionCounts {
  readonly members: number;
  /** Open at this moment, with a device that can be written to. */
  readonly reachable: number;
  /** With a page that ought to have been looked at again. */
  readonly overdue: number;
  readonly withoutPage: number;
}

/** A regional network and its members. */
export interface RegionAccount {
  readonly id: RegionId;
  readonly name: string;
  readonly coordinators: readonly Coordinator[];
  readonly members: readonly RegionMember[];
  readonly counts: RegionCounts;
}

/**
 * A regional network as the directory has it.
 * @param times - `at`: of the newest checkpoint; `now`: of the local clock; both Unix seconds
 */
export function regionAccount(
  view: DirectoryView,
  { id, name, coordinators, members: ids }: Region,
  times: { readonly at: number; readonly now: number },
): RegionAccount {
  const members = ids.map((member) => memberOf(view, member, times));
  const count = (is: (member: RegionMember) => boolean): number => members.filter(is).length;
  return {
    id,
    name,
    coordinators,
    members,
    counts: {
      members: members.length,
      reachable: count(({ devices, office }) => devices > 0 && (office === 'open' || office === 'closing')),
      overdue: count(({ review }) => review?.is === 'overdue'),
      withoutPage: count(({ review }) => review === undefined),
    },
  };
}

function memberOf(
  view: DirectoryView,
  id: AuthorityId,
  { at, now }: { readonly at: number; readonly now: number },
): RegionMember {
  const authority = view.authority(id);
  const page = authority?.page;
  return {
    authority: id,
    name: authority?.name ?? id,
    status: authority?.status ?? 'unknown',
    devices: view.devicesOf(id).filter((device) => view.live(device.id, at)).length,
    office: page === undefined ? 'unknown' : officeState(page.hours, now).is,
    review: page && pageReview(page.reviewBy, now),
  };
}
