import type { AuthorityId, ConversationId, OfficerId } from '#contracts';
import type { Roster } from '#roster';
import { noFacts, type ConversationFacts } from './conversation-facts.js';
import type { Membership } from './conversation-membership.js';
import { keys } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import type { Outbox } from './outbox.js';
import { Serial } from './serial.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

/** The own side's notes beside a conversation: another conversation, in which only the authority is that one sits for in it. */
export class SideNotes {
  readonly #serial = new Serial();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly conversations: Conversations,
    private readonly membership: Membership,
    private readonly outbox: Outbox,
  ) {}

  /** The notes beside a conversation, if this device is in any; of several the same on every device. */
  async find(conversation: ConversationId): Promise<ConversationId | undefined> {
    return (await this.all()).get(conversation);
  }

  /** The notes of every conversation that has some. */
  async all(): Promise<Map<ConversationId, ConversationId>> {
    const found = new Map<ConversationId, ConversationId>();
    const own = [...this.conversations.states.values()].filter(({ kind, member }) => kind === 'authority' && member);
    for (const { id } of own.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const facts = await this.surroundings.store.get<ConversationFacts>(keys.facts(id));
      if (facts?.beside === undefined || found.has(facts.beside)) continue;
      if (await this.isOfOneSide(id, facts.beside)) found.set(facts.beside, id);
    }
    return found;
  }

  /** The notes beside a conversation, opened with one's colleagues in it where there are none. @throws `conversation.absent` */
  async of(conversation: ConversationId): Promise<ConversationId> {
    return this.#serial.run(conversation, async () => (await this.find(conversation)) ?? this.open(conversation));
  }

  // A liaison's device is in notes of more than one authority: those of the one must not stand as those of the other.
  private async isOfOneSide(notes: ConversationId, conversation: ConversationId): Promise<boolean> {
    if ((this.conversations.states.get(conversation)?.S ?? '') === '') return false;
    const { seat } = await this.conversations.begun(conversation);
    return (await this.conversations.begun(notes)).seat === seat;
  }

  private async open(conversation: ConversationId): Promise<ConversationId> {
    const { roster, seat } = await this.conversations.begun(conversation);
    const colleagues = this.colleagues(roster, seat);
    const id = await this.membership.open({ kind: 'authority', seat, with: [], colleagues, history: 'all' });
    const facts: ConversationFacts = { ...noFacts, beside: conversation };
    await this.surroundings.store.write([{ key: keys.facts(id), value: facts }]);
    await this.outbox.add(id, { type: 'beside', conversation });
    await this.outbox.send(id).catch(() => undefined);
    return id;
  }

  private colleagues({ devices }: Roster, seat: AuthorityId): OfficerId[] {
    const { self, directory } = this.surroundings;
    const { at } = newestCheckpoint(this.surroundings);
    const own = devices.filter(
      ({ id, authority, officer, capacity }) =>
        capacity === 'party' &&
        authority === seat &&
        officer !== self.officer &&
        directory.latest.live(id, at, authority),
    );
    return [...new Set(own.map(({ officer }) => officer))];
  }
}
