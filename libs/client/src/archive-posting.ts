import type { ConversationId } from '#contracts';
import { archivePost, sha256 } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import { deviceIn } from '#roster';
import { acknowledge } from './acknowledge.js';
import type { Posted } from './archive-reading.js';
import { isTurn, splitOf } from './archive-rule.js';
import type { ReadingContext, SentRecord } from './conversation-reader.js';
import { epochsOf } from './conversation-reopen.js';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import { newMessageId } from './message-seal.js';
import { Serial } from './serial.js';
import { newestCheckpoint } from './surroundings.js';

/** An epoch that is so old, seconds of cosignature time, and stands in no archive though the relay was asked, is shown. */
const LATE = 3600;

/** Posts the secrets of epochs to the archive of one's own authority (protocol 4.2). */
export class ArchivePosting {
  readonly #serial = new Serial();
  /** The place at which nothing was left to post, by conversation. */
  readonly #settled = new Map<ConversationId, string>();

  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
  ) {}

  /** Posts what is due in a conversation; where another device's turn is first, a later round looks again. */
  async post(id: ConversationId): Promise<void> {
    const { directory, self } = this.context.surroundings;
    const serves = directory.latest.officer(self.officer)?.serves ?? [self.authority];
    if (serves.every((one) => (directory.latest.authority(one)?.archives.length ?? 0) === 0)) return;
    await this.#serial.run(id, () => this.postDue(id));
  }

  private async postDue(id: ConversationId): Promise<void> {
    const { surroundings, guard } = this.context;
    const { state, roster } = await this.conversations.begun(id);
    const seat = deviceIn(roster, surroundings.self.device);
    if (seat?.capacity !== 'party' || guard.seen !== undefined || (await this.isSettled(state))) return;
    const { at } = newestCheckpoint(surroundings);
    let isSettled = true;
    for (const epoch of await epochsOf(surroundings, id)) {
      const entry = epoch.archives?.find(({ authority }) => authority === seat.authority);
      const split = entry && splitOf(surroundings.directory.latest, id, epoch, entry);
      if (entry !== undefined && epoch.standing === 'withheld') isSettled = false;
      if (entry === undefined || split === undefined) continue;
      const key = keys.posted(id, epoch.S, entry.archive);
      const posted = await surroundings.store.get<Posted>(key);
      if (posted?.checked === true) continue;
      const post = archivePost(split);
      if (posted !== undefined && isAmong(posted, post)) {
        await surroundings.store.write([{ key, value: { ...posted, checked: true } satisfies Posted }]);
        continue;
      }
      if (!isTurn(roster.devices, seat, at - epoch.at)) isSettled = false;
      else await this.send(id, epoch, post).catch((error: unknown) => this.noteLate(id, epoch, at, error));
    }
    if (isSettled) await this.settle(state);
  }

  private async isSettled(state: ConversationState): Promise<boolean> {
    const { store } = this.context.surroundings;
    const { id } = state;
    if (!this.#settled.has(id)) this.#settled.set(id, (await store.get<string>(keys.postedUpTo(id))) ?? '');
    return this.#settled.get(id) === placeOf(state);
  }

  private async settle(state: ConversationState): Promise<void> {
    await this.context.surroundings.store.write([{ key: keys.postedUpTo(state.id), value: placeOf(state) }]);
    this.#settled.set(state.id, placeOf(state));
  }

  private async send(conversation: ConversationId, epoch: EpochRecord, post: Uint8Array): Promise<void> {
    const { store, relay, clock } = this.context.surroundings;
    const id = newMessageId(clock);
    const hash = toBase64url(sha256(post));
    // Known as one's own before it leaves: a frame that this store did not send is a clone's.
    await store.write([{ key: keys.sent(conversation, id), value: { hashes: [hash] } satisfies SentRecord }]);
    const stored = await relay.post([conversation, fromBase64url(epoch.S), id, post]);
    await acknowledge(this.context, this.conversations, { conversation, id, hash }, stored, (writes) =>
      store.write(writes),
    );
    await this.conversations.pull(conversation);
  }

  private async noteLate(id: ConversationId, epoch: EpochRecord, at: number, error: unknown): Promise<never> {
    if (at - epoch.at > LATE)
      await this.context.surroundings.notices.keep({
        code: 'archive.withheld',
        conversation: id,
        seq: epoch.seq,
        detail: codeOf(error) ?? 'fault',
      });
    throw error;
  }
}

/** Whether the post is one of those that were read without the secret, and could not be compared then. */
function isAmong({ posts }: Posted, post: Uint8Array): boolean {
  const own = toBase64url(sha256(post));
  return posts.some(({ hash }) => hash === own);
}

// What becomes readable later may bring a secret that nobody has posted.
function placeOf({ S, unreadable }: ConversationState): string {
  return `${S} ${String(unreadable)}`;
}
