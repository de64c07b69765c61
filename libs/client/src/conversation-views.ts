import type { AuthorityId, ConversationId, ConversationKind, DeviceId, MessageId, OfficerId } from '#contracts';
import type { Approver } from '#directory';
import type { Capacity } from '#roster';
import type { OwnAgreementKeys } from './agreement-keys.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import type { ReadingContext } from './conversation-reader.js';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import type { Content } from './message-content.js';
import type { Outbox } from './outbox.js';
import { newestCheckpoint } from './surroundings.js';

/** A line of the list of conversations. */
export interface ConversationSummary {
  readonly id: ConversationId;
  readonly kind: ConversationKind;
  /** The other authorities in it. */
  readonly counterparts: readonly AuthorityId[];
  /** Officers in it who are not this one. */
  readonly officers: readonly OfficerId[];
  readonly unread: number;
  /** Own messages that the relay has not stored yet. */
  readonly waiting: number;
  readonly last: MessageItem | undefined;
  /** The relay's time of the last frame, Unix seconds. */
  readonly lastAt: number;
  readonly seq: number;
  /** Whether this device is in it. */
  readonly member: boolean;
  readonly closed: boolean;
}

/** An own message that is not stored by the relay yet. */
export interface WaitingMessage {
  readonly id: MessageId;
  readonly content: Content;
  readonly onTheRecord: boolean;
  readonly state: 'waiting' | 'sealed' | 'refused';
  /** Why it was refused for good. */
  readonly code?: string;
}

/** Items of a conversation in order, and what of one's own is still on its way. */
export interface MessagePage {
  readonly items: readonly ConversationItem[];
  readonly waiting: readonly WaitingMessage[];
  /** Whether there are items before these. */
  readonly earlier: boolean;
}

/** A device of a conversation, and why it is trusted. */
export interface Member {
  readonly device: DeviceId;
  readonly officer: OfficerId;
  readonly authority: AuthorityId;
  readonly capacity: Capacity;
  readonly own: boolean;
  readonly deviceKind: string;
  /** Who approved its enrolment: a device of an officer, or the authority's own key. */
  readonly approvedBy: readonly Approver[];
  /** Where the directory's log holds its enrolment. */
  readonly enrolledAt: number;
  /** The epoch in which it joined for the last time, and that epoch's cosignature time. */
  readonly since: { readonly epoch: number; readonly at: number };
  /** What the newest directory says of it: `live`, or why not. */
  readonly standing: string;
}

/** One answer to "may I rely on what I see?". */
export interface Trust {
  /** Whether nothing is wrong and everything is checked. */
  readonly calm: boolean;
  readonly directory: { readonly size: number; readonly at: number; readonly fresh: boolean };
  /** Whether others can seal to this device. */
  readonly keyLogged: boolean;
  /** Where a frame stood under this device's name that it did not send. */
  readonly cloned: { readonly conversation: ConversationId; readonly seq: number } | undefined;
  /** Notices by whom they speak about. */
  readonly notices: Readonly<Record<'relay' | 'member' | 'device', number>>;
}

const PAGE = 50;

/** Plain values for whoever shows them; nothing is asked of the relay. */
export class Views {
  constructor(
    private readonly context: ReadingContext,
    private readonly own: OwnAgreementKeys,
    private readonly conversations: Conversations,
    private readonly outbox: Outbox,
  ) {}

  /** All conversations, the one that moved last first. */
  async list(): Promise<ConversationSummary[]> {
    const begun = [...this.conversations.states.values()].filter(({ S }) => S !== '');
    const summaries = await Promise.all(begun.map((state) => this.summary(state)));
    return summaries.sort((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1));
  }

  /**
   * Items in order of their places.
   * @param range - those before a place (the end where absent), at most `limit`
   */
  async messages(
    conversation: ConversationId,
    { before, limit = PAGE }: { before?: number; limit?: number } = {},
  ): Promise<MessagePage> {
    const { seq } = (await this.conversations.begun(conversation)).state;
    const end = Math.min(before ?? seq + 1, seq + 1);
    const first = Math.max(1, end - limit);
    const items: ConversationItem[] = [];
    for (let place = first; place < end; place++) {
      const item = await this.context.surroundings.store.get<ConversationItem>(keys.item(conversation, place));
      if (item !== undefined) items.push(item);
    }
    return { items, waiting: end === seq + 1 ? await this.waiting(conversation) : [], earlier: first > 1 };
  }

