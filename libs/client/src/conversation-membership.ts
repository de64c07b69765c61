import type { AuthorityId, ConversationId, ConversationKind, DeviceId, OfficerId } from '#contracts';
import { deviceIn, type Change, type ChangeOf, type HistoryRule, type Roster, type RosterDevice } from '#roster';
import type { Advancing } from './conversation-advance.js';
import type { ReadingContext } from './conversation-reader.js';
import { refuse } from './errors.js';
import { refuseExpert } from './expert-limits.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

/** Who is to be in a new conversation: an authority's officers, all of them or those named. */
export interface Invited {
  readonly authority: AuthorityId;
  readonly officers?: readonly OfficerId[];
}

/** What a conversation is opened with. */
export interface Opening {
  readonly kind: Extract<ConversationKind, 'direct' | 'consultation' | 'authority'>;
  /** The authority that one sits for in it; one's own where absent. */
  readonly seat?: AuthorityId;
  readonly with: readonly Invited[];
  /** Officers who sit for that authority besides oneself. */
  readonly colleagues?: readonly OfficerId[];
  /** What joiners may be given of the past; from their joining on where absent. */
  readonly history?: HistoryRule;
  /** Days after which messages are to be deleted; never where absent or 0. It is stated and replayed; nothing deletes them yet. */
  readonly retention?: number;
}

/** Whom to put out of a conversation, or who leaves it. */
export type Leaving = 'device' | 'officer' | 'authority';

/** Opens conversations, and changes which devices are in them. */
export class Membership {
  constructor(
    private readonly context: ReadingContext,
    private readonly advancing: Advancing,
  ) {}

  /**
   * Opens a conversation with the live devices of those invited, and of one's own.
   * @throws `person.unknown` when somebody invited has no live device; `expert.refused`
   */
  async open(opening: Opening): Promise<ConversationId> {
    const { surroundings } = this.context;
    const { self, directory } = surroundings;
    refuseExpert(surroundings);
    if (!directory.fresh) await directory.syncEntries();
    const own: Invited = {
      authority: opening.seat ?? self.authority,
      officers: [self.officer, ...(opening.colleagues ?? [])],
    };
    const policy: Change = {
      type: 'policy.set',
      kind: opening.kind,
      history: opening.history ?? 'from-joining',
      retention: opening.retention ?? 0,
    };
    const devices = new Map<DeviceId, Change>();
    for (const invited of [own, ...opening.with]) {
      await directory.fetchAbout(invited.authority);
      for (const device of liveDevices(surroundings, invited)) {
        // A liaison whom one chose as a colleague stays that, though the authority they come from is invited too.
        if (devices.has(device)) continue;
        devices.set(device, { type: 'device.added', authority: invited.authority, capacity: 'party', device });
      }
    }
    return this.advancing.open([policy, ...devices.values()]);
  }

  /** Adds the live devices of officers who are not in yet. @throws `person.unknown`, and what replay refuses it with */
  async addOfficers(conversation: ConversationId, invited: Invited): Promise<void> {
    refuseExpert(this.context.surroundings);
    await this.context.surroundings.directory.fetchAbout(invited.authority);
    const devices = liveDevices(this.context.surroundings, invited);
    await this.add(conversation, invited.authority, devices);
  }

  /** Adds single devices of an authority, the one that one sits for where none is named: a second one of an officer, say. */
  async add(conversation: ConversationId, named: AuthorityId | undefined, devices: readonly DeviceId[]): Promise<void> {
    const { self } = this.context.surroundings;
    refuseExpert(this.context.surroundings);
    await this.advancing.advance(conversation, (roster) => {
      const authority = named ?? deviceIn(roster, self.device)?.authority ?? self.authority;
      const missing = devices.filter((device) => deviceIn(roster, device) === undefined);
      const changes = missing.map((device): Change => ({
        type: 'device.added',
        authority,
        capacity: capacityOf(roster, authority),
        device,
      }));
      return changes.length === 0 ? undefined : { changes, consents: [] };
    });
  }

  /** Removes devices. */
  async remove(conversation: ConversationId, devices: readonly DeviceId[]): Promise<void> {
    await this.advancing.advance(conversation, (roster) => {
      const present = devices.filter((device) => deviceIn(roster, device) !== undefined);
      const changes = present.map((device): Change => ({ type: 'device.removed', device }));
      return changes.length === 0 ? undefined : { changes, consents: [] };
    });
  }

  /** Leaves: with this device, all of the officer's, or the whole authority. Nobody who leaves knows a later secret. */
  async leave(conversation: ConversationId, leaving: Leaving = 'officer'): Promise<void> {
    const { self } = this.context.surroundings;
    await this.advancing.advance(conversation, (roster) => {
      const own = deviceIn(roster, self.device);
      if (own === undefined) return undefined;
      const goes = (device: RosterDevice): boolean =>
        device.id === own.id ||
        (leaving === 'officer' && device.officer === own.officer) ||
        (leaving === 'authority' && device.authority === own.authority && device.capacity === own.capacity);
      return {
        changes: roster.devices.filter(goes).map((device): Change => ({ type: 'device.removed', device: device.id })),
        consents: [],
      };
    });
  }

  /** Draws a new epoch secret at once: after suspicion. */
  async refresh(conversation: ConversationId): Promise<void> {
    let before: Uint8Array | undefined;
    await this.advancing.advance(conversation, (roster) => {
      before ??= roster.S;
      return roster.S === before ? { changes: [], consents: [] } : undefined;
    });
  }
}

/**
 * The live devices of officers, or of all who serve the authority. An outside expert sits in its one conversation only.
 * @param expertIn - the conversation, where experts are meant
 * @throws `person.unknown` when there is none
 */
export function liveDevices(
  surroundings: Surroundings,
  { authority, officers }: Invited,
  expertIn?: ConversationId,
): DeviceId[] {
  const view = surroundings.directory.latest;
  const { at } = newestCheckpoint(surroundings);
  if (view.isPending(authority)) refuse('directory.pending', `statements about ${authority} have not come`);
  const devices =
    officers === undefined ? view.devicesOf(authority) : officers.flatMap((officer) => view.devicesOf(officer));
  const live = devices.filter(
    ({ id, officer }) => view.live(id, at, authority) && view.officer(officer)?.conversation === expertIn,
  );
  return live.length > 0
    ? live.map(({ id }) => id)
    : refuse('person.unknown', `nobody of ${authority} can be reached: none of their devices is live`);
}

/** The devices with which a party comes into a conversation. @throws `person.unknown` when it has none */
export function devicesJoining(
  surroundings: Surroundings,
  conversation: ConversationId,
  { authority, capacity }: ChangeOf<'party.added'>,
  officers: readonly OfficerId[] | undefined,
): ChangeOf<'device.added'>[] {
  const invited: Invited = officers === undefined ? { authority } : { authority, officers };
  const devices = liveDevices(surroundings, invited, capacity === 'expert' ? conversation : undefined);
  return devices.map((device) => ({ type: 'device.added', authority, capacity, device }));
}

function capacityOf(roster: Roster, authority: AuthorityId): RosterDevice['capacity'] {
  const parties = roster.parties.filter((party) => party.authority === authority);
  return parties.find(({ capacity }) => capacity === 'party')?.capacity ?? parties[0]?.capacity ?? 'party';
}
