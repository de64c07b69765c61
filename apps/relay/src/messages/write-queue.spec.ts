import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import type { WireFrame } from '#contracts';
import { codeOf } from '#primitives';
import type { FrameFanOut } from '../conversations/frame-fan-out.js';
import type { RelayLogger } from '../platform/logger.js';
import type { Metrics } from '../platform/metrics.js';
import type { Committed, FrameWriter } from './frame-writer.js';
import { pendingFrame, type PendingFrame } from './pending-frame.js';
import { WriteQueue } from './write-queue.js';

const conversationOf = (n: number): string => Buffer.alloc(32, n).toString('base64url');
const aFrame = (n: number, conversation = conversationOf(2), size = 1): PendingFrame =>
  pendingFrame({
    kind: 'content',
    conversation,
    statement: new Uint8Array(32),
    sender: 'device-ana',
    id: String(n),
    bytes: new Uint8Array(size),
    refusal: undefined,
  });

/** A queue whose writer commits a batch only when the test says so. */
function aQueue() {
  const batches: { readonly ids: string[]; commit(): void; fail(error: unknown): void }[] = [];
  const log: string[] = [];
  const commit = async (batch: readonly PendingFrame[]): Promise<Committed> =>
    new Promise((resolve, reject) => {
      const placed = batch.map((frame, i) => ({ frame, seq: i + 1 }));
      const outcomes = batch.map(({ hash }, i) => ({ stored: { seq: i + 1, hash } }));
      batches.push({
        ids: batch.map(({ id }) => id),
        commit: () => {
          resolve({ placed, outcomes, ends: new Map(), storedAt: 7 });
        },
        fail: reject,
      });
    });
  const content = (_conversation: string, frames: readonly WireFrame[]): void => {
    log.push(`fan-out ${frames.map(([, , , , id]) => id).join(' ')}`);
  };
  const nothing = { inc: () => undefined, observe: () => undefined };
  const queue = new WriteQueue(
    { commit } as Partial<FrameWriter> as FrameWriter,
    { content } as Partial<FrameFanOut> as FrameFanOut,
    { frames: nothing, batch: nothing } as unknown as Metrics,
    { warn: () => undefined } as Partial<RelayLogger> as RelayLogger,
  );
  const put = (frame: PendingFrame): void => {
    queue.put(frame).then(
      () => log.push(`ack ${frame.id}`),
      (error: unknown) => log.push(`${codeOf(error) ?? 'crash'} ${frame.id}`),
    );
  };
  const turns = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) await turn();
  };
  return { queue, batches, log, put, turns };
}

describe('WriteQueue', () => {
  it('writes together what one turn brings, and next what came while that was written', async () => {
    const { batches, put, turns } = aQueue();
    put(aFrame(1));
    put(aFrame(2));
    await turns();
    put(aFrame(3));
    put(aFrame(4));
    await turns();
    expect(batches.map(({ ids }) => ids)).toEqual([['1', '2']]);
    batches[0]?.commit();
    await turns();
    expect(batches.map(({ ids }) => ids)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('acknowledges nothing before the commit, and fans out after the acknowledgements', async () => {
    const { batches, log, put, turns } = aQueue();
    put(aFrame(1));
    put(aFrame(2));
    await turns();
    expect(log).toEqual([]);
    batches[0]?.commit();
    await turns();
    expect(log).toEqual(['ack 1', 'ack 2', 'fan-out 1 2']);
  });

  it('says that it does not know when a commit fails, fans out nothing, and goes on', async () => {
    const { batches, log, put, turns } = aQueue();
    put(aFrame(1));
    await turns();
    put(aFrame(2));
    batches[0]?.fail(new Error('connection lost'));
    await turns();
    expect(log).toEqual(['relay.unavailable 1']);
    batches[1]?.fail(Object.assign(new Error('no space'), { code: '53100' }));
    await turns();
    expect(log).toEqual(['relay.unavailable 1', 'storage.full 2']);
  });

  it('writes conversations of two lanes at a time, and each in order', async () => {
    const { batches, put, turns } = aQueue();
    put(aFrame(1, conversationOf(2)));
    put(aFrame(2, conversationOf(3)));
    await turns();
    expect(batches.map(({ ids }) => ids)).toEqual([['1'], ['2']]);
  });

  it('bounds a batch in frames and in bytes, and what may wait', async () => {
    const { queue, batches, put, turns } = aQueue();
    for (let i = 0; i < 600; i++) put(aFrame(i));
    await turns();
    batches[0]?.commit();
    await turns();
    expect(batches.map(({ ids }) => ids.length)).toEqual([512, 88]);
    batches[1]?.commit();
    const large = 1024 * 1024;
    for (let i = 0; i < 65; i++) put(aFrame(i, conversationOf(2), large));
    await expect(queue.put(aFrame(70))).rejects.toMatchObject({ code: 'relay.unavailable' });
    await turns();
    expect(batches[2]?.ids.length).toBe(4);
  });

  it('drains when nothing waits any more', async () => {
    const { queue, batches, log, put, turns } = aQueue();
    await queue.drain();
    put(aFrame(1));
    await turns();
    const drained = queue.drain().then(() => log.push('drained'));
    put(aFrame(2));
    batches[0]?.commit();
    await turns();
    expect(log).not.toContain('drained');
    batches[1]?.commit();
    await drained;
    expect(log).toEqual(['ack 1', 'fan-out 1', 'ack 2', 'fan-out 2', 'drained']);
  });
});
