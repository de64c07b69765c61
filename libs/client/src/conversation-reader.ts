import type { WireFrame } from '#contracts';
import { deviceIn, type Roster } from '#roster';
import type { Acknowledgements } from './acknowledgements.js';
import type { OwnAgreementKeys } from './agreement-keys.js';
import type { AgreementPins } from './agreement-pins.js';
import { readArchiveFrame } from './archive-reading.js';
import { placed, readContent, refusal } from './conversation-content.js';
import { takeFacts } from './conversation-facts.js';
import { frameEvidence, frameHash, frameOf, outOfSequence, type Frame } from './conversation-frame.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import { Page } from './conversation-page.js';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import { epochOf, joinsLater, judgeStatement } from './conversation-statement.js';
import { unwrap } from './conversation-wrap.js';
import type { DeviceGuard } from './device-guard.js';
import { afterEffect, findTarget, notAllowedOn, targetOf, waitForTarget } from './message-effects.js';
import type { Finding } from './notices.js';
import type { Revocations } from './revocations.js';
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
  const reader = new PageReader(context, replica);
  const frames = wire.map(frameOf);
  await reader.expect(frames);
  let stopped: Reading['stopped'];
  for (const frame of frames) {
    stopped = await reader.take(frame);
    if (stopped !== undefined) break;
  }
  return reader.end(stopped, stated);
}

class PageReader {
  private joined = false;
  private readonly page: Page;

  constructor(
    private readonly context: ReadingContext,
    replica: Replica,
  ) {
    this.page = new Page(context.surroundings, replica);
  }

  /** Reads at once what is looked up of each frame. */
  async expect(frames: readonly Frame[]): Promise<void> {
    const { batch, state } = this.page;
    await batch.readAhead([keys.facts(state.id), ...frames.map(({ id }) => keys.frameId(state.id, id))]);
  }

  async take(frame: Frame): Promise<'gap' | 'pending' | undefined> {
    const { checks } = this.context.surroundings;
    const sequence = checks.failure('frame.dense', () => outOfSequence(this.page.state, frame));
    if (sequence === 'again') {
      await this.page.compareAgain(frame);
      return undefined;
    }
    if (sequence === 'gap') {
      const evidence = frameEvidence(this.page.state.id, frame);
      this.page.findings.push({
        code: 'frames.gap',
        conversation: this.page.state.id,
        seq: this.page.state.seq + 1,
        detail: `then ${String(frame.seq)}`,
        evidence,
      });
      return 'gap';
    }
    const places =
      (await this.page.batch.get<Record<string, number>>(keys.frameId(this.page.state.id, frame.id))) ?? {};
    const repeated = checks.failure('frame.once', () =>
      // A device may be called `constructor`.
      Object.hasOwn(places, frame.sender) ? `as ${String(places[frame.sender])}` : undefined,
    );
    const read =
      repeated === undefined
        ? await this.judge(frame)
        : refusal(this.context.surroundings, this.page, frame, 'frames.repeated', repeated);
    if (read === 'pending') return 'pending';
    if (repeated === undefined)
      this.page.batch.put(keys.frameId(this.page.state.id, frame.id), { ...places, [frame.sender]: frame.seq });
    this.page.advance(frame, read.item);
    this.page.findings.push(...read.findings);
    const falseAck = this.context.acknowledgements.met(this.page.batch, this.page.state.id, frame);
    if (falseAck !== undefined) this.page.findings.push(falseAck);
    return undefined;
  }

  async end(
    stopped: Reading['stopped'],
    stated: { readonly seq: number; readonly head: Uint8Array } | undefined,
  ): Promise<Reading> {
    if (stated !== undefined) this.page.compareHead(stated);
    const items = await this.page.write();
    const { state, roster, epoch } = this.page;
    return { replica: { state, roster, epoch }, items, joined: this.joined, stopped };
  }

  private async judge(frame: Frame): Promise<{ item: ConversationItem; findings: readonly Finding[] } | 'pending'> {
    const stranger = await this.strangers(frame);
    this.page.findings.push(...(stranger?.findings ?? []));
    switch (frame.kind) {
      case 'statement':
        return this.readStatement(frame);
      case 'content':
        return stranger ?? this.readContent(frame);
      case 'archive':
        return stranger ?? readArchiveFrame(this.context.surroundings, this.page, frame);
    }
  }

