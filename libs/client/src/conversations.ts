import { ConversationId, limits, type AuthorityId, type WireFrame } from '#contracts';
import { codeOf, fromBase64url } from '#primitives';
import { deviceIn, type Roster } from '#roster';
import { decodeFrame } from './conversation-frame.js';
import type { ConversationItem } from './conversation-item.js';
import { readFrames, type Reading, type ReadingContext, type Replica } from './conversation-reader.js';
import { epochsOf, Reopening } from './conversation-reopen.js';
import { emptyState, keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import { judgeStatement } from './conversation-statement.js';
import { reportUnreadable, unwrap } from './conversation-wrap.js';
import { refuse } from './errors.js';
import { Joins } from './joins.js';
import { Serial } from './serial.js';
import { StoreBatch } from './store-batch.js';

/** A conversation that has begun. */
interface Begun extends Replica {
  readonly roster: Roster;
  readonly epoch: EpochRecord;
  /** The authority for which this device sits in it, a liaison's for the one that accredited them; or sat there last. */
  readonly seat: AuthorityId;
}

/** What changed in a conversation: new items and old ones that changed. */
export type ItemsListener = (conversation: ConversationId, items: readonly ConversationItem[]) => void;

/** Every conversation of this device as far as it was read; reads on when there is more. */
export class Conversations {
  readonly #states = new Map<ConversationId, ConversationState>();
  readonly #replicas = new Map<ConversationId, Replica>();
  readonly #serial = new Serial();
  readonly #joins: Joins;
  readonly #listeners = new Set<ItemsListener>();

  private constructor(private readonly context: ReadingContext) {
    this.#joins = new Joins(context.surroundings.clock, async () =>
      context.own.rotate().catch((error: unknown) => this.warn('rotation', error)),
    );
  }

  /** Loads what is stored; asks nothing of the relay. */
  static async open(context: ReadingContext): Promise<Conversations> {
    const conversations = new Conversations(context);
    const { store } = context.surroundings;
    for (const { value } of await store.range<ConversationState>({ prefix: keys.states }))
      conversations.#states.set(value.id, value);
    return conversations;
  }

  get states(): ReadonlyMap<ConversationId, ConversationState> {
    return this.#states;
  }

  /** A conversation with its roster, replayed from the store the first time it is asked for. */
  async replica(id: ConversationId): Promise<Replica> {
    return this.#serial.run(id, () => this.load(id));
  }

  /** As {@link replica}, of one that has begun. @throws `conversation.absent` */
  async begun(id: ConversationId): Promise<Begun> {
    const { state, roster, epoch } = await this.replica(id);
    if (roster === undefined || epoch === undefined)
      return refuse('conversation.absent', 'this device has no such conversation');
    const { self } = this.context.surroundings;
    return { state, roster, epoch, seat: deviceIn(roster, self.device)?.authority ?? state.seat ?? self.authority };
  }

  /** Reads on to the end of the sequence, as the relay shows it. @throws when the relay does not answer */
  async pull(id: ConversationId): Promise<Replica> {
    return this.#serial.run(id, async () => {
      let replica = await this.load(id);
      for (;;) {
        const { seq } = replica.state;
        const page = await this.context.surroundings.relay.frames(id, seq, limits.pageFrames);
        if (page.seq < seq) await this.keepBehind(replica.state, page.seq);
        const reading = await this.read(replica, page.frames, page);
        replica = reading.replica;
        if (reading.stopped !== undefined) return replica;
        if (page.seq <= replica.state.seq) return await this.atEnd(replica, page.seq);
        if (replica.state.seq === seq) {
          await this.context.surroundings.notices.keep({
            code: 'frames.gap',
            conversation: id,
            seq: replica.state.seq + 1,
            detail: 'withheld',
          });
          return replica;
        }
      }
    });
  }

  /** Reads frames that the relay pushed; where they do not follow what is held, pulls instead. */
  async pushed(id: ConversationId, frames: readonly WireFrame[]): Promise<void> {
    const follows = await this.#serial.run(id, async () => {
      const replica = await this.load(id);
      const first = frames[0];
      if (first === undefined || first[0] > replica.state.seq + 1) return false;
      const { stopped } = await this.read(replica, frames);
      return stopped === undefined;
    });
    if (!follows) await this.pull(id);
  }

  /** Asks which conversations there are and reads on in each that has moved; says so where one is hidden. */
  async pullAll(): Promise<void> {
    const { relay, notices } = this.context.surroundings;
    const listed = await relay.conversations();
    const ids = new Set(listed.map(({ id }) => id));
    this.#joins.begin();
    try {
      for (const { id, seq, until } of listed) {
        if (this.#states.get(id)?.seq !== (until ?? seq)) await this.pull(id);
      }
    } finally {
      await this.#joins.end();
    }
    for (const { id, member, seq } of this.#states.values()) {
      if (member && !ids.has(id)) await notices.keep({ code: 'conversation.hidden', conversation: id, seq });
    }
  }

  /** Tries again for the secret of an epoch whose wrap was withheld, and reports one that does not open. */
  async mend(id: ConversationId): Promise<Replica> {
    return this.#serial.run(id, async () => {
      const replica = await this.load(id);
      const { state, roster, epoch } = replica;
      if (epoch === undefined || roster === undefined) return replica;
      if (epoch.standing === 'unreadable' && epoch.reported !== true) return this.report(replica, epoch);
      if (epoch.standing !== 'withheld') return replica;
      const { surroundings, own, revocations } = this.context;
      const again = await unwrap(surroundings, own, id, epoch, roster.wraps);
      if (again.epoch.standing === 'withheld') {
        // What is so still cannot be dealt with.
        await surroundings.notices.keep(...again.findings);
        return replica;
      }
      const batch = new StoreBatch(surroundings.store);
      const reopening = new Reopening(surroundings, batch, state, revocations);
      batch.put(keys.epoch(id, epoch.S), again.epoch);
      if (again.epoch.E !== undefined) await reopening.epoch(again.epoch, fromBase64url(again.epoch.E));
      const mended = reopening.after(state);
      batch.put(keys.state(id), mended);
      const { writes, told } = surroundings.notices.prepare([...again.findings, ...reopening.findings]);
      await batch.write(writes);
      told();
      this.keep({ ...replica, state: mended, epoch: again.epoch });
      this.tell(id, [...reopening.items.values()]);
      return { ...replica, state: mended, epoch: again.epoch };
    });
  }

  /** Changes what is kept of a conversation beside its frames. */
  async update(
    id: ConversationId,
    change: (state: ConversationState) => ConversationState | Promise<ConversationState>,
  ): Promise<void> {
    await this.#serial.run(id, async () => {
      const replica = await this.load(id);
      const state = await change(replica.state);
      if (state === replica.state) return;
      await this.context.surroundings.store.write([{ key: keys.state(id), value: state }]);
      this.keep({ ...replica, state });
    });
  }

  /** Runs an act while nothing else reads or changes the conversation. */
  async alone<Result>(id: ConversationId, act: (replica: Replica) => Promise<Result>): Promise<Result> {
    return this.#serial.run(id, async () => act(await this.load(id)));
  }

  /** Calls `listener` with what changes; the answer stops it. */
  onItems(listener: ItemsListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells listeners of items that changed outside of reading. */
  tell(id: ConversationId, items: readonly ConversationItem[]): void {
    if (items.length === 0) return;
    for (const listener of this.#listeners) listener(id, items);
  }

  private async read(
    replica: Replica,
    frames: readonly WireFrame[],
    stated?: Parameters<typeof readFrames>[3],
  ): Promise<Reading> {
    const reading = await readFrames(this.context, replica, frames, stated);
    this.keep(reading.replica);
    this.tell(reading.replica.state.id, reading.items);
    if (reading.joined) await this.#joins.met();
    const { epoch } = reading.replica;
    if (epoch?.standing === 'unreadable' && epoch.reported !== true) {
      await this.report(reading.replica, epoch).catch((error: unknown) => this.warn('report', error));
    }
    return reading;
  }

  private async report(replica: Replica, epoch: EpochRecord): Promise<Replica> {
    const { surroundings } = this.context;
    const { id } = replica.state;
    await reportUnreadable(surroundings, id, epoch);
    const reported: EpochRecord = { ...epoch, reported: true };
    await surroundings.store.write([{ key: keys.epoch(id, epoch.S), value: reported }]);
    const changed = { ...replica, epoch: reported };
    this.keep(changed);
    return changed;
  }

  private keep(replica: Replica): void {
    this.#states.set(replica.state.id, replica.state);
    this.#replicas.set(replica.state.id, replica);
  }

  private async load(id: ConversationId): Promise<Replica> {
    const held = this.#replicas.get(id);
    if (held !== undefined) return held;
    // Events name conversations in the relay's words, and what is kept of one stands under its name.
    if (!ConversationId.safeParse(id).success) return refuse('client.answer', 'this is not the id of a conversation');
    const state = this.#states.get(id) ?? emptyState(id);
    const replica = { state, ...(await this.replay(id)) };
    this.#replicas.set(id, replica);
    return replica;
  }

  // Replayed rather than stored: the statements are signed, a stored roster would only be believed.
  private async replay(id: ConversationId): Promise<Pick<Replica, 'roster' | 'epoch'>> {
    const { surroundings } = this.context;
    const epochs = await epochsOf(surroundings, id);
    let roster: Roster | undefined;
    for (const { seq } of epochs) {
      const bytes = (await surroundings.store.getBytes(keys.frame(id, seq))) ?? refuse('store.altered');
      const judged = await judgeStatement(surroundings, id, roster, decodeFrame(bytes).frame);
      if (judged.is !== 'allowed') return refuse('store.altered', 'a stored statement is not what was judged');
      roster = judged.roster;
    }
    return { roster, epoch: epochs.at(-1) };
  }

  private async atEnd(replica: Replica, end: number): Promise<Replica> {
    const { notices } = this.context.surroundings;
    for (const { conversation, seq, id, hash } of this.context.acknowledgements.beyond(replica.state.id, end)) {
      await notices.keep({
        code: 'tail.cut',
        conversation,
        seq,
        detail: 'acknowledged and gone',
        evidence: { id, hash, end },
      });
    }
    return replica;
  }

  private async keepBehind({ id, seq, head }: ConversationState, stated: number): Promise<void> {
    await this.context.surroundings.notices.keep({
      code: 'tail.cut',
      conversation: id,
      seq,
      detail: `the relay ends at ${String(stated)}`,
      evidence: { head },
    });
  }

  private warn(what: string, error: unknown): void {
    this.context.surroundings.logger.warn('conversation.deferred', { what, code: codeOf(error) });
  }
}
