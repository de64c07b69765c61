import { Injectable } from '@nestjs/common';
import { unixSeconds } from '#primitives';
import { dueEvictions, type Roster } from '#roster';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';

/** From the moment a device of the roster must leave it, the seconds in which content is still taken (protocol 2.7). */
const GRACE_SECONDS = 60;
/** Devices and parties end by time as well as by statements: how long a look at the roster stays good. */
const LOOK_AGAIN_SECONDS = 10;

interface Look {
  readonly size: number;
  readonly at: number;
  /** When this node first saw that somebody must leave; undefined while nobody must. Unix seconds. */
  readonly dueSince: number | undefined;
}

/**
 * Whether somebody has to be evicted from a conversation before more content is taken. Counted from when this node
 * first saw it: what is due while no node looks is refused 60 s after one does.
 */
@Injectable()
export class Evictions {
  // A roster is a value, so that what was seen of it ends with it.
  readonly #looks = new WeakMap<Roster, Look>();

  constructor(
    private readonly directory: DirectoryState,
    private readonly clock: SystemClock,
  ) {}

  /** Whether content under this roster is refused. */
  refuseContent(roster: Roster): boolean {
    const { dueSince } = this.look(roster);
    return dueSince !== undefined && unixSeconds(this.clock) >= dueSince + GRACE_SECONDS;
  }

  private look(roster: Roster): Look {
    const now = unixSeconds(this.clock);
    const { latest, time } = this.directory;
    const before = this.#looks.get(roster);
    if (
      before !== undefined &&
      before.size === latest.size &&
      now < before.at + LOOK_AGAIN_SECONDS &&
      now >= before.at
    ) {
      return before;
    }
    const due = dueEvictions(roster, latest, time).length > 0;
    const look = { size: latest.size, at: now, dueSince: due ? (before?.dueSince ?? now) : undefined };
    this.#looks.set(roster, look);
    return look;
  }
}
