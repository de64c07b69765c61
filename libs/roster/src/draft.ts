import type { AuthorityId, ConversationKind, DeviceId, OfficerId, RegionId } from '#contracts';
import type { Capacity, HistoryRule } from './change.js';
import { deviceIn, partyKey, type Party, type Roster, type RosterDevice } from './roster.js';

/** What an opening sets once. */
export type Policy = {
  readonly kind: ConversationKind;
  readonly region: RegionId | undefined;
};

/** The conversation's state while a statement's changes are applied to it, one after the other. The roster it began from stays as it is. */
export class Draft {
  history: HistoryRule;
  retention: number;
  closed: boolean;
  readonly moderators: Set<OfficerId>;
  private readonly parties: Map<string, Party>;
  private readonly added = new Map<DeviceId, RosterDevice>();
  private readonly removed = new Set<DeviceId>();

  constructor(
    private readonly base: Roster | undefined,
    policy: { readonly history: HistoryRule; readonly retention: number },
  ) {
    this.history = policy.history;
    this.retention = policy.retention;
    this.closed = base?.closed ?? false;
    this.moderators = new Set(base?.moderators);
    this.parties = new Map(base?.parties.map((party) => [partyKey(party), party]));
  }

  party(authority: AuthorityId, capacity: Capacity): Party | undefined {
    return this.parties.get(partyKey({ authority, capacity }));
  }

  setParty(party: Party): void {
    this.parties.set(partyKey(party), party);
  }

  /** A party goes with all its devices. */
  removeParty(party: Party): void {
    this.parties.delete(partyKey(party));
    for (const device of this.devices()) if (partyKey(device) === partyKey(party)) this.removeDevice(device.id);
  }

  /** A device that was there before and is there still. */
  device(id: DeviceId): RosterDevice | undefined {
    return this.removed.has(id) ? undefined : this.base && deviceIn(this.base, id);
  }

  /** Whether the device sits in the roster before or after: it leaves one seat and takes another in two statements. */
  knows(id: DeviceId): boolean {
    return this.added.has(id) || (this.base !== undefined && deviceIn(this.base, id) !== undefined);
  }

  addDevice(device: RosterDevice): void {
    this.added.set(device.id, device);
  }

  removeDevice(id: DeviceId): void {
    this.removed.add(id);
  }

  /** The devices in order of id. */
  devices(): readonly RosterDevice[] {
    const base = this.base?.devices ?? [];
    if (this.added.size === 0 && this.removed.size === 0) return base;
    return [...base, ...this.added.values()]
      .filter(({ id }) => !this.removed.has(id))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The parties in order of authority, then capacity. */
  partyList(): readonly Party[] {
    return [...this.parties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, party]) => party);
  }
}
