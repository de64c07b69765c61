import { nextHeadOfHash } from '#crypto/verify';
import { equalBytes } from '#primitives';
import type { Outcome, PendingFrame, PlacedFrame } from './pending-frame.js';

/** A conversation's end: what the next frame is chained to. Hashes are 32 bytes. */
export interface ConversationEnd {
  readonly seq: number;
  readonly head: Uint8Array;
  /** `S` of its last statement. */
  readonly statement: Uint8Array;
}

/** Where a repeat of a frame was stored the first time, and the SHA-256 of what was. */
export interface FirstPlace {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** What one transaction is to write, and what each frame of the batch is to be told once it has. */
export interface Placement {
  readonly placed: readonly PlacedFrame[];
  /** The new end of every conversation that grew, by its id. */
  readonly ends: ReadonlyMap<string, ConversationEnd>;
  /** One for each frame of the batch, in its order. */
  readonly outcomes: readonly Outcome[];
}

/**
 * Gives each frame of a batch, in its order, the next sequence number of its conversation (protocol 3.4, 3.5).
 * A repeat is recognized before anything else is judged: same bytes, the first place again; others, `message.id-reused`.
 * @param ends - the conversations' locked rows; one that is missing does not exist
 * @param known - what is stored under the same (conversation, sender, id), by place in the batch
 */
export function placeFrames(
  batch: readonly PendingFrame[],
  ends: ReadonlyMap<string, ConversationEnd>,
  known: ReadonlyMap<number, FirstPlace>,
): Placement {
  const placed: PlacedFrame[] = [];
  const grown = new Map<string, ConversationEnd>();
  const first = new Map<string, FirstPlace>();
  const outcomes = batch.map((frame, place): Outcome => {
    const name = `${frame.conversation} ${frame.sender} ${frame.id}`;
    const earlier = known.get(place) ?? first.get(name);
    if (earlier !== undefined) {
      return equalBytes(earlier.hash, frame.hash) ? { stored: earlier } : { refused: 'message.id-reused' };
    }
    const end = grown.get(frame.conversation) ?? ends.get(frame.conversation);
    if (end === undefined) return { refused: 'conversation.unknown' };
    if (frame.refusal !== undefined) return { refused: frame.refusal };
    if (frame.kind === 'content' && !equalBytes(end.statement, frame.statement))
      return { refused: 'conversation.epoch-stale' };
    const { kind, statement: S, sender, id, hash } = frame;
    const seq = end.seq + 1;
    const head = nextHeadOfHash(end.head, { seq, kind, S, sender, id, hash });
    grown.set(frame.conversation, { seq, head, statement: end.statement });
    const stored = { seq, hash };
    first.set(name, stored);
    placed.push({ frame, seq });
    return { stored };
  });
  return { placed, ends: grown, outcomes };
}
