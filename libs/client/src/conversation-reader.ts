import type { WireFrame } from '#contracts';
import { head0 } from '#crypto/verify';
import { fromBase64url, toBase64url } from '#primitives';
import type { Roster } from '#roster';
import type { Acknowledgements } from './acknowledgements.js';
import type { OwnAgreementKeys } from './agreement-keys.js';
import type { AgreementPins } from './agreement-pins.js';
import { placed, readContent, refusal } from './conversation-content.js';
import {
  decodeFrame,
  differsFromHeld,
  encodeFrame,
  frameEvidence,
  frameHash,
  frameOf,
  headAfter,
  headDiffers,
  outOfSequence,
  type Frame,
} from './conversation-frame.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import { epochOf, joinsLater, judgeStatement } from './conversation-statement.js';
import { unwrap } from './conversation-wrap.js';
import type { DeviceGuard } from './device-guard.js';
import { afterEffect, findTarget, notAllowedOn, targetOf, waitForTarget } from './message-effects.js';
import type { Finding } from './notices.js';
import type { Revocations } from './revocations.js';
import { StoreBatch } from './store-batch.js';
import { keyNumber } from './store.js';
import type { Surroundings } from './surroundings.js';

/** A conversation as this client holds it in memory. */
export interface Replica {
  readonly state: ConversationState;
  readonly roster: Roster | undefined;
  /** The epoch of the last statement. */
  readonly epoch: EpochRecord | undefined;
}

/** What reading depends on beside the frames. */
export interface ReadingContext {
  readonly surroundings: Surroundings;
  readonly own: OwnAgreementKeys;
  readonly pins: AgreementPins;
  readonly revocations: Revocations;
  readonly guard: DeviceGuard;
  readonly acknowledgements: Acknowledgements;
}

/** What reading some frames came to; already stored. */
export interface Reading {
  readonly replica: Replica;
  /** New items, and old ones that changed, in order of sequence. */
  readonly items: readonly ConversationItem[];
  /** This device entered a conversation that had begun without it. */
  readonly joined: boolean;
  /** Why it stopped before the last frame, if it did: a place is missing, or the directory is not far enough. */
  readonly stopped: 'gap' | 'pending' | undefined;
}

/** What this device has sent under an id: the hashes of all bytes it ever sealed for it. */
export interface SentRecord {
  readonly hashes: readonly string[];
}

/**
 * Reads frames in order and stores what comes of them as one batch: frames, head and cursor, items, roster's epoch, notices.
 * @param wire - from the relay: untrusted but for its form
 * @param stated - the end of the sequence as the relay states it, when `wire` is a page
 */
export async function readFrames(
  context: ReadingContext,
  replica: Replica,
  wire: readonly WireFrame[],
  stated?: { readonly seq: number; readonly head: Uint8Array },
): Promise<Reading> {
  const page = new PageReader(context, replica);
  let stopped: Reading['stopped'];
  for (const frame of wire.map(frameOf)) {
    stopped = await page.take(frame);
    if (stopped !== undefined) break;
  }
  if (stated !== undefined) page.compareHead(stated);
  return page.write(stopped);
}

class PageReader {
  private state: ConversationState;
  private roster: Roster | undefined;
  private epoch: EpochRecord | undefined;
  private joined = false;
  private readonly batch: StoreBatch;
  private readonly heads = new Map<number, Uint8Array>();
  private readonly items = new Map<number, ConversationItem>();
  private readonly findings: Finding[] = [];

  constructor(
    private readonly context: ReadingContext,
    replica: Replica,
  ) {
    ({ state: this.state, roster: this.roster, epoch: this.epoch } = replica);
    this.batch = new StoreBatch(context.surroundings.store);
    this.heads.set(this.state.seq, fromBase64url(this.state.head));
  }