  /** A message by its id. */
  async message(conversation: ConversationId, id: MessageId): Promise<MessageItem | undefined> {
    const { store } = this.context.surroundings;
    const places = (await store.get<Record<string, number>>(keys.frameId(conversation, id))) ?? {};
    for (const seq of Object.values(places)) {
      const item = await store.get<ConversationItem>(keys.item(conversation, seq));
      if (item?.is === 'message') return item;
    }
    return undefined;
  }

  /** Who is in a conversation, and why each is trusted. */
  async members(conversation: ConversationId): Promise<Member[]> {
    const { surroundings } = this.context;
    const { roster } = await this.conversations.begun(conversation);
    const view = surroundings.directory.latest;
    const { at } = newestCheckpoint(surroundings);
    const epochs = await surroundings.store.range<EpochRecord>({ prefix: keys.epochs(conversation) });
    return roster.devices.map(({ id, officer, authority, capacity, since }) => {
      const device = view.device(id);
      return {
        device: id,
        officer,
        authority,
        capacity,
        own: id === surroundings.self.device,
        deviceKind: device?.kind ?? 'unknown',
        approvedBy: device?.approvedBy ?? [],
        enrolledAt: device?.index ?? -1,
        since: { epoch: since, at: epochs.find(({ value }) => value.epoch === since)?.value.at ?? 0 },
        standing: view.standing(id, at, authority),
      };
    });
  }

  async trust(): Promise<Trust> {
    const { directory, notices } = this.context.surroundings;
    const counts = { relay: 0, member: 0, device: 0 };
    for (const { about } of await notices.list()) counts[about] += 1;
    const cloned = this.context.guard.seen;
    const { checkpoint, fresh } = directory;
    const calm = fresh && this.own.ready && cloned === undefined && counts.relay + counts.member + counts.device === 0;
    return {
      calm,
      directory: { size: checkpoint?.size ?? 0, at: checkpoint?.at ?? 0, fresh },
      keyLogged: this.own.ready,
      cloned,
      notices: counts,
    };
  }

  private async summary(state: ConversationState): Promise<ConversationSummary> {
    const { self } = this.context.surroundings;
    const { roster } = await this.conversations.begun(state.id);
    const others = roster.devices.filter(({ officer }) => officer !== self.officer).map(({ officer }) => officer);
    return {
      id: state.id,
      kind: roster.kind,
      counterparts: [...new Set(roster.parties.map(({ authority }) => authority))].filter(
        (authority) => authority !== self.authority,
      ),
      officers: [...new Set(others)],
      unread: state.unread,
      waiting: this.outbox.waiting(state.id).length,
      last: await this.lastMessage(state),
      lastAt: state.lastAt,
      seq: state.seq,
      member: state.member,
      closed: roster.closed,
    };
  }

  private async lastMessage({ id }: ConversationState): Promise<MessageItem | undefined> {
    const recent = await this.context.surroundings.store.range<ConversationItem>({
      prefix: keys.items(id),
      reverse: true,
      limit: 8,
    });
    return recent.map(({ value }) => value).find((item) => item.is === 'message');
  }

  private async waiting(conversation: ConversationId): Promise<WaitingMessage[]> {
    const { store } = this.context.surroundings;
    const shown: WaitingMessage[] = [];
    for (const { id, content, onTheRecord, sealed, refused } of this.outbox.waiting(conversation)) {
      // Its acknowledgement was lost, its frame was not.
      if ((await store.get(keys.frameId(conversation, id))) !== undefined) continue;
      const state = refused !== undefined ? 'refused' : sealed === undefined ? 'waiting' : 'sealed';
      shown.push({ id, content, onTheRecord, state, ...(refused === undefined ? {} : { code: refused }) });
    }
    return shown;
  }
}
