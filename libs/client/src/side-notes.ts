import type { ConversationId, OfficerId } from '#contracts';
import { noFacts, type ConversationFacts } from './conversation-facts.js';
import type { Membership } from './conversation-membership.js';
import { keys } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import type { Outbox } from './outbox.js';
import { Serial } from './serial.js';
import { newestCheckpoint, type Surroundings } from './surroundings.js';

/** The own side's notes beside a conversation: another conversation, in which only one's own authority is. */
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
      if (facts?.beside !== undefined && !found.has(facts.beside)) found.set(facts.beside, id);
    }
    return found;
  }

  /** The notes beside a conversation, opened with one's colleagues in it where there are none. @throws `conversation.absent` */
  async of(conversation: ConversationId): Promise<ConversationId> {
    return this.#serial.run(conversation, async () => (await this.find(conversation)) ?? this.open(conversation));
  }

  private async open(conversation: ConversationId): Promise<ConversationId> {
    const colleagues = await this.colleagues(conversation);
    const id = await this.membership.open({ kind: 'authority', with: [], colleagues, history: 'all' });
    const facts: ConversationFacts = { ...noFacts, beside: conversation };
    await this.surroundings.store.write([{ key: keys.facts(id), value: facts }]);
    await this.outbox.add(id, { type: 'beside', conversation });
    await this.outbox.send(id).catch(() => undefined);
    return id;
  }

  private async colleagues(conversation: ConversationId): Promise<OfficerId[]> {
    const { self, directory } = this.surroundings;
    const { roster } = await this.conversations.begun(conversation);
    const { at } = newestCheckpoint(this.surroundings);
    const own = roster.devices.filter(
      ({ id, authority, officer, capacity }) =>
        capacity === 'party' &&
        authority === self.authority &&
        officer !== self.officer &&
        directory.latest.live(id, at, authority),
    );
    return [...new Set(own.map(({ officer }) => officer))];
  }
}
