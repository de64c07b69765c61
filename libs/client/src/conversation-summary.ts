import type { AuthorityId, ConversationId, ConversationKind, OfficerId } from '#contracts';
import type { RosterDevice } from '#roster';
import type { Purpose } from './choices.js';
import { noFacts, readByOthers, type ConversationFacts, type ReadBy } from './conversation-facts.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import type { ReadingContext } from './conversation-reader.js';
import { keys, type ConversationState } from './conversation-state.js';
import { isWord, words } from './conversation-turn.js';
import type { Conversations } from './conversations.js';
import type { Drafts, KeptDraft } from './drafts.js';
import type { Notebook } from './notebook.js';
import type { Outbox } from './outbox.js';
import type { SideNotes } from './side-notes.js';

/** What a conversation is about, as its members say. */
export interface Heading {
  readonly subject: string | undefined;
  /** Each authority's own reference, where it gave one. */
  readonly references: Readonly<Record<AuthorityId, string>>;
  readonly purposes: readonly Purpose[];
}

/** A line of the list of conversations. */
export interface ConversationSummary {
  readonly id: ConversationId;
  readonly kind: ConversationKind;
  /** The authority for which this device sits in it: a liaison's accredited them. */
  readonly seat: AuthorityId;
  /** The other authorities in it. */
  readonly counterparts: readonly AuthorityId[];
  /** Officers in it who are not this one. */
  readonly officers: readonly OfficerId[];
  /** Those of them whom one meets: who sits for another authority, a liaison too; one's own colleagues where nobody does. */
  readonly met: readonly OfficerId[];
  readonly heading: Heading;
  /** Who has to say something next, as far as the last word tells. */
  readonly awaited: 'us' | 'them' | undefined;
  readonly unread: number;
  /** The place up to which the officer has read, on any device. */
  readonly readTo: number;
  /** How far the other authorities have read, where they say so. */
  readonly readBy: readonly ReadBy[];
  /** Own messages that the relay has not stored yet. */
  readonly waiting: number;
  readonly draft: KeptDraft | undefined;
  /** Whether the officer put it aside and nothing new has come since. */
  readonly doneFor: boolean;
  readonly pinned: boolean;
  /** The own side's notes beside it; and the conversation beside which it is the notes. */
  readonly notes: ConversationId | undefined;
  readonly beside: ConversationId | undefined;
  /** The last message with words that stand. */
  readonly last: MessageItem | undefined;
  /** The relay's time of the last frame, Unix seconds. */
  readonly lastAt: number;
  readonly seq: number;
  /** Whether this device is in it. */
  readonly member: boolean;
  readonly closed: boolean;
}

/** The list of conversations; nothing is asked of the relay. */
export class Summaries {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
    private readonly outbox: Outbox,
    private readonly drafts: Drafts,
    private readonly notebook: Notebook,
    private readonly notes: SideNotes,
  ) {}

  /** All conversations, the one that moved last first. Notebooks are none. */
  async list(): Promise<ConversationSummary[]> {
    const begun = [...this.conversations.states.values()].filter(({ S }) => S !== '');
    const drafts = new Map((await this.drafts.list()).map((draft) => [draft.conversation, draft]));
    const notes = await this.notes.all();
    const summaries = await Promise.all(
      begun.map(async (state) => {
        const { store } = this.context.surroundings;
        const facts = (await store.get<ConversationFacts>(keys.facts(state.id))) ?? noFacts;
        if (facts.notebook === true) return undefined;
        return this.summary(state, facts, drafts.get(state.id), notes.get(state.id));
      }),
    );
    return summaries
      .filter((summary) => summary !== undefined)
      .sort((a, b) => b.lastAt - a.lastAt || (a.id < b.id ? -1 : 1));
  }

  /** One conversation's line. @throws `conversation.absent` */
  async one(id: ConversationId): Promise<ConversationSummary> {
    const { state } = await this.conversations.begun(id);
    const [facts, draft, notes] = await Promise.all([
      this.context.surroundings.store.get<ConversationFacts>(keys.facts(id)),
      this.drafts.of(id),
      this.notes.find(id),
    ]);
    return this.summary(state, facts ?? noFacts, draft, notes);
  }

  private async summary(
    state: ConversationState,
    facts: ConversationFacts,
    draft: KeptDraft | undefined,
    notes: ConversationId | undefined,
  ): Promise<ConversationSummary> {
    const { self } = this.context.surroundings;
    const { id } = state;
    const { roster, seat } = await this.conversations.begun(id);
    const others = roster.devices.filter(({ officer }) => officer !== self.officer);
    const theirs = others.filter(({ authority }) => authority !== seat);
    const counterparts = [...new Set(roster.parties.map(({ authority }) => authority))].filter(
      (authority) => authority !== seat,
    );
    const last = await this.lastWord(state);
    const { done, pinned } = this.notebook.mark(id);
    const asksNobody = roster.closed || !state.member || roster.kind === 'authority';
    return {
      id,
      kind: roster.kind,
      seat,
      counterparts,
      officers: officersOf(others),
      met: officersOf(theirs.length > 0 ? theirs : others),
      heading: headingOf(facts),
      awaited: asksNobody ? undefined : this.awaited(id, last, counterparts.length > 0 ? seat : undefined),
      unread: state.unread,
      readTo: state.readTo,
      readBy: readByOthers(facts, seat),
      waiting: this.outbox.waiting(id).filter(({ content }) => content.type !== 'read').length,
      draft,
      doneFor: done > 0 && (state.lastNews ?? 0) <= done,
      pinned,
      notes,
      beside: facts.beside,
      last,
      lastAt: state.lastAt,
      seq: state.seq,
      member: state.member,
      closed: roster.closed,
    };
  }

  // Within one authority it is between officers.
  private awaited(
    id: ConversationId,
    last: MessageItem | undefined,
    own: AuthorityId | undefined,
  ): 'us' | 'them' | undefined {
    const { self } = this.context.surroundings;
    if (this.outbox.waiting(id).some(({ content, refused }) => words.has(content.type) && refused === undefined))
      return 'them';
    if (last === undefined) return undefined;
    const { officer, authority } = last.sender;
    return (own === undefined ? officer === self.officer : authority === own) ? 'them' : 'us';
  }

  // Words that were withdrawn since are none: those before them count again.
  private async lastWord({ id, lastWord = 0 }: ConversationState): Promise<MessageItem | undefined> {
    for (let seq = lastWord; seq > 0; seq--) {
      const item = await this.context.surroundings.store.get<ConversationItem>(keys.item(id, seq));
      if (item?.is === 'message' && isWord(item)) return item;
    }
    return undefined;
  }
}

function officersOf(devices: readonly RosterDevice[]): OfficerId[] {
  return [...new Set(devices.map(({ officer }) => officer))];
}

/** The heading that the newest word of each makes. */
export function headingOf({ subject, headings }: ConversationFacts): Heading {
  const references: Record<AuthorityId, string> = {};
  for (const [authority, { reference }] of Object.entries(headings))
    if (reference !== undefined) references[authority as AuthorityId] = reference;
  const purposes = new Set(Object.values(headings).flatMap((heading) => heading.purposes ?? []));
  return { subject: subject?.text, references, purposes: [...purposes] };
}
