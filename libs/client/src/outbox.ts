import type { ConversationId, MessageId } from '#contracts';
import { sha256 } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import { acknowledge } from './acknowledge.js';
import type { ArchivePosting } from './archive-posting.js';
import type { Advancing } from './conversation-advance.js';
import type { ReadingContext, SentRecord } from './conversation-reader.js';
import { keys } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';
import type { Content } from './message-content.js';
import { newMessageId, sealContent } from './message-seal.js';
import { Serial } from './serial.js';
import type { StoreWrite } from './store.js';

/** Times one message is sealed anew because the epoch moved on, before its sending waits for the next occasion. */
const RESEALS = 12;

/** Refusals that the same bytes will meet again and again. */
const forGood: ReadonlySet<string> = new Set([
  'message.too-large',
  'message.size',
  'message.id-reused',
  'conversation.closed',
  'request.invalid',
  'request.too-large',
]);

/** A message on its way: waiting, or sealed and not yet acknowledged. */
export interface Outgoing {
  readonly order: number;
  readonly conversation: ConversationId;
  readonly id: MessageId;
  readonly content: Content;
  readonly onTheRecord: boolean;
  /** Until when it is neither sealed nor sent, Unix milliseconds of the local clock. */
  readonly holdUntil?: number;
  /** The bytes as they are sent, again and again until acknowledged, and the epoch they are sealed under: there once they may have left. */
  readonly sealed?: { readonly S: string; readonly bytes: string };
  /** The code of a refusal that time does not mend: kept until it is taken back or tried again. */
  readonly refused?: string;
}

/** How a message is taken to be sent. */
export interface Taking {
  readonly onTheRecord?: boolean;
  /** As {@link Outgoing.holdUntil}. */
  readonly holdUntil?: number;
  /** Writes of the same batch. */
  readonly with?: readonly StoreWrite[];
}

/**
 * What was written and is not yet stored by the relay. It survives a kill: sealed bytes are stored before they are sent,
 * and go from here only with their acknowledgement (protocol 2.6, 3.5).
 *
 * [Note: Sealed is late] Without a line nothing is sealed, and what was sealed as the line went is put back as it was. So
 * what has certainly not left this device can be taken back, and nothing else: bytes that were given to a socket may have
 * arrived, dead as its line may be, and so may those that a killed process left.
 */
export class Outbox {
  /** What waits of each conversation, oldest first. */
  readonly #queues = new Map<ConversationId, Outgoing[]>();
  #next = 1;
  /** The orders of messages whose bytes are being made: too late to be taken back. */
  readonly #sealing = new Set<number>();
  readonly #serial = new Serial();