  async take(frame: Frame): Promise<'gap' | 'pending' | undefined> {
    const { checks } = this.context.surroundings;
    const sequence = checks.failure('frame.dense', () => outOfSequence(this.state, frame));
    if (sequence === 'again') return this.compareAgain(frame);
    if (sequence === 'gap') {
      const evidence = frameEvidence(this.state.id, frame);
      this.findings.push({
        code: 'frames.gap',
        conversation: this.state.id,
        seq: this.state.seq + 1,
        detail: `then ${String(frame.seq)}`,
        evidence,
      });
      return 'gap';
    }
    const places = (await this.batch.get<Record<string, number>>(keys.frameId(this.state.id, frame.id))) ?? {};
    const repeated = checks.failure('frame.once', () =>
      // A device may be called `constructor`.
      Object.hasOwn(places, frame.sender) ? `as ${String(places[frame.sender])}` : undefined,
    );
    const read =
      repeated === undefined
        ? await this.judge(frame)
        : refusal(this.context.surroundings, this.state.id, frame, 'frames.repeated', repeated);
    if (read === 'pending') return 'pending';
    if (repeated === undefined)
      this.batch.put(keys.frameId(this.state.id, frame.id), { ...places, [frame.sender]: frame.seq });
    this.advance(frame, read.item);
    this.findings.push(...read.findings);
    const falseAck = this.context.acknowledgements.met(this.batch, this.state.id, frame);
    if (falseAck !== undefined) this.findings.push(falseAck);
    return undefined;
  }

  /** The head the relay states for a place that was read must be one's own. */
  compareHead(stated: { readonly seq: number; readonly head: Uint8Array }): void {
    const { checks } = this.context.surroundings;
    if (checks.failure('frame.head', () => headDiffers(this.state, stated)) === undefined) return;
    this.findings.push({
      code: 'head.differs',
      conversation: this.state.id,
      seq: stated.seq,
      evidence: { own: this.state.head, stated: toBase64url(stated.head) },
    });
  }

  async write(stopped: Reading['stopped']): Promise<Reading> {
    const { notices } = this.context.surroundings;
    this.batch.put(keys.state(this.state.id), this.state);
    for (const item of this.items.values()) this.batch.put(keys.item(this.state.id, item.seq), item);
    const { writes, told } = notices.prepare(this.findings);
    await this.batch.write(writes);
    told();
    const items = [...this.items.values()].sort((a, b) => a.seq - b.seq);
    return {
      replica: { state: this.state, roster: this.roster, epoch: this.epoch },
      items,
      joined: this.joined,
      stopped,
    };
  }

  private async judge(frame: Frame): Promise<{ item: ConversationItem; findings: readonly Finding[] } | 'pending'> {
    const stranger = await this.notMine(frame);
    if (stranger !== undefined) {
      const { conversation, seq } = { conversation: this.state.id, seq: frame.seq };
      this.findings.push({
        code: 'device.cloned',
        conversation,
        seq,
        device: frame.sender,
        detail: stranger,
        evidence: frameEvidence(conversation, frame),
      });
      this.context.guard.stop(this.batch, { conversation, seq });
    }
    switch (frame.kind) {
      case 'statement':
        return this.readStatement(frame);
      case 'content':
        return stranger === undefined
          ? this.readContent(frame)
          : refusal(this.context.surroundings, this.state.id, frame, 'device.cloned', stranger);
      case 'archive':
        return {
          item: { ...placed(this.context.surroundings, this.state.id, frame), is: 'unreadable', why: 'not-supported' },
          findings: [],
        };
    }
  }

  /** A frame under one's own name must be one that this store sent, byte for byte. */
  private async notMine(frame: Frame): Promise<string | undefined> {
    const { self, checks } = this.context.surroundings;
    if (frame.sender !== self.device) return undefined;
    const sent = await this.batch.get<SentRecord>(keys.sent(this.state.id, frame.id));
    return checks.failure('frame.own', () => {
      if (sent === undefined) return 'unknown here';
      return sent.hashes.includes(frameHash(frame)) ? undefined : 'other bytes';
    });
  }

