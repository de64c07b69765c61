import { limits } from '#contracts';
import { head0, nextHead } from '#crypto/verify';
import { equalBytes, fromBase64url } from '#primitives';
import { decodeFrame, frameOf, type Frame } from './conversation-frame.js';
import { keys, type ConversationState } from './conversation-state.js';
import { refuse } from './errors.js';
import type { Surroundings } from './surroundings.js';

/** Told of each frame in order, with the head after it. */
export type FrameVisitor = (frame: Frame, head: Uint8Array) => void | Promise<void>;

const PAGE = 256;

/**
 * Goes through every frame that this device has read, from the first to the end. Those whose bytes it holds no more are
 * fetched, and shown to the visitor only once they lead from a head of its own chain to the next one that it holds: the
 * relay is believed in nothing.
 * @throws `export.frames` when what was fetched leads elsewhere, `store.altered` when what was held does, `client.offline`
 */
export async function visitFrames(
  surroundings: Pick<Surroundings, 'store' | 'relay'>,
  state: ConversationState,
  visit: FrameVisitor,
): Promise<void> {
  const walk = new Walk(surroundings, state, visit);
  for (let after = keys.frame(state.id, 0); ;) {
    const page = await surroundings.store.rangeBytes({ prefix: keys.frames(state.id), after, limit: PAGE });
    for (const { bytes } of page) {
      const { frame, head } = decodeFrame(bytes);
      if (frame.seq > state.seq) break;
      await walk.fetchUpTo(frame.seq - 1);
      await walk.takeHeld(frame, head);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.key;
  }
  await walk.fetchUpTo(state.seq);
  await walk.settle(fromBase64url(state.head));
}

class Walk {
  private seq = 0;
  private head: Uint8Array;
  private fetched: (readonly [Frame, Uint8Array])[] = [];

  constructor(
    private readonly surroundings: Pick<Surroundings, 'store' | 'relay'>,
    private readonly state: ConversationState,
    private readonly visit: FrameVisitor,
  ) {
    this.head = head0(state.id);
  }

  async takeHeld(frame: Frame, head: Uint8Array): Promise<void> {
    const computed = nextHead(this.head, frame);
    if (frame.seq !== this.seq + 1 || !equalBytes(computed, head)) this.refuseChain();
    await this.visitFetched();
    await this.visit(frame, head);
    [this.seq, this.head] = [frame.seq, head];
  }

  async fetchUpTo(end: number): Promise<void> {
    while (this.seq < end) {
      const wanted = Math.min(end - this.seq, limits.pageFrames);
      const { frames } = await this.surroundings.relay.frames(this.state.id, this.seq, wanted);
      if (frames.length === 0)
        refuse('export.frames', 'the relay does not give the frames that this device no longer holds');
      for (const frame of frames.map(frameOf).filter(({ seq }) => seq <= end)) {
        if (frame.seq !== this.seq + 1) refuse('export.frames', 'the relay gave frames of other places');
        [this.seq, this.head] = [frame.seq, nextHead(this.head, frame)];
        this.fetched.push([frame, this.head]);
      }
    }
  }

  /** Compares the end with the head that this device holds of it. */
  async settle(head: Uint8Array): Promise<void> {
    if (!equalBytes(this.head, head)) this.refuseChain();
    await this.visitFetched();
  }

  private async visitFetched(): Promise<void> {
    for (const [frame, head] of this.fetched) await this.visit(frame, head);
    this.fetched = [];
  }

  private refuseChain(): never {
    return this.fetched.length > 0
      ? refuse('export.frames', 'the relay gave other frames than those that stood there')
      : refuse('store.altered', 'the stored frames do not lead to the head that was kept');
  }
}
