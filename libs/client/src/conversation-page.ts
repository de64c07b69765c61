import { head0 } from '#crypto/verify';
import { fromBase64url, toBase64url } from '#primitives';
import type { Roster } from '#roster';
import type { ContentPlace } from './conversation-content.js';
import {
  decodeFrame,
  differsFromHeld,
  encodeFrame,
  frameEvidence,
  headAfter,
  headDiffers,
  type Frame,
} from './conversation-frame.js';
import type { ConversationItem } from './conversation-item.js';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import { turnAfter } from './conversation-turn.js';
import type { Finding } from './notices.js';
import { StoreBatch } from './store-batch.js';
import type { Surroundings } from './surroundings.js';

/** A conversation while frames are read into it, and everything that comes of them: kept in memory, then stored as one batch. */
export class Page {
  state: ConversationState;
  roster: Roster | undefined;
  epoch: EpochRecord | undefined;
  readonly batch: StoreBatch;
  /** Items that are new or changed, by place. */
  readonly items = new Map<number, ConversationItem>();
  readonly findings: Finding[] = [];
  readonly #heads = new Map<number, Uint8Array>();

  constructor(
    private readonly surroundings: Surroundings,
    place: ContentPlace,
  ) {
    ({ state: this.state, roster: this.roster, epoch: this.epoch } = place);
    this.batch = new StoreBatch(surroundings.store);
    this.#heads.set(this.state.seq, fromBase64url(this.state.head));
  }

  /** Puts a frame in its place, with what it came to. */
  advance(frame: Frame, item: ConversationItem): void {
    const head = headAfter(this.state, frame);
    this.#heads.set(frame.seq, head);
    this.batch.putBytes(keys.frame(this.state.id, frame.seq), encodeFrame(frame, head));
    this.items.set(frame.seq, item);
    this.state = {
      ...this.state,
      ...turnAfter(this.state, item, this.epoch?.epoch, this.surroundings.self),
      seq: frame.seq,
      head: toBase64url(head),
      contents: this.state.contents + (frame.kind === 'content' ? 1 : 0),
      unreadable: this.state.unreadable + (item.is === 'unreadable' && item.why !== 'not-supported' ? 1 : 0),
      lastAt: frame.storedAt,
    };
  }

  /** A frame of a place that was read must be the one that was read. */
  async compareAgain(frame: Frame): Promise<void> {
    const stored = await this.batch.getBytes(keys.frame(this.state.id, frame.seq));
    if (stored === undefined) return;
    const held = decodeFrame(stored).frame;
    const differs = this.surroundings.checks.failure('frame.held', () => differsFromHeld(held, frame));
    if (differs === undefined) return;
    const evidence = {
      ...frameEvidence(this.state.id, frame),
      held: toBase64url(held.bytes),
      heldSender: held.sender,
      heldId: held.id,
    };
    this.findings.push({
      code: 'frames.rewritten',
      conversation: this.state.id,
      seq: frame.seq,
      device: frame.sender,
      detail: differs,
      evidence,
    });
  }

  /** The head the relay states for a place that was read must be one's own. */
  compareHead(stated: { readonly seq: number; readonly head: Uint8Array }): void {
    const differs = this.surroundings.checks.failure('frame.head', () => headDiffers(this.state, stated));
    if (differs === undefined) return;
    this.findings.push({
      code: 'head.differs',
      conversation: this.state.id,
      seq: stated.seq,
      evidence: { own: this.state.head, stated: toBase64url(stated.head) },
    });
  }

  async headAt(seq: number): Promise<Uint8Array | undefined> {
    const known = this.#heads.get(seq);
    if (known !== undefined || seq > this.state.seq) return known;
    if (seq === 0) return head0(this.state.id);
    const stored = await this.batch.getBytes(keys.frame(this.state.id, seq));
    return stored && decodeFrame(stored).head;
  }

  async itemAt(seq: number): Promise<ConversationItem | undefined> {
    return this.items.get(seq) ?? this.batch.get<ConversationItem>(keys.item(this.state.id, seq));
  }

  /** Stores everything; answers the items in order. */
  async write(): Promise<ConversationItem[]> {
    this.batch.put(keys.state(this.state.id), this.state);
    for (const item of this.items.values()) this.batch.put(keys.item(this.state.id, item.seq), item);
    const { writes, told } = this.surroundings.notices.prepare(this.findings);
    await this.batch.write(writes);
    told();
    return [...this.items.values()].sort((a, b) => a.seq - b.seq);
  }
}