  private constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
    private readonly advancing: Advancing,
    private readonly posting: ArchivePosting,
  ) {}

  static async open(
    context: ReadingContext,
    conversations: Conversations,
    advancing: Advancing,
    posting: ArchivePosting,
  ): Promise<Outbox> {
    const outbox = new Outbox(context, conversations, advancing, posting);
    for (const { value } of await context.surroundings.store.range<Outgoing>({ prefix: keys.outbox })) {
      outbox.place(value);
      outbox.#next = Math.max(outbox.#next, value.order + 1);
    }
    return outbox;
  }

  /** What waits: of one conversation, oldest first, or conversation by conversation. */
  waiting(conversation?: ConversationId): Outgoing[] {
    return conversation === undefined ? [...this.#queues.values()].flat() : [...this.queue(conversation)];
  }

  /** Takes a message to be sent; when the promise resolves it survives a kill. @throws `device.cloned`, `conversation.absent` */
  async add(conversation: ConversationId, content: Content, taking: Taking = {}): Promise<MessageId> {
    this.context.guard.demand();
    await this.conversations.begun(conversation);
    const id = newMessageId(this.context.surroundings.clock);
    const { onTheRecord = false, holdUntil, with: more } = taking;
    const held = holdUntil === undefined ? {} : { holdUntil };
    await this.keep({ order: this.#next++, conversation, id, content, onTheRecord, ...held }, more);
    return id;
  }

  /**
   * Takes back a message that has certainly not left this device, or that was refused; false when it is too late.
   * @param more - writes of the same batch
   */
  async takeBack(conversation: ConversationId, id: MessageId, more: readonly StoreWrite[] = []): Promise<boolean> {
    const entry = this.entry(conversation, id);
    if (entry === undefined || this.#sealing.has(entry.order)) return false;
    if (entry.sealed !== undefined && entry.refused === undefined) return false;
    // At once, so that nothing seals it meanwhile.
    this.drop(entry);
    await this.remove(entry, more);
    return true;
  }

  /** Makes a message that was refused ready to be sealed anew and sent; false when there is none. */
  async retry(conversation: ConversationId, id: MessageId): Promise<boolean> {
    const entry = this.entry(conversation, id);
    if (entry?.refused === undefined) return false;
    const { refused, sealed: _sealed, holdUntil: _held, ...again } = entry;
    const { clock } = this.context.surroundings;
    await this.keep(refused === 'message.id-reused' ? { ...again, id: newMessageId(clock) } : again);
    return true;
  }

  /** Whether a message is held, and may be taken back. */
  holds({ holdUntil, sealed }: Outgoing): boolean {
    return sealed === undefined && holdUntil !== undefined && holdUntil > this.context.surroundings.clock.now();
  }

  /** Sends what waits in a conversation and is not held, in order. @throws what keeps it from being sent; nothing is lost */
  async send(conversation: ConversationId): Promise<void> {
    const isSent = await this.#serial.run(conversation, async () => {
      const next = (): Outgoing | undefined =>
        this.queue(conversation).find((entry) => entry.refused === undefined && !this.holds(entry));
      let sent = 0;
      for (let entry = next(); entry !== undefined; entry = next()) {
        await this.sendOne(entry);
        sent++;
      }
      return sent > 0;
    });
    // A command that says one thing and ends may be the last that its device does; what is said next waits for no post.
    if (isSent) await this.posting.post(conversation).catch((error: unknown) => this.warn('archive.deferred', error));
  }

  /** Sends what waits anywhere; one conversation's trouble does not hold up another. */
  async sendAll(): Promise<void> {
    await Promise.all(
      [...this.#queues.keys()].map((conversation) =>
        this.send(conversation).catch((error: unknown) => {
          this.warn('outbox.deferred', error);
        }),
      ),
    );
  }

  private async sendOne(waiting: Outgoing): Promise<void> {
    const { relay } = this.context.surroundings;
    let entry = waiting;
    for (let attempt = 0; attempt < RESEALS; attempt++) {
      this.context.guard.demand();
      if (!relay.isConnected()) refuseWithoutLine();
      try {
        const sealed = entry.sealed === undefined || attempt > 0 ? await this.seal(entry) : entry;
        if (sealed === undefined) return;
        if (!relay.isConnected()) {
          await this.keep(entry);
          // Though there may be one again: what would be sent is no longer what is kept.
          refuseWithoutLine();
        }
        entry = sealed;
        await this.transmit(entry, entry.sealed ?? { S: '', bytes: '' });
        return;
      } catch (error) {
        if (await this.isForGood(entry, error)) return;
      }
    }
    refuse('conversation.advance-failed', 'the conversation moved on before each sending');
  }

  private async transmit(entry: Outgoing, sealed: { readonly S: string; readonly bytes: string }): Promise<void> {
    const bytes = fromBase64url(sealed.bytes);
    const stored = await this.context.surroundings.relay.send([
      entry.conversation,
      fromBase64url(sealed.S),
      entry.id,
      bytes,
    ]);
    const { conversation, id } = entry;
    const sent = { conversation, id, hash: toBase64url(sha256(bytes)) };
    await acknowledge(this.context, this.conversations, sent, stored, (writes) => this.remove(entry, writes));
  }

  /** Whether a refusal is for good; makes ready for another try where it is not. */
  private async isForGood(entry: Outgoing, error: unknown): Promise<boolean> {
    const code = codeOf(error);
    if (code !== undefined && forGood.has(code)) {
      await this.keep({ ...entry, refused: code });
      return true;
    }
    if (code !== 'conversation.epoch-stale' && code !== 'conversation.eviction-due') throw error;
    if (code === 'conversation.eviction-due') await this.context.surroundings.directory.sync();
    await this.conversations.pull(entry.conversation);
    return false;
  }

  /** Undefined where it was taken back meanwhile. */
  private async seal(entry: Outgoing): Promise<Outgoing | undefined> {
    const { surroundings, own } = this.context;
    const replica = await this.advancing.makeSealable(entry.conversation);
    const { order } = entry;
    if (this.entry(entry.conversation, entry.id) === undefined) return undefined;
    this.#sealing.add(order);
    try {
      const bytes = sealContent(surroundings, own, replica, entry);
      const sealed: Outgoing = { ...entry, sealed: { S: replica.state.S, bytes: toBase64url(bytes) } };
      const sentKey = keys.sent(entry.conversation, entry.id);
      const before = await surroundings.store.get<SentRecord>(sentKey);
      const sent: SentRecord = { hashes: [...(before?.hashes ?? []), toBase64url(sha256(bytes))] };
      await this.keep(sealed, [{ key: sentKey, value: sent }]);
      return sealed;
    } finally {
      this.#sealing.delete(order);
    }
  }

  private warn(event: string, error: unknown): void {
    this.context.surroundings.logger.warn(event, { code: codeOf(error) });
  }

  private entry(conversation: ConversationId, id: MessageId): Outgoing | undefined {
    return this.queue(conversation).find((one) => one.id === id);
  }

  private queue(conversation: ConversationId): readonly Outgoing[] {
    return this.#queues.get(conversation) ?? [];
  }

  /** Puts an entry where its order stands: the writes of several may end in another order than they began. */
  private place(entry: Outgoing): void {
    const queue = this.#queues.get(entry.conversation) ?? [];
    const at = placeOf(queue, entry.order);
    queue.splice(at, queue[at]?.order === entry.order ? 1 : 0, entry);
    this.#queues.set(entry.conversation, queue);
  }

  private drop({ conversation, order }: Outgoing): void {
    const queue = this.#queues.get(conversation) ?? [];
    const at = placeOf(queue, order);
    if (queue[at]?.order === order) queue.splice(at, 1);
    if (queue.length === 0) this.#queues.delete(conversation);
  }

  private async keep(entry: Outgoing, more: readonly StoreWrite[] = []): Promise<void> {
    await this.context.surroundings.store.write([
      { key: keys.outboxEntry(entry.conversation, entry.order), value: entry },
      ...more,
    ]);
    this.place(entry);
  }

  private async remove(entry: Outgoing, more: readonly StoreWrite[]): Promise<void> {
    await this.context.surroundings.store.write([
      { key: keys.outboxEntry(entry.conversation, entry.order), remove: true },
      ...more,
    ]);
    this.drop(entry);
  }
}

// See [Note: Sealed is late].
function refuseWithoutLine(): never {
  return refuse('client.offline', 'the relay is not connected');
}

/** Where an order stands in a queue, or would. */
function placeOf(queue: readonly Outgoing[], order: number): number {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((queue[middle]?.order ?? order) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}
