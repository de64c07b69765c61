import type { ConversationId } from '#contracts';
import { keys } from './conversation-state.js';
import { readUpTo } from './conversation-turn.js';
import type { Conversations } from './conversations.js';
import { mergedMark, sameMark, unmarked, type Mark } from './notebook-marks.js';
import type { StoreWrite } from './store.js';
import type { Surroundings } from './surroundings.js';

interface Kept {
  readonly mark: Mark;
  /** Whether the officer's other devices were told. */
  readonly told: boolean;
}

/** What an officer has read, done for now and pinned; the same on all devices of the officer, once they have told each other. */
export class Notebook {
  readonly #kept = new Map<ConversationId, Kept>();

  private constructor(
    private readonly surroundings: Pick<Surroundings, 'store' | 'self'>,
    private readonly conversations: Conversations,
  ) {}

  static async open(
    surroundings: Pick<Surroundings, 'store' | 'self'>,
    conversations: Conversations,
  ): Promise<Notebook> {
    const notebook = new Notebook(surroundings, conversations);
    for (const { value } of await surroundings.store.range<Kept>({ prefix: keys.marks }))
      notebook.#kept.set(value.mark.conversation, value);
    await notebook.settle();
    return notebook;
  }

  /** What is known of a conversation. */
  mark(conversation: ConversationId): Mark {
    return this.#kept.get(conversation)?.mark ?? unmarked(conversation);
  }

  /** What this officer's other devices were not told. */
  get untold(): Mark[] {
    return [...this.#kept.values()].filter(({ told }) => !told).map(({ mark }) => mark);
  }

  /** Takes note that everything up to a place, or the end, was read. */
  async markRead(conversation: ConversationId, seq?: number): Promise<void> {
    const { state } = await this.conversations.replica(conversation);
    const read = Math.min(seq ?? state.seq, state.seq);
    if (state.unread === 0 || read <= state.readTo) return;
    await this.change(conversation, (mark) => ({ ...mark, read: Math.max(mark.read, read) }));
  }

  /** Puts a conversation aside until something new comes, or takes it up again. */
  async markDone(conversation: ConversationId, done = true): Promise<void> {
    const { state } = await this.conversations.begun(conversation);
    const upTo = done ? state.seq : 0;
    await this.change(conversation, (mark) => ({ ...mark, done: upTo, version: mark.version + 1 }));
  }

  /** Keeps a conversation at hand, or no longer. */
  async pin(conversation: ConversationId, pinned = true): Promise<void> {
    await this.conversations.begun(conversation);
    await this.change(conversation, (mark) => ({ ...mark, pinned, version: mark.version + 1 }));
  }

  /**
   * Takes what another device of the officer knows.
   * @param more - writes of the same batch
   */
  async take(marks: readonly Mark[], more: readonly StoreWrite[]): Promise<void> {
    const merged = new Map<ConversationId, Kept>();
    for (const met of marks) {
      const before = merged.get(met.conversation) ?? this.#kept.get(met.conversation);
      const mark = mergedMark(before?.mark ?? unmarked(met.conversation), met);
      if (before !== undefined && sameMark(mark, before.mark)) continue;
      merged.set(met.conversation, { mark, told: sameMark(mark, met) });
    }
    await this.keep([...merged.values()], more);
    await this.settle();
  }

  /** What is unread follows what was read, in conversations too that came later than the mark. */
  async settle(): Promise<void> {
    for (const { mark } of this.#kept.values()) await this.settleOne(mark);
  }

  /** Keeps that the other devices were told, unless a mark has changed since. */
  async told(marks: readonly Mark[]): Promise<void> {
    const still = marks.filter((mark) => sameMark(mark, this.mark(mark.conversation)));
    await this.keep(still.map((mark) => ({ mark, told: true })));
  }

  /** Has everything told again: a device has joined that knows nothing. */
  async untell(): Promise<void> {
    await this.keep([...this.#kept.values()].map(({ mark }) => ({ mark, told: false })));
  }

  private async change(conversation: ConversationId, change: (mark: Mark) => Mark): Promise<void> {
    const mark = change(this.mark(conversation));
    await this.keep([{ mark, told: false }]);
    await this.settleOne(mark);
  }

  private async keep(all: readonly Kept[], more: readonly StoreWrite[] = []): Promise<void> {
    for (const kept of all) this.#kept.set(kept.mark.conversation, kept);
    const writes = all.map((value): StoreWrite => ({ key: keys.mark(value.mark.conversation), value }));
    await this.surroundings.store.write([...writes, ...more]);
  }

  private async settleOne({ conversation, read }: Mark): Promise<void> {
    if (read <= (this.conversations.states.get(conversation)?.readTo ?? read)) return;
    const { store, self } = this.surroundings;
    await this.conversations.update(conversation, (state) =>
      read > state.readTo ? readUpTo(store, state, read, self) : state,
    );
  }
}
