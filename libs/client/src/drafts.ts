import type { ConversationId, MessageId } from '#contracts';
import type { Clock } from '#primitives';
import { keys } from './conversation-state.js';
import type { Store, StoreWrite } from './store.js';

/** What an officer is writing in a conversation and has not sent; it stays on this device. */
export interface Draft {
  readonly text: string;
  /** Language of the text (BCP 47). */
  readonly language?: string | undefined;
  /** The message it answers. */
  readonly answers?: MessageId | undefined;
  readonly onTheRecord?: boolean;
}

/** A draft as it is kept. */
export interface KeptDraft extends Draft {
  readonly conversation: ConversationId;
  /** Unix milliseconds of the local clock: for display. */
  readonly at: number;
}

/** One draft a conversation, in the encrypted store. */
export class Drafts {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  /** All drafts, the one that was written last first. */
  async list(): Promise<KeptDraft[]> {
    const kept = await this.store.range<KeptDraft>({ prefix: keys.drafts });
    return kept.map(({ value }) => value).sort((a, b) => b.at - a.at);
  }

  of(conversation: ConversationId): Promise<KeptDraft | undefined> {
    return this.store.get<KeptDraft>(keys.draft(conversation));
  }

  /** Keeps a draft in the place of the one before; one without words is discarded. */
  async keep(conversation: ConversationId, draft: Draft): Promise<void> {
    await this.store.write([this.keeping(conversation, draft)]);
  }

  async discard(conversation: ConversationId): Promise<void> {
    await this.store.write([this.discarding(conversation)]);
  }

  /** The write that keeps a draft, for the batch of what makes it one. */
  keeping(conversation: ConversationId, draft: Draft): StoreWrite {
    if (draft.text.trim() === '') return this.discarding(conversation);
    const value: KeptDraft = { ...draft, conversation, at: this.clock.now() };
    return { key: keys.draft(conversation), value };
  }

  /** The write that discards a draft, for the batch of what was made of it. */
  discarding(conversation: ConversationId): StoreWrite {
    return { key: keys.draft(conversation), remove: true };
  }
}
