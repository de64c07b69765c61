import { Injectable } from '@nestjs/common';
import { ProblemError, type MessageStored, type WireFrame } from '#contracts';
import { FrameFanOut } from '../conversations/frame-fan-out.js';
import { RelayLogger } from '../platform/logger.js';
import { Metrics } from '../platform/metrics.js';
import { faultText, problemOf } from '../platform/problem.filter.js';
import { type Committed, FrameWriter } from './frame-writer.js';
import { answerOf, type PendingFrame } from './pending-frame.js';

interface Waiting {
  readonly frame: PendingFrame;
  readonly resolve: (answer: MessageStored) => void;
  readonly reject: (error: unknown) => void;
}

const MAX_BATCH_FRAMES = 512;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** One line of batches: the frames of a conversation always take the same, so that they keep their order. */
class Lane {
  #waiting: Waiting[] = [];
  #running = false;

  constructor(
    private readonly work: (batch: readonly Waiting[]) => Promise<void>,
    private readonly idle: () => void,
  ) {}

  get busy(): boolean {
    return this.#running;
  }

  put(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (this.#running) return;
    this.#running = true;
    // What else this turn of the event loop brings joins the first batch.
    setImmediate(() => void this.run());
  }

  private async run(): Promise<void> {
    while (this.#waiting.length > 0) await this.work(this.take());
    this.#running = false;
    this.idle();
  }

  private take(): readonly Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { frame } of this.#waiting) {
      bytes += frame.bytes.length;
      if (count === MAX_BATCH_FRAMES || (count > 0 && bytes > MAX_BATCH_BYTES)) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }
}

/**
 * Where messages wait for the transaction in which they get their place: a batch takes everything that waits, is
 * committed, then acknowledged, then sent to the members, in this order (protocol 3.5).
 */
@Injectable()
export class WriteQueue {
  readonly #lanes: readonly Lane[];
  #bytes = 0;
  #drained: (() => void)[] = [];

  constructor(
    private readonly writer: FrameWriter,
    private readonly fanOut: FrameFanOut,
    private readonly metrics: Metrics,
    private readonly logger: RelayLogger,
  ) {
    this.#lanes = Array.from(
      { length: FrameWriter.lanes },
      () => new Lane(this.write.bind(this), this.settleIdle.bind(this)),
    );
  }

  /**
   * Settles once the frame is durable.
   * @throws `relay.unavailable` when too much waits or the database is away: whether it was stored, a repeat will tell;
   * and what the frame is refused with
   */
  put(frame: PendingFrame): Promise<MessageStored> {
    if (this.#bytes > MAX_WAITING_BYTES) return Promise.reject(new ProblemError('relay.unavailable', 'queue'));
    const lane = this.#lanes[(frame.conversationKey[0] ?? 0) % this.#lanes.length];
    this.#bytes += frame.bytes.length;
    return new Promise((resolve, reject) => lane?.put({ frame, resolve, reject }));
  }

  /** Settles when nothing waits any more. */
  async drain(): Promise<void> {
    if (this.#lanes.some(({ busy }) => busy)) await new Promise<void>((resolve) => this.#drained.push(resolve));
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const committed = await this.writer.commit(batch.map(({ frame }) => frame));
      batch.forEach(({ resolve, reject }, place) => {
        const outcome = committed.outcomes[place];
        try {
          if (outcome !== undefined) resolve(answerOf(outcome));
        } catch (error) {
          reject(error);
        }
      });
      this.metrics.frames.inc(committed.placed.length);
      this.metrics.batch.observe(batch.length);
      // Acknowledgements go out in promises of this turn; the members' copies follow in the next.
      setImmediate(() => {
        for (const [conversation, frames] of wireFrames(committed)) this.fanOut.content(conversation, frames);
      });
    } catch (error) {
      this.logger.warn('batch.failed', { count: batch.length, fault: faultText(error) });
      const { code } = problemOf(error);
      const refusal = new ProblemError(code === 'storage.full' ? code : 'relay.unavailable');
      for (const { reject } of batch) reject(refusal);
    } finally {
      for (const { frame } of batch) this.#bytes -= frame.bytes.length;
    }
  }

  private settleIdle(): void {
    if (this.#lanes.some(({ busy }) => busy)) return;
    for (const resolve of this.#drained.splice(0)) setImmediate(resolve);
  }
}

function wireFrames({ placed, storedAt }: Committed): ReadonlyMap<string, readonly WireFrame[]> {
  const byConversation = new Map<string, WireFrame[]>();
  for (const { frame, seq } of placed) {
    const { conversation, kind, statement, sender, id, bytes } = frame;
    const wire: WireFrame = [seq, kind, statement, sender, id, bytes, storedAt];
    const others = byConversation.get(conversation);
    if (others === undefined) byConversation.set(conversation, [wire]);
    else others.push(wire);
  }
  return byConversation;
}
