import type { AuthorityId } from '#contracts';
import { equalBytes, fromBase64url } from '#primitives';
import { afterRevocation, openedItem } from './conversation-content.js';
import { takeFacts } from './conversation-facts.js';
import { decodeFrame, type Frame } from './conversation-frame.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import { turnAfterReopening } from './conversation-turn.js';
import { afterEffect, findTarget, notAllowedOn, targetOf, vouchesFor, waitForTarget } from './message-effects.js';
import type { MessageSecret } from './message-open.js';
import type { Finding } from './notices.js';
import { Revocations } from './revocations.js';
import type { StoreBatch } from './store-batch.js';
import type { Surroundings } from './surroundings.js';

/** Opens frames that were kept unread, once their secrets have come: by a grant, or by a wrap that was withheld. */
export class Reopening {
  readonly findings: Finding[] = [];
  readonly items = new Map<number, ConversationItem>();
  /** How many frames it opened that could not be read when they came. */
  opened = 0;
  readonly #read: number[] = [];

  constructor(
    private readonly surroundings: Surroundings,
    private readonly batch: StoreBatch,
    private readonly state: ConversationState,
    /** Where the secrets came from; where they are one's own, by what is told that a frame came after a revocation. */
    private readonly source: Pick<MessageItem, 'receivedBy' | 'recovered'> | Revocations,
  ) {}

  /** Opens every content frame of an epoch. */
  async epoch(epoch: EpochRecord, E: Uint8Array): Promise<void> {
    for (const frame of await framesOf(this.surroundings, this.state, epoch)) await this.frame(epoch, frame, { E });
  }

  /** Opens one frame; false when the secret does not open it. */
  async frame(epoch: EpochRecord, frame: Frame, secret: MessageSecret): Promise<boolean> {
    const held = await this.itemAt(frame.seq);
    if (held?.is !== 'unreadable' || !epoch.devices.includes(frame.sender)) return false;
    // The roster of then is gone; who sent it was judged by it when the frame came.
    const read = openedItem(this.surroundings, { state: this.state, roster: undefined }, epoch, frame, secret);
    const item: ConversationItem = { ...read.item, sender: held.sender };
    this.findings.push(...read.findings);
    if (item.is !== 'message') {
      if (this.source instanceof Revocations) this.put(item);
      return false;
    }
    const opened: MessageItem = { ...item, ...this.marks(frame, held.sender.authority) };
    if (held.why !== 'not-supported') this.opened++;
    this.#read.push(opened.seq);
    this.put(opened);
    await this.takeEffect(opened);
    await this.takeWaiting(opened);
    await takeFacts(this.batch, opened, this.state, this.surroundings.self);
    return true;
  }

  /** The state after what was opened: what a grant or an archive gave is history and no news, yet its last word counts. */
  after(state: ConversationState): ConversationState {
    const isNews = this.source instanceof Revocations;
    const read = this.#read.flatMap((seq) => this.items.get(seq) ?? []);
    const turn = turnAfterReopening(state, read, { isNews, self: this.surroundings.self });
    return { ...state, ...turn, unreadable: state.unreadable - this.opened };
  }

  /** Who was given it has few heads of before, or none, by which to tell what was late. */
  private marks(frame: Frame, seat: AuthorityId | undefined): Partial<MessageItem> {
    if (!(this.source instanceof Revocations)) return this.source;
    const late = afterRevocation(this.surroundings, this.source, this.state, frame, seat);
    if (late === undefined) return {};
    this.findings.push(late);
    return { afterRevocation: true };
  }

  private async takeEffect(item: MessageItem): Promise<void> {
    const named = item.content && targetOf(item.content);
    if (item.content === undefined || named === undefined) return;
    const target = await findTarget(this.batch, this.state.id, named, (seq) => this.itemAt(seq));
    const refused = this.surroundings.checks.failure(
      'content.directive',
      () => item.content && notAllowedOn(item.content, item, target),
    );
    if (refused !== undefined) return;
    if (target?.is === 'unreadable') await waitForTarget(this.batch, target, item);
    if (target?.is === 'message' && vouchesFor(item, target)) this.put(afterEffect(item.content, item, target));
  }

  private async takeWaiting(target: MessageItem): Promise<void> {
    const key = keys.effects(this.state.id, target.seq);
    for (const seq of (await this.batch.get<number[]>(key)) ?? []) {
      const waiting = await this.itemAt(seq);
      if (waiting?.is === 'message') await this.takeEffect(waiting);
    }
    this.batch.remove(key);
  }

  private put(item: ConversationItem): void {
    this.items.set(item.seq, item);
    this.batch.put(keys.item(this.state.id, item.seq), item);
  }

  private async itemAt(seq: number): Promise<ConversationItem | undefined> {
    return this.items.get(seq) ?? this.batch.get<ConversationItem>(keys.item(this.state.id, seq));
  }
}

/** The content frames that are held of an epoch: those after its statement and before the next that took effect. */
export async function framesOf(
  { store }: Pick<Surroundings, 'store'>,
  state: Pick<ConversationState, 'id'>,
  epoch: EpochRecord,
): Promise<Frame[]> {
  const S = fromBase64url(epoch.S);
  const found: Frame[] = [];
  const stored = await store.rangeBytes({ prefix: keys.frames(state.id), after: keys.frame(state.id, epoch.seq) });
  for (const { frame } of stored.map(({ bytes }) => decodeFrame(bytes))) {
    if (frame.kind === 'content' && equalBytes(frame.S, S)) found.push(frame);
  }
  return found;
}

/** The epochs of a conversation, in order. */
export async function epochsOf(
  { store }: Pick<Surroundings, 'store'>,
  conversation: ConversationState['id'],
): Promise<EpochRecord[]> {
  const stored = await store.range<EpochRecord>({ prefix: keys.epochs(conversation) });
  return stored.map(({ value }) => value).sort((a, b) => a.seq - b.seq);
}
