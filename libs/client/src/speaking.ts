import type { ConversationId, MessageId } from '#contracts';
import type { Purpose, Reaction } from './choices.js';
import type { ConversationFacts } from './conversation-facts.js';
import type { MessageItem } from './conversation-item.js';
import { keys } from './conversation-state.js';
import type { Views } from './conversation-views.js';
import type { Drafts } from './drafts.js';
import { refuse } from './errors.js';
import { refuseExpert } from './expert-limits.js';
import type { Content, ContentOf } from './message-content.js';
import type { Outbox, Taking } from './outbox.js';
import type { Surroundings } from './surroundings.js';

/** How a text is sent. */
export interface Saying {
  /** Language of the text (BCP 47). */
  readonly language?: string;
  /** The message it answers. */
  readonly answers?: MessageId;
  /** Signed, so that anybody may be shown who said it; never by default (protocol 3.3). */
  readonly onTheRecord?: boolean;
  /** Milliseconds for which it can still be taken back: it is not sealed before. */
  readonly holdFor?: number;
}

/** What an authority says of a conversation as a whole; what is left out stays as it was. */
export interface HeadingChange {
  readonly subject?: string;
  /** The reference of one's own side; empty to take it away. */
  readonly reference?: string | undefined;
  readonly purposes?: readonly Purpose[] | undefined;
}

/** A hold has ended for certain only a moment after its timer, milliseconds. */
const GRACE = 20;