  /** A frame under this device's name that it did not send: sending stops. */
  private async strangers(frame: Frame): Promise<ReturnType<typeof refusal> | undefined> {
    const detail = await this.notMine(frame);
    if (detail === undefined) return undefined;
    const { id } = this.page.state;
    this.context.guard.stop(this.page.batch, { conversation: id, seq: frame.seq });
    return refusal(this.context.surroundings, this.page, frame, 'device.cloned', detail);
  }

  /** A frame under one's own name must be one that this store sent, byte for byte. */
  private async notMine(frame: Frame): Promise<string | undefined> {
    const { self, checks } = this.context.surroundings;
    if (frame.sender !== self.device) return undefined;
    const sent = await this.page.batch.get<SentRecord>(keys.sent(this.page.state.id, frame.id));
    return checks.failure('frame.own', () => {
      if (sent === undefined) return 'unknown here';
      return sent.hashes.includes(frameHash(frame)) ? undefined : 'other bytes';
    });
  }

  private async readStatement(
    frame: Frame,
  ): Promise<{ item: ConversationItem; findings: readonly Finding[] } | 'pending'> {
    const { surroundings, own, pins } = this.context;
    const { id } = this.page.state;
    const judged = await judgeStatement(surroundings, id, this.page.roster, frame);
    if (judged.is === 'pending') {
      this.page.findings.push({
        code: 'statement.pending',
        conversation: id,
        seq: frame.seq,
        device: frame.sender,
        evidence: frameEvidence(id, frame),
      });
      return 'pending';
    }
    if (judged.is === 'refused') return refusal(surroundings, this.page, frame, 'statement.refused', judged.detail);
    const { statement, roster } = judged;
    const { epoch, findings } = await unwrap(
      surroundings,
      own,
      id,
      epochOf(surroundings, frame, statement, roster),
      roster.wraps,
    );
    pins.meet(this.page.batch, statement.body.author, { number: statement.body.agreement });
    const { roster: before = roster } = this.page;
    this.joined ||= joinsLater(this.page.roster, roster, surroundings.self.device);
    this.page.roster = roster;
    this.page.epoch = epoch;
    const { self } = surroundings;
    // A state that was stored before seats were kept has none: the roster that one leaves tells it.
    const { authority: seat } = deviceIn(roster, self.device) ?? deviceIn(before, self.device) ?? {};
    this.page.state = {
      ...this.page.state,
      kind: roster.kind,
      S: epoch.S,
      statementSeq: frame.seq,
      contents: 0,
      member: epoch.devices.includes(self.device),
      ...(seat === undefined ? {} : { seat }),
    };
    this.page.batch.put(keys.epoch(id, epoch.S), epoch);
    const item: ConversationItem = {
      // Whoever takes themselves out spoke from the seat that they had.
      ...placed(surroundings, { state: this.page.state, roster: before }, frame),
      is: 'roster',
      epoch: epoch.epoch,
      changes: statement.body.changes,
    };
    return { item, findings };
  }

  private async readContent(frame: Frame): Promise<{ item: ConversationItem; findings: readonly Finding[] }> {
    const { surroundings, revocations, pins } = this.context;
    const read = await readContent(surroundings, revocations, this.page, frame, (seq) => this.page.headAt(seq));
    if (read.differing !== undefined)
      this.page.batch.put(keys.differing(this.page.state.id) + keyNumber(frame.seq), read.differing);
    if (read.agreement !== undefined && !read.item.own)
      pins.meet(this.page.batch, frame.sender, { number: read.agreement });
    if (read.item.is !== 'message') return read;
    // What may have come after a revocation does nothing, and bears its own mark.
    const refused = read.item.afterRevocation === true ? undefined : await this.takeEffect(read.item);
    if (refused !== undefined) return refusal(surroundings, this.page, frame, 'content.not-the-author', refused);
    await takeFacts(this.page.batch, read.item, this.page.state, surroundings.self);
    return read;
  }

  private async takeEffect(item: MessageItem): Promise<string | undefined> {
    const { content } = item;
    const named = content && targetOf(content);
    if (content === undefined || named === undefined) return undefined;
    const target = await findTarget(this.page.batch, this.page.state.id, named, (seq) => this.page.itemAt(seq));
    const refused = this.context.surroundings.checks.failure('content.directive', () =>
      notAllowedOn(content, item, target),
    );
    if (refused !== undefined) return refused;
    if (target?.is === 'message') this.page.items.set(target.seq, afterEffect(content, item, target));
    if (target?.is === 'unreadable') await waitForTarget(this.page.batch, target, item);
    return undefined;
  }
}