  private async readStatement(
    frame: Frame,
  ): Promise<{ item: ConversationItem; findings: readonly Finding[] } | 'pending'> {
    const { surroundings, own, pins } = this.context;
    const { id } = this.state;
    const judged = await judgeStatement(surroundings, id, this.roster, frame);
    if (judged.is === 'pending') {
      this.findings.push({
        code: 'statement.pending',
        conversation: id,
        seq: frame.seq,
        device: frame.sender,
        evidence: frameEvidence(id, frame),
      });
      return 'pending';
    }
    if (judged.is === 'refused') return refusal(surroundings, id, frame, 'statement.refused', judged.detail);
    const { statement, roster } = judged;
    const { epoch, findings } = await unwrap(surroundings, own, id, epochOf(frame, statement, roster), roster.wraps);
    pins.meet(this.batch, statement.body.author, { number: statement.body.agreement });
    this.joined ||= joinsLater(this.roster, roster, surroundings.self.device);
    this.roster = roster;
    this.epoch = epoch;
    this.state = {
      ...this.state,
      kind: roster.kind,
      S: epoch.S,
      statementSeq: frame.seq,
      contents: 0,
      member: epoch.devices.includes(surroundings.self.device),
    };
    this.batch.put(keys.epoch(id, epoch.S), epoch);
    const item: ConversationItem = {
      ...placed(surroundings, id, frame),
      is: 'roster',
      epoch: epoch.epoch,
      changes: statement.body.changes,
    };
    return { item, findings };
  }

  private async readContent(frame: Frame): Promise<{ item: ConversationItem; findings: readonly Finding[] }> {
    const { surroundings, revocations, pins } = this.context;
    const place = { state: this.state, roster: this.roster, epoch: this.epoch };
    const read = await readContent(surroundings, revocations, place, frame, (seq) => this.headAt(seq));
    if (read.differing !== undefined)
      this.batch.put(keys.differing(this.state.id) + keyNumber(frame.seq), read.differing);
    if (read.agreement !== undefined && !read.item.own) pins.meet(this.batch, frame.sender, { number: read.agreement });
    if (read.item.is !== 'message') return read;
    const refused = await this.takeEffect(read.item);
    return refused === undefined
      ? read
      : refusal(surroundings, this.state.id, frame, 'content.not-the-author', refused);
  }

  private async takeEffect(item: MessageItem): Promise<string | undefined> {
    const { content } = item;
    const named = content && targetOf(content);
    if (content === undefined || named === undefined) return undefined;
    const target = await findTarget(this.batch, this.state.id, named, (seq) => this.itemAt(seq));
    const refused = this.context.surroundings.checks.failure('content.directive', () =>
      notAllowedOn(content, item, target),
    );
    if (refused !== undefined) return refused;
    if (target?.is === 'message') this.items.set(target.seq, afterEffect(content, item, target));
    if (target?.is === 'unreadable') await waitForTarget(this.batch, target, item);
    return undefined;
  }

  private advance(frame: Frame, item: ConversationItem): void {
    const head = headAfter(this.state, frame);
    this.heads.set(frame.seq, head);
    this.batch.putBytes(keys.frame(this.state.id, frame.seq), encodeFrame(frame, head));
    this.items.set(frame.seq, item);
    const isNew = item.is === 'message' && !item.own;
    this.state = {
      ...this.state,
      seq: frame.seq,
      head: toBase64url(head),
      contents: this.state.contents + (frame.kind === 'content' ? 1 : 0),
      unread: this.state.unread + (isNew ? 1 : 0),
      unreadable: this.state.unreadable + (item.is === 'unreadable' && item.why !== 'not-supported' ? 1 : 0),
      lastAt: frame.storedAt,
    };
  }

  private async compareAgain(frame: Frame): Promise<undefined> {
    const stored = await this.batch.getBytes(keys.frame(this.state.id, frame.seq));
    if (stored === undefined) return;
    const held = decodeFrame(stored).frame;
    const differs = this.context.surroundings.checks.failure('frame.held', () => differsFromHeld(held, frame));
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

  private async headAt(seq: number): Promise<Uint8Array | undefined> {
    const known = this.heads.get(seq);
    if (known !== undefined || seq > this.state.seq) return known;
    if (seq === 0) return head0(this.state.id);
    const stored = await this.batch.getBytes(keys.frame(this.state.id, seq));
    return stored && decodeFrame(stored).head;
  }

  private async itemAt(seq: number): Promise<ConversationItem | undefined> {
    return this.items.get(seq) ?? this.batch.get<ConversationItem>(keys.item(this.state.id, seq));
  }
}
