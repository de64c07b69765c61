import type { OfficerId } from '#contracts';
import { codeOf, unixSeconds, type Clock, type Logger } from '#primitives';
import type { PairKeys } from '#crypto';
import type { DirectoryView } from '#directory';
import type { DirectoryHistory } from '#roster';
import type { VerifiedCheckpoint } from '#tlog';
import type { Checks } from './checks.js';
import type { ConversationRelay } from './conversation-relay.js';
import type { Timers } from './environment.js';
import { refuse } from './errors.js';
import type { Identity } from './identity.js';
import type { Notices } from './notices.js';
import type { MapValue } from './record.js';
import type { Store } from './store.js';

/** The client's own verified copy of the directory, as conversations use it. */
export interface KnownDirectory extends DirectoryHistory {
  readonly latest: DirectoryView;
  readonly checkpoint: VerifiedCheckpoint | undefined;
  view(size: number): DirectoryView | undefined;
  /** Whether the newest checkpoint is within the network's limit. */
  readonly fresh: boolean;
  /** Throws `directory.stale` unless {@link fresh}. */
  demandFresh(): void;
  /** How many statements are listed that the relay has not given: their subjects are frozen until it does. */
  readonly missing: number;
  sync(): Promise<void>;
  /** As {@link sync}, but that it does not wait for the rest where much is missing. */
  syncUnlessMuch(): Promise<void>;
  /** Fetches and checks the entries that are new, and where they are few their statements. */
  syncEntries(): Promise<void>;
  /** Fetches the statements about a subject, and about those that they rest on, before all others. */
  fetchAbout(subject: string): Promise<void>;
  /** Asks again for the personal values about a subject that this client was not given before. */
  openAgain(subject: string): Promise<void>;
  /** A personal field's value by its commitment, where it was given to this client. */
  opened(commitment: string): string | undefined;
  /** An officer's name, where it was given to this client. */
  nameOf(officer: OfficerId): string | undefined;
}

/** Everything a conversation stands on. */
export interface Surroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timers: Timers;
  readonly store: Store;
  readonly notices: Notices;
  readonly checks: Checks;
  readonly relay: ConversationRelay;
  readonly directory: KnownDirectory;
  readonly record: { lookUp(kind: 'head' | 'agreement', id: string): Promise<MapValue> };
  readonly self: Identity;
  readonly pairKeys: PairKeys;
}

/** The newest directory checkpoint that was checked. @throws `directory.stale` when there is none yet */
export function newestCheckpoint({
  directory,
}: {
  readonly directory: Pick<KnownDirectory, 'checkpoint'>;
}): VerifiedCheckpoint {
  return directory.checkpoint ?? refuse('directory.stale', 'no checkpoint of the directory has been checked yet');
}

/**
 * The record as conversations use it: before the first map there is nothing in it, which the checks of own keys
 * and of heads show when it lasts. The local clock says how long, for the relay could hold every other still.
 */
export function patientRecord(record: Surroundings['record'], clock: Clock): Surroundings['record'] {
  return {
    lookUp: (kind, id) =>
      record.lookUp(kind, id).catch((error: unknown) => {
        if (codeOf(error) !== 'record.not-yet') throw error;
        return { value: undefined, at: unixSeconds(clock), earlier: [], accept: () => undefined };
      }),
  };
}
