import type { AuthorityId, ConversationId, ConversationKind, DeviceId, OfficerId, RegionId } from '#contracts';
import type { Capacity, HistoryRule } from './change.js';
import type { IdSet } from './id-set.js';

/** An authority in a conversation. An authority and the expert it sponsors are two parties. */
export type Party = {
  readonly authority: AuthorityId;
  readonly capacity: Capacity;
  /** Unix seconds from which it is a party no longer. */
  readonly until: number | undefined;
};

/** A device in a conversation. */
export type RosterDevice = {
  readonly id: DeviceId;
  /** The authority it sits for: its officer's own, or one it is accredited to. */
  readonly authority: AuthorityId;
  readonly capacity: Capacity;
  readonly officer: OfficerId;
  /** The epoch in which it joined, for the last time. */
  readonly since: number;
};

/** A conversation's state after a statement; a value: nothing changes it. */
export type Roster = {
  readonly conversation: ConversationId;
  readonly kind: ConversationKind;
  /** The regional network of a forum; undefined for every other kind. */
  readonly region: RegionId | undefined;
  readonly history: HistoryRule;
  /** Days; 0 means never. */
  readonly retention: number;
  readonly closed: boolean;
  /** In order of authority, then capacity. */
  readonly parties: readonly Party[];
  /** In order of id: the order of wraps and of authenticators. */
  readonly devices: readonly RosterDevice[];
  /** In order of id; forums only. */
  readonly moderators: readonly OfficerId[];

  readonly epoch: number;
  /** Hash of the last statement's body, 32 bytes. */
  readonly S: Uint8Array;
  /** The `S` before it; undefined in epoch 0. */
  readonly previous: Uint8Array | undefined;
  readonly author: DeviceId;
  /** Whether the epoch has a secret: its author is still in the roster. While false nothing is sealed (protocol 2.4). */
  readonly sealed: boolean;
  /** What the epoch secret hashes to, 32 bytes; undefined where not sealed. */
  readonly secret: Uint8Array | undefined;
  /** Root over the wraps, 32 bytes; undefined where not sealed. */
  readonly wraps: Uint8Array | undefined;
  /** Directory log size and cosignature time (Unix seconds) of the last statement. */
  readonly size: number;
  readonly at: number;

  /** The newest agreement number seen of each author. */
  readonly agreements: ReadonlyMap<DeviceId, number>;
  /** Consents used and not yet expired: their expiry, under what identifies them. */
  readonly consentsUsed: ReadonlyMap<string, number>;
  /** The ids of its statements. */
  readonly ids: IdSet;
};

/** The roster's entry of a device, found by bisection, or undefined. */
export function deviceIn(roster: Pick<Roster, 'devices'>, id: DeviceId): RosterDevice | undefined {
  let [low, high] = [0, roster.devices.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = roster.devices[middle];
    if (found === undefined || found.id === id) return found;
    // Ids are ASCII, so that the order of code units is that of UTF-8 bytes.
    if (found.id < id) low = middle + 1;
    else high = middle;
  }
  return undefined;
}

/** What names a party within a conversation. */
export function partyKey(party: Pick<Party, 'authority' | 'capacity'>): string {
  return `${party.authority} ${party.capacity}`;
}

/** Whether a party's time is over. @param at - Unix seconds */
export function hasEnded(party: Party, at: number): boolean {
  return party.until !== undefined && party.until <= at;
}

/** Whether the time of a device's party is over. @param at - Unix seconds */
export function isPartyOver(
  roster: Pick<Roster, 'parties'>,
  { authority, capacity }: Pick<Party, 'authority' | 'capacity'>,
  at: number,
): boolean {
  return roster.parties.some(
    (party) => party.authority === authority && party.capacity === capacity && hasEnded(party, at),
  );
}
