import type { ConversationId, DeviceId, FrameKind, MessageId, WireFrame } from '#contracts';
import { lp, nextHead, readInteger, readLp, sha256 } from '#crypto/verify';
import { equalBytes, fromBase64url, fromUtf8, toBase64url } from '#primitives';
import type { ConversationState } from './conversation-state.js';

/** A frame of a conversation's sequence; from the relay, untrusted but for its form. */
export interface Frame {
  readonly seq: number;
  readonly kind: FrameKind;
  /** Hash of the statement whose epoch it claims, 32 bytes; a statement's own. */
  readonly S: Uint8Array;
  readonly sender: DeviceId;
  readonly id: MessageId;
  readonly bytes: Uint8Array;
  readonly storedAt: number;
}

/** A frame with its parts by name. */
export function frameOf([seq, kind, S, sender, id, bytes, storedAt]: WireFrame): Frame {
  return { seq, kind, S, sender: sender as DeviceId, id: id as MessageId, bytes, storedAt };
}

/** A frame and the head after it, as bytes of the store. */
export function encodeFrame(frame: Frame, head: Uint8Array): Uint8Array {
  return lp(frame.seq, frame.kind, frame.S, frame.sender, frame.id, frame.bytes, frame.storedAt, head);
}

/** What {@link encodeFrame} wrote. */
export function decodeFrame(stored: Uint8Array): { frame: Frame; head: Uint8Array } {
  const [seq, kind, S, sender, id, bytes, storedAt, head] = readLp(stored, 8) as [
    Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array,
  ]; // oxfmt-ignore
  const wire: WireFrame = [
    readInteger(seq),
    fromUtf8(kind) as FrameKind,
    S,
    fromUtf8(sender),
    fromUtf8(id),
    bytes,
    readInteger(storedAt),
  ];
  return { frame: frameOf(wire), head };
}

/** Whether a frame is the next of the sequence (protocol 3.4). */
export function outOfSequence(state: ConversationState, frame: Frame): string | undefined {
  if (frame.seq === state.seq + 1) return undefined;
  return frame.seq > state.seq ? 'gap' : 'again';
}

/** The head after a frame, from one's own chain: never the relay's word for it. */
export function headAfter(state: ConversationState, frame: Frame): Uint8Array {
  return nextHead(fromBase64url(state.head), frame);
}

/** Whether a frame that came again is what is held at its place. */
export function differsFromHeld(held: Frame, again: Frame): string | undefined {
  const same =
    held.kind === again.kind &&
    held.sender === again.sender &&
    held.id === again.id &&
    equalBytes(held.S, again.S) &&
    equalBytes(held.bytes, again.bytes);
  return same ? undefined : 'other bytes at the same place';
}

/** Whether the head the relay states for the end of the sequence is one's own. */
export function headDiffers(
  state: ConversationState,
  stated: { readonly seq: number; readonly head: Uint8Array },
): string | undefined {
  return stated.seq !== state.seq || toBase64url(stated.head) === state.head ? undefined : 'head';
}

/** Hash by which later messages name a frame, base64url. */
export function frameHash(frame: Frame): string {
  return toBase64url(sha256(frame.bytes));
}

/** A frame as evidence: enough to compute its place in the chain again. */
export function frameEvidence(conversation: ConversationId, frame: Frame): Record<string, string | number> {
  return {
    conversation,
    seq: frame.seq,
    kind: frame.kind,
    statement: toBase64url(frame.S),
    sender: frame.sender,
    id: frame.id,
    bytes: toBase64url(frame.bytes),
  };
}
