import type { ConversationId, OfficerId } from '#contracts';
import { codeOf } from '#primitives';
import type { RosterDevice } from '#roster';
import type { ReadingContext } from './conversation-reader.js';
import { epochsOf } from './conversation-reopen.js';
import { keys } from './conversation-state.js';
import type { Membership } from './conversation-membership.js';
import type { Conversations } from './conversations.js';
import type { HistoryGiving } from './grant-give.js';

/** Whether the successor has the history of a conversation, gets it once their device is ready, or there is none to give. */
export type HandedHistory = 'given' | 'promised' | 'nothing';

/** What became of one conversation of an officer who leaves. */
export interface HandedOver {
  readonly conversation: ConversationId;
  readonly history: HandedHistory;
}

/** A conversation that this device shares with an officer who leaves or has left. */
export interface LeftConversation {
  readonly conversation: ConversationId;
  /** To whom this device handed it over; `nobody` where it was said here that it needs no successor. */
  readonly to?: OfficerId | 'nobody';
  readonly history?: HandedHistory;
}

interface Kept {
  readonly to: OfficerId | 'nobody';
  readonly history?: HandedHistory;
}

/** Brings successors into the conversations of officers who leave (protocol 4.4). */
export class HandOver {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
    private readonly membership: Membership,
    private readonly giving: HistoryGiving,
  ) {}

  /**
   * The open conversations that this device shares with an officer of its authority; of one who was dismissed those,
   * too, that have put them out since and into which nobody of the authority has come after them. Those in which this
   * device is not, a colleague who is in them hands over.
   */
  async of(leaving: OfficerId): Promise<LeftConversation[]> {
    const left: LeftConversation[] = [];
    for (const { id, member, S } of [...this.conversations.states.values()]) {
      if (!member || S === '') continue;
      const { roster } = await this.conversations.begun(id);
      if (roster.closed) continue;
      const kept = await this.context.surroundings.store.get<Kept>(keys.handedOver(leaving, id));
      const isIn = (await this.devicesIn(id, leaving)).length > 0;
      if (!isIn && kept === undefined && !(await this.isOrphaned(id, leaving))) continue;
      left.push({ conversation: id, ...kept, ...(await this.historyNow(id, kept)) });
    }
    return left;
  }

  /** Those of {@link of} that nobody has been brought into, of every officer whom the authority has dismissed. */
  async open(): Promise<{ readonly officer: OfficerId; readonly conversations: readonly ConversationId[] }[]> {
    const { directory, self } = this.context.surroundings;
    const dismissed = directory.latest.officersOf(self.authority).filter((officer) => officer.dismissed);
    const open = [];
    for (const { id, conversation } of dismissed) {
      if (conversation !== undefined) continue;
      const conversations = (await this.of(id)).filter(({ to }) => to === undefined).map((left) => left.conversation);
      if (conversations.length > 0) open.push({ officer: id, conversations });
    }
    return open;
  }

  /**
   * Brings a successor, with history, into a conversation of {@link of}.
   * @throws `person.unknown` when the successor has no live device; what replay refuses
   */
  async give(leaving: OfficerId, conversation: ConversationId, successor: OfficerId): Promise<HandedOver> {
    const { store, self } = this.context.surroundings;
    await this.membership.addOfficers(conversation, { authority: self.authority, officers: [successor] });
    const outcomes: HandedHistory[] = [];
    for (const { id } of await this.devicesIn(conversation, successor))
      if (id !== self.device) outcomes.push(await this.given(conversation, id));
    const history = outcomes.includes('promised') ? 'promised' : outcomes.includes('given') ? 'given' : 'nothing';
    const kept: Kept = { to: successor, history };
    await store.write([{ key: keys.handedOver(leaving, conversation), value: kept }]);
    return { conversation, history };
  }

  /** Keeps that a conversation needs no successor. */
  async settle(leaving: OfficerId, conversation: ConversationId): Promise<void> {
    const kept: Kept = { to: 'nobody' };
    await this.context.surroundings.store.write([{ key: keys.handedOver(leaving, conversation), value: kept }]);
  }

  /**
   * Brings a successor into all that is left of an officer who leaves and that they are not in.
   * @throws as {@link give}
   */
  async giveAll(leaving: OfficerId, successor: OfficerId): Promise<HandedOver[]> {
    const handed: HandedOver[] = [];
    for (const { conversation, to } of await this.of(leaving)) {
      if (to !== undefined || (await this.devicesIn(conversation, successor)).length > 0) continue;
      handed.push(await this.give(leaving, conversation, successor));
    }
    return handed;
  }

  /** Whether a dismissed officer was in a conversation and nobody of the authority has come in after them. */
  private async isOrphaned(id: ConversationId, leaving: OfficerId): Promise<boolean> {
    const { directory, self } = this.context.surroundings;
    if (directory.latest.officer(leaving)?.dismissed !== true) return false;
    const theirs = new Set(directory.latest.devicesOf(leaving).map((device) => device.id));
    const first = (await epochsOf(this.context.surroundings, id)).find(({ devices }) =>
      devices.some((device) => theirs.has(device)),
    );
    if (first === undefined) return false;
    const { roster } = await this.conversations.begun(id);
    return !roster.devices.some(
      ({ authority, officer, since }) =>
        authority === self.authority && officer !== self.officer && since > first.epoch,
    );
  }

  private async devicesIn(id: ConversationId, officer: OfficerId): Promise<RosterDevice[]> {
    const { authority } = this.context.surroundings.self;
    const { roster } = await this.conversations.begun(id);
    return roster.devices.filter((device) => device.officer === officer && device.authority === authority);
  }

  // A promise is kept in a later round, when the successor's device is ready for it.
  private async historyNow(id: ConversationId, kept: Kept | undefined): Promise<{ readonly history?: HandedHistory }> {
    if (kept?.history !== 'promised') return {};
    const promises = await this.context.surroundings.store.range({ prefix: keys.promised(id) });
    const devices = await this.devicesIn(id, kept.to as OfficerId);
    const isOpen = devices.some((device) => promises.some(({ key }) => key.endsWith(device.id)));
    return isOpen ? {} : { history: 'given' };
  }

  private async given(id: ConversationId, device: RosterDevice['id']): Promise<HandedHistory> {
    try {
      return (await this.giving.give(id, device)).promised ? 'promised' : 'given';
    } catch (error) {
      if (codeOf(error) !== 'grant.nothing') throw error;
      return 'nothing';
    }
  }
}
