import { randomBytes } from '#crypto';
import type { ConversationId } from '#contracts';
import { codeOf } from '#primitives';
import type { Applications } from './applications.js';
import { ArchiveOpenings } from './archive-openings.js';
import type { ArchivePosting } from './archive-posting.js';
import type { Attachments } from './attachments.js';
import type { Advancing } from './conversation-advance.js';
import type { ReadingContext } from './conversation-reader.js';
import { watchHead } from './conversation-watch.js';
import type { Conversations } from './conversations.js';
import { isExpert } from './expert-limits.js';
import type { Experts } from './experts.js';
import type { HistoryGiving } from './grant-give.js';
import type { HistoryTaking } from './grant-take.js';
import type { NotebookSharing } from './notebook-sharing.js';
import type { Outbox } from './outbox.js';
import type { ReadMarkers } from './read-markers.js';
import { markAfterRevocation } from './revocation-marks.js';

/** A first key is logged within seconds: asked for this often, this many milliseconds apart. */
const FIRST_KEY_ATTEMPTS = 100;
const FIRST_KEY_PAUSE = 100;
/** An advance that the relay says is due is tried at most this often, milliseconds. */
const ADVANCE_PAUSE = 10_000;
/** A relay that answers, but not with the map, is said to hold it back after this many milliseconds: two minutes and a round. */
const UNCHECKED = 200_000;