/** Says things: everything it takes survives a kill, and is sent, and tried again, in the background. */
export class Speaking {
  #sending: Promise<unknown> = Promise.resolve();
  /** What ends the timers of holds. */
  readonly #holds = new Set<() => void>();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly views: Views,
    private readonly outbox: Outbox,
    private readonly drafts: Drafts,
  ) {}

  /** Sends a text; the conversation's draft is gone with it. */
  async say(
    conversation: ConversationId,
    text: string,
    { onTheRecord = false, holdFor = 0, ...rest }: Saying = {},
  ): Promise<MessageId> {
    const taking = { onTheRecord, with: [this.drafts.discarding(conversation)] };
    return this.deliver(conversation, { type: 'text', text, ...rest }, holdFor, taking);
  }

  /** Sends content, after a while in which it can still be taken back. @param holdFor - milliseconds */
  async deliver(conversation: ConversationId, content: Content, holdFor = 0, taking: Taking = {}): Promise<MessageId> {
    const held = holdFor > 0 ? { holdUntil: this.surroundings.clock.now() + holdFor } : {};
    const id = await this.send(conversation, content, { ...taking, ...held });
    if (holdFor > 0) this.sendAfter(holdFor);
    return id;
  }

  /** Replaces the words of an own message; the original stays behind them. @throws `message.absent`, `message.not-own` */
  async correct(conversation: ConversationId, message: MessageId, text: string): Promise<MessageId> {
    const { hash } = await this.ownMessage(conversation, message);
    return this.send(conversation, { type: 'correction', message, hash, text });
  }

  /** Withdraws an own message; its place and the fact remain. @throws `message.absent`, `message.not-own` */
  async withdraw(conversation: ConversationId, message: MessageId): Promise<MessageId> {
    const { hash } = await this.ownMessage(conversation, message);
    return this.send(conversation, { type: 'withdrawal', message, hash });
  }

  /** Says that a message was noted. @throws `message.absent` */
  async note(conversation: ConversationId, message: MessageId): Promise<MessageId> {
    const { hash } = await this.message(conversation, message);
    return this.send(conversation, { type: 'noted', message, hash });
  }

  /** Says something of a message without words, in the place of what was said before; nothing takes that back. @throws `message.absent` */
  async react(conversation: ConversationId, message: MessageId, reaction?: Reaction): Promise<MessageId> {
    const { hash } = await this.message(conversation, message);
    const content: ContentOf<'reaction'> = { type: 'reaction', message, hash };
    return this.send(conversation, reaction === undefined ? content : { ...content, reaction });
  }

  /** Says what a conversation is about: its subject, and one's own side's reference and purposes. @throws `expert.refused` */
  async setHeading(conversation: ConversationId, { subject, reference, purposes }: HeadingChange): Promise<MessageId> {
    refuseExpert(this.surroundings);
    const before = await this.ownHeading(conversation);
    const stands = reference ?? before?.reference ?? '';
    const named = purposes ?? before?.purposes;
    const content: ContentOf<'heading'> = {
      type: 'heading',
      ...(subject === undefined ? {} : { subject }),
      ...(stands === '' ? {} : { reference: stands }),
      ...(named === undefined ? {} : { purposes: [...named] }),
    };
    return this.send(conversation, content);
  }

  /** Takes back a text as {@link Outbox.takeBack} does, and makes it the conversation's draft again, before what was begun meanwhile. */
  async reconsider(conversation: ConversationId, message: MessageId): Promise<boolean> {
    const waiting = this.outbox.waiting(conversation).find(({ id }) => id === message);
    if (waiting?.content.type !== 'text') return false;
    const { type: _type, ...words } = waiting.content;
    const begun = await this.drafts.of(conversation);
    const text = begun === undefined ? words.text : `${words.text}\n\n${begun.text}`;
    const draft = this.drafts.keeping(conversation, { ...words, text, onTheRecord: waiting.onTheRecord });
    return this.outbox.takeBack(conversation, message, [draft]);
  }

  /** Tries a refused message again; false when there is none. */
  async retry(conversation: ConversationId, message: MessageId): Promise<boolean> {
    const ready = await this.outbox.retry(conversation, message);
    this.sendWaiting();
    return ready;
  }

  /** Sends what waits; what fails now is tried again at every round, and whoever wants to know asks for it. */
  sendWaiting(): void {
    this.#sending = Promise.all([this.#sending, this.outbox.sendAll()]);
  }

  /** Goes on with the holds that began before this client was started. */
  resume(): void {
    const now = this.surroundings.clock.now();
    for (const { holdUntil = 0 } of this.outbox.waiting()) if (holdUntil > now) this.sendAfter(holdUntil - now);
  }

  /** Sends nothing more by itself, and waits for what is under way. */
  async close(): Promise<void> {
    for (const stop of this.#holds) stop();
    this.#holds.clear();
    await this.#sending;
  }

  private async send(conversation: ConversationId, content: Content, taking?: Taking): Promise<MessageId> {
    const id = await this.outbox.add(conversation, content, taking);
    this.sendWaiting();
    return id;
  }

  private sendAfter(milliseconds: number): void {
    const stop = this.surroundings.timers.every(milliseconds + GRACE, () => {
      stop();
      this.#holds.delete(stop);
      this.sendWaiting();
      return Promise.resolve();
    });
    this.#holds.add(stop);
  }

  private async ownHeading(conversation: ConversationId): Promise<Omit<HeadingChange, 'subject'> | undefined> {
    const { store } = this.surroundings;
    const waiting = this.outbox.waiting(conversation).filter(({ refused }) => refused === undefined);
    const newest = waiting.map(({ content }) => content).findLast((content) => content.type === 'heading');
    const facts = await store.get<ConversationFacts>(keys.facts(conversation));
    return newest ?? facts?.headings[await this.views.seat(conversation)];
  }

  private async message(conversation: ConversationId, id: MessageId): Promise<MessageItem> {
    return (
      (await this.views.message(conversation, id)) ?? refuse('message.absent', 'no message of this id is readable here')
    );
  }

  private async ownMessage(conversation: ConversationId, id: MessageId): Promise<MessageItem> {
    const message = await this.message(conversation, id);
    const { officer, authority } = message.sender;
    // What a liaison officer said for another authority than they sit for now is that one's.
    return officer === this.surroundings.self.officer && authority === (await this.views.seat(conversation))
      ? message
      : refuse(
          'message.not-own',
          'only its author may change a message, and only for the authority that it was said for',
        );
  }
}
