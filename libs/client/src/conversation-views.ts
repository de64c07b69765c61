import type { AuthorityId, ConversationId, DeviceId, MessageId, OfficerId } from '#contracts';
import type { Approver } from '#directory';
import type { Capacity } from '#roster';
import type { OwnAgreementKeys } from './agreement-keys.js';
import { noFacts, readByOthers, type ConversationFacts, type ReadBy } from './conversation-facts.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import type { ReadingContext } from './conversation-reader.js';
import { keys, type EpochRecord } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import type { Content } from './message-content.js';
import { newcomers, type Newcomer } from './newcomers.js';
import { noticeStanding } from './notice-standing.js';
import type { ListedNotice } from './notices.js';
import type { Outbox } from './outbox.js';
import { newestCheckpoint } from './surroundings.js';

/** An own message that is not stored by the relay yet. */
export interface WaitingMessage {
  readonly id: MessageId;
  readonly content: Content;
  readonly onTheRecord: boolean;
  /** While it is `held` or `waiting` it can be taken back; once `sealed` it may have left this device. */
  readonly state: 'held' | 'waiting' | 'sealed' | 'refused';
  /** Until when it is held, Unix milliseconds of the local clock. */
  readonly holdUntil?: number;
  /** Why it was refused for good. */
  readonly code?: string;
}

/** Items of a conversation in order, and what of one's own is still on its way. */
export interface MessagePage {
  readonly items: readonly ConversationItem[];
  readonly waiting: readonly WaitingMessage[];
  /** Whether there are items before these. */
  readonly earlier: boolean;
  /** How far the other authorities have read, where they say so. */
  readonly readBy: readonly ReadBy[];
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
  readonly directory: {
    readonly size: number;
    readonly at: number;
    readonly fresh: boolean;
    /** Statements that the relay has listed and not given. */
    readonly missing: number;
  };
  /** Whether others can seal to this device. */
  readonly keyLogged: boolean;
  /** Where a frame stood under this device's name that it did not send. */
  readonly cloned: { readonly conversation: ConversationId; readonly seq: number } | undefined;
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

  /** The authority for which this device sits in a conversation. @throws `conversation.absent` */
  async seat(conversation: ConversationId): Promise<AuthorityId> {
    return (await this.conversations.begun(conversation)).seat;
  }

  /**
   * Items in order of their places.
   * @param range - those before a place (the end where absent), at most `limit`
   */
  async messages(
    conversation: ConversationId,
    { before, limit = PAGE }: { before?: number; limit?: number } = {},
  ): Promise<MessagePage> {
    const { state, seat } = await this.conversations.begun(conversation);
    const { seq } = state;
    const end = Math.min(before ?? seq + 1, seq + 1);
    const first = Math.max(1, end - limit);
    const { store } = this.context.surroundings;
    const range = { prefix: keys.items(conversation), after: keys.item(conversation, first - 1), limit: end - first };
    const found = end > first ? await store.range<ConversationItem>(range) : [];
    const items = found.map(({ value }) => value).filter((item) => item.seq < end);
    const waiting = end === seq + 1 ? await this.waiting(conversation) : [];
    const facts = (await store.get<ConversationFacts>(keys.facts(conversation))) ?? noFacts;
    return { items, waiting, earlier: first > 1, readBy: readByOthers(facts, seat) };
  }

  /** Who has come in since this officer last said something: whoever writes may not have them in mind. */
  async newcomers(conversation: ConversationId): Promise<Newcomer[]> {
    const { state, roster } = await this.conversations.begun(conversation);
    return newcomers(roster, state.spokeIn, this.context.surroundings.self.officer);
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
    const { checkpoint, fresh, missing } = this.context.surroundings.directory;
    const cloned = this.context.guard.seen;
    const disturbs = (await this.notices()).some(({ standing }) => standing === 'open');
    const calm = fresh && missing === 0 && this.own.ready && cloned === undefined && !disturbs;
    return {
      calm,
      directory: { size: checkpoint?.size ?? 0, at: checkpoint?.at ?? 0, fresh, missing },
      keyLogged: this.own.ready,
      cloned,
    };
  }

  /** Notices, of one conversation or all, and how each stands. */
  async notices(conversation?: ConversationId): Promise<ListedNotice[]> {
    const { states } = this.conversations;
    const all = await this.context.surroundings.notices.list(conversation);
    return all.map((notice) => {
      const state = states.get(notice.conversation as ConversationId);
      return { ...notice, standing: noticeStanding(notice, state) };
    });
  }

  private async waiting(conversation: ConversationId): Promise<WaitingMessage[]> {
    const { store } = this.context.surroundings;
    const shown: WaitingMessage[] = [];
    for (const entry of this.outbox.waiting(conversation)) {
      const { id, content, onTheRecord, sealed, refused, holdUntil } = entry;
      if (content.type === 'read') continue;
      // Its acknowledgement was lost, its frame was not.
      if ((await store.get(keys.frameId(conversation, id))) !== undefined) continue;
      const sent = { id, content, onTheRecord };
      if (refused !== undefined) shown.push({ ...sent, state: 'refused', code: refused });
      else if (holdUntil !== undefined && this.outbox.holds(entry)) shown.push({ ...sent, state: 'held', holdUntil });
      else shown.push({ ...sent, state: sealed === undefined ? 'waiting' : 'sealed' });
    }
    return shown;
  }
}