/** What a client does by itself while it is open: everything here may be repeated, and is. */
export class Upkeep {
  readonly #openings: ArchiveOpenings;
  readonly #advanced = new Map<ConversationId, number>();
  /** From when to when, by the local clock, a conversation's head could not be looked up. */
  readonly #unchecked = new Map<ConversationId, { readonly since: number; readonly last: number }>();

  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
    private readonly advancing: Advancing,
    private readonly giving: HistoryGiving,
    private readonly taking: HistoryTaking,
    private readonly outbox: Outbox,
    private readonly sharing: NotebookSharing,
    private readonly markers: ReadMarkers,
    private readonly attachments: Attachments,
    private readonly posting: ArchivePosting,
    private readonly experts: Experts,
    private readonly applications?: Applications,
  ) {
    this.#openings = new ArchiveOpenings(context.surroundings, conversations);
  }

  /**
   * A whole round: directory, own keys, every conversation and its logged head, grants, what is due, the outbox.
   * @throws what the directory or the relay's silence is refused with; a single conversation's trouble is logged
   */
  async round(): Promise<void> {
    await this.begin();
    await this.syncDirectory();
    await this.tendKeysOrWatch();
    await this.conversations.pullAll();
    await this.perConversation('grants', (id) => this.takeGrants(id));
    await this.watch();
    await this.tendWhatIsDue();
    await this.shareMarks();
    this.attachments.sendWaiting();
    await this.outbox.sendAll();
  }

  /** The minute's round while nothing else happens: directory, keys and heads (protocol 2.5, 3.4). */
  async minute(): Promise<void> {
    await this.syncDirectory();
    await this.tendKeysOrWatch();
    await this.conversations.pullAll();
    await this.watch();
    await this.tendWhatIsDue();
    this.attachments.sendWaiting();
    await this.outbox.sendAll();
  }

  /** What is done twice a minute: reads on, and says what was read; never for each message (protocol 3.5). */
  async catchUp(): Promise<void> {
    await this.conversations.pullAll();
    await this.shareMarks();
    await this.markers.tell();
    await this.outbox.sendAll();
  }

  /** Takes what the officer's other devices have marked. */
  takeMarks(): Promise<void> {
    return this.sharing.take();
  }

  /**
   * Brings the directory up to date, and marks what those revoked since are said to have written.
   * @param size - how many statements the relay says that it shows: a look that was under way may have come before them
   */
  async syncDirectory(size = 0): Promise<void> {
    const { directory, store } = this.context.surroundings;
    await directory.sync();
    if ((directory.checkpoint?.size ?? 0) < size) await directory.sync();
    const revoked = await this.context.revocations.note(directory.latest, directory.checkpoint?.at ?? 0);
    for (const one of revoked) await markAfterRevocation(store, this.conversations, one);
  }

  // Who is new writes, and is written to, before all that is said of others has come (protocol 1.1).
  private async begin(): Promise<void> {
    const { directory, self } = this.context.surroundings;
    if (directory.checkpoint !== undefined) return;
    await directory.syncEntries();
    // That the first key is logged takes time of the relay's, in which nothing else need wait.
    const both = await Promise.allSettled([directory.fetchAbout(self.authority), this.tendKeysOrWatch()]);
    for (const outcome of both) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Tends the device's own agreement keys; waits for a first one to be logged, for nothing can be sealed before. */
  async tendKeys(): Promise<void> {
    const { own, surroundings } = this.context;
    if (own.ready) return own.tend(this.conversations.states);
    for (let attempt = 0; attempt < FIRST_KEY_ATTEMPTS; attempt++) {
      await own.tend(this.conversations.states);
      if (this.context.own.ready) return;
      await surroundings.timers.sleep(FIRST_KEY_PAUSE);
    }
  }

  // Who is shown no map at all is to hear of its conversations first.
  private async tendKeysOrWatch(): Promise<void> {
    try {
      await this.tendKeys();
    } catch (error) {
      await this.watch();
      throw error;
    }
  }

  /** Checks every conversation of this device against the logged map. */
  async watch(): Promise<void> {
    await this.perConversation('head', async (id) => {
      try {
        await watchHead(this.context, this.conversations, id);
        this.#unchecked.delete(id);
      } catch (error) {
        await this.noteUnchecked(id);
        throw error;
      }
    });
  }

  // Silence about the map alone would hide what the map shows.
  private async noteUnchecked(id: ConversationId): Promise<void> {
    const { clock, checks, notices } = this.context.surroundings;
    const now = clock.now();
    const before = this.#unchecked.get(id);
    // In a long pause nobody asked.
    const since = before === undefined || now - before.last > UNCHECKED ? now : before.since;
    this.#unchecked.set(id, { since, last: now });
    const failure = checks.failure('tail.logged', () => (now - since > UNCHECKED ? 'not shown' : undefined));
    if (failure === undefined) return;
    const seq = this.conversations.states.get(id)?.seq ?? 0;
    await notices.keep({ code: 'tail.unlogged', conversation: id, seq, detail: failure });
  }

  /** Takes what was granted to this device in a conversation. */
  async takeGrants(id: ConversationId): Promise<void> {
    const state = this.conversations.states.get(id);
    if (state !== undefined && state.unreadable > 0) await this.taking.take(id);
  }

  /** Makes the advance that the relay says somebody should make; whoever is first makes it. */
  async advanceDue(id: ConversationId): Promise<void> {
    const { clock, timers } = this.context.surroundings;
    if (clock.now() - (this.#advanced.get(id) ?? -ADVANCE_PAUSE) < ADVANCE_PAUSE) return;
    this.#advanced.set(id, clock.now());
    const { roster } = await this.conversations.begun(id);
    // Members hear of it at once, so that each waits a little of its own.
    await timers.sleep((randomBytes(1)[0] ?? 0) * 2);
    await this.quietly('advance', id, () =>
      this.advancing.advance(id, (now) => (now.epoch === roster.epoch ? { changes: [], consents: [] } : undefined)),
    );
  }

  private async tendWhatIsDue(): Promise<void> {
    await this.perConversation('due', (id) => this.makeDue(id));
    await this.perConversation('experts', (id) => this.experts.tend(id));
    await this.perConversation('promised', (id) => this.giving.keepPromises(id));
    await this.tendArchives();
    await this.tendApplications();
  }

  private async tendArchives(): Promise<void> {
    await this.perConversation('opened', (id) => this.#openings.note(id));
    await this.perConversation('archive', (id) => this.posting.post(id));
  }

  private async tendApplications(): Promise<void> {
    try {
      await this.applications?.tend();
    } catch (error) {
      this.context.surroundings.logger.warn('applications.deferred', { code: codeOf(error) });
    }
  }

  private async shareMarks(): Promise<void> {
    // Their notebook would be a conversation of its own, and they have one.
    if (isExpert(this.context.surroundings)) return;
    try {
      await this.sharing.take();
      await this.sharing.tell();
    } catch (error) {
      this.context.surroundings.logger.warn('notebook.deferred', { code: codeOf(error) });
    }
  }

  private async makeDue(id: ConversationId): Promise<void> {
    await this.conversations.mend(id);
    const replica = await this.conversations.replica(id);
    if (this.context.guard.seen === undefined && this.advancing.needsAdvance(replica))
      await this.advancing.makeSealable(id);
  }

  private async perConversation(what: string, act: (id: ConversationId) => Promise<void>): Promise<void> {
    for (const { id, member, S } of [...this.conversations.states.values()]) {
      if (member && S !== '') await this.quietly(what, id, () => act(id));
    }
  }

  private async quietly(what: string, id: ConversationId, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.context.surroundings.logger.warn('conversation.deferred', {
        what,
        conversation: id.slice(0, 8),
        code: codeOf(error),
      });
    }
  }
}
