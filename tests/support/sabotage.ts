import { sha256 } from '#crypto/verify';
import { type Committed, FrameWriter } from '#relay/messages/frame-writer';
import type { PendingFrame } from '#relay/messages/pending-frame';
import type { ConversationEnd } from '#relay/messages/place-frames';
import { placeFrames } from '#relay/messages/place-frames';
import type { TestRelay } from './relay.js';

/** Ways in which a relay may break its promises on the write path. */
export type Sabotage = 'acks before commit' | 'skips dedup' | 'only fans out' | 'renumbers';

/** Replaces the real relay's writer of frames by one that breaks a promise. */
export async function sabotage(relay: TestRelay, how: Sabotage): Promise<void> {
  const writer = relay.app.get(FrameWriter);
  const honest = writer.commit.bind(writer);
  if (how === 'skips dedup') await relay.sql('alter table frame drop constraint frame_once');
  writer.commit = {
    'acks before commit': async (batch: readonly PendingFrame[]) => {
      const placement = await guessed(relay, batch);
      // What comes after the acknowledgement may fail, as it does in a crash: here the second half of each batch.
      await honest(batch.slice(0, Math.floor(batch.length / 2)));
      return placement;
    },
    'skips dedup': async (batch: readonly PendingFrame[]) => {
      const committed = await honest(batch);
      for (const frame of batch) await appendAgain(relay, frame);
      return committed;
    },
    'only fans out': async (batch: readonly PendingFrame[]) => guessed(relay, batch),
    renumbers: async (batch: readonly PendingFrame[]) => {
      const committed = await honest(batch);
      const [first] = committed.placed;
      if (first !== undefined && first.seq > 3) await swap(relay, first.frame.conversation, first.seq);
      return committed;
    },
  }[how];
}

async function endsOf(relay: TestRelay, batch: readonly PendingFrame[]): Promise<Map<string, ConversationEnd>> {
  const ends = new Map<string, ConversationEnd>();
  for (const { conversation, conversationKey } of batch) {
    const [row] = await relay.sql<{ seq: string; head: Buffer; statement: Buffer }>(
      'select seq, head, statement from conversation where id = $1',
      [conversationKey],
    );
    if (row !== undefined) ends.set(conversation, { ...row, seq: Number(row.seq) });
  }
  return ends;
}

async function guessed(relay: TestRelay, batch: readonly PendingFrame[]): Promise<Committed> {
  return { ...placeFrames(batch, await endsOf(relay, batch), new Map()), storedAt: 1 };
}

async function appendAgain(relay: TestRelay, frame: PendingFrame): Promise<void> {
  const again = placeFrames([frame], await endsOf(relay, [frame]), new Map());
  const end = again.ends.get(frame.conversation);
  if (end === undefined) return;
  await relay.sql(
    'insert into frame (conversation_id, seq, kind, statement, sender, id, hash, bytes, stored_at) values ($1,$2,2,$3,$4,$5,$6,$7,1)',
    [frame.conversationKey, end.seq, frame.statement, frame.sender, frame.id, sha256(frame.bytes), frame.bytes],
  );
  await relay.sql('update conversation set seq = $2, head = $3 where id = $1', [
    frame.conversationKey,
    end.seq,
    end.head,
  ]);
}

async function swap(relay: TestRelay, conversation: string, seq: number): Promise<void> {
  const id = Buffer.from(conversation, 'base64url');
  for (const [from, to] of [
    [seq, -1],
    [seq - 1, seq],
    [-1, seq - 1],
  ])
    await relay.sql('update frame set seq = $3 where conversation_id = $1 and seq = $2', [id, from, to]);
}
