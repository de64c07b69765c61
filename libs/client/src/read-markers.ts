import type { ConversationKind } from '#contracts';
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
    for (const state of [...this.conversations.states.values()]) {
      if (!state.member || state.S === '' || !toldIn.has(state.kind)) continue;
      const upTo = Math.min(state.readTo, state.lastNews ?? 0);
      if (upTo > 0 && (await this.isDue(state, upTo))) await this.outbox.add(state.id, { type: 'read', upTo });
    }
  }

  private async isDue(state: ConversationState, upTo: number): Promise<boolean> {
    const { id } = state;
    const { directory, store } = this.surroundings;
    const seat = state.seat ?? (await this.conversations.begun(id)).seat;
    if (directory.latest.authority(seat)?.settings.readMarkers !== true) return false;
    const facts = await store.get<ConversationFacts>(keys.facts(id));
    if ((facts?.readBy[seat] ?? 0) >= upTo) return false;
    for (const entry of this.outbox.waiting(id).filter(({ content }) => content.type === 'read')) {
      if (entry.refused === undefined) return false;
      // Nobody sees it, so that nobody else would take it back.
      await this.outbox.takeBack(id, entry.id);
    }
    return !(await this.conversations.begun(id)).roster.closed;
  }
}
