import type { AuthorityId, ConversationKind } from '#contracts';
import type { ConversationFacts } from './conversation-facts.js';
import { keys, type ConversationState } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import { isExpert } from './expert-limits.js';
import type { Outbox } from './outbox.js';
import type { Surroundings } from './surroundings.js';

/** Where it is told how far was read: not to a crowd, nor within one's own side. */
const toldIn: ReadonlySet<ConversationKind | undefined> = new Set<ConversationKind>(['direct', 'consultation', 'desk']);

/**
 * Tells the others of a conversation how far one's authority has read, where that authority's settings allow it
 * (protocol 3.6); once for all its officers, and at most once each time it is called.
 */
export class ReadMarkers {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly conversations: Conversations,
    private readonly outbox: Outbox,
  ) {}

  async tell(): Promise<void> {
    // What an expert has read, their sponsor has not.
    if (isExpert(this.surroundings)) return;
    const seats = this.talkative();
    if (seats.length === 0) return;
    for (const state of [...this.conversations.states.values()]) {
      if (!state.member || state.S === '' || !toldIn.has(state.kind)) continue;
      const upTo = Math.min(state.readTo, state.lastNews ?? 0);
      if (upTo > 0 && (await this.isDue(state, upTo, seats))) await this.outbox.add(state.id, { type: 'read', upTo });
    }
  }

  /** Authorities that this officer may sit for in any conversation, and whose settings allow it to be told. */
  private talkative(): readonly AuthorityId[] {
    const { self, directory } = this.surroundings;
    const elsewhere = directory.latest.officer(self.officer)?.accreditations ?? [];
    return [self.authority, ...elsewhere.map(({ authority }) => authority)].filter(
      (seat) => directory.latest.authority(seat)?.settings.readMarkers === true,
    );
  }

  private async isDue({ id }: ConversationState, upTo: number, seats: readonly AuthorityId[]): Promise<boolean> {
    const facts = await this.surroundings.store.get<ConversationFacts>(keys.facts(id));
    const untold = seats.filter((seat) => (facts?.readBy[seat] ?? 0) < upTo);
    // The seat itself takes the whole roster, replayed from what is stored.
    if (untold.length === 0) return false;
    const { roster, seat } = await this.conversations.begun(id);
    if (!untold.includes(seat)) return false;
    for (const entry of this.outbox.waiting(id).filter(({ content }) => content.type === 'read')) {
      if (entry.refused === undefined) return false;
      // Nobody sees it, so that nobody else would take it back.
      await this.outbox.takeBack(id, entry.id);
    }
    return !roster.closed;
  }
}
