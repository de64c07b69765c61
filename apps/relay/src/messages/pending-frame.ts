import { ProblemError, type FrameKind, type MessageStored, type ProblemCode } from '#contracts';
import { sha256 } from '#crypto/verify';

/** A message that was checked as far as its sender and form go, and waits for its place. */
export interface PendingFrame {
  /** The conversation's id, text and 32 bytes. */
  readonly conversation: string;
  readonly conversationKey: Uint8Array;
  /** Content stands in the epoch it names; an archive post names one that may be over, which was looked up. */
  readonly kind: Exclude<FrameKind, 'statement'>;
  /** `S` of the epoch it is sealed under, or archives, 32 bytes. */
  readonly statement: Uint8Array;
  readonly sender: string;
  readonly id: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`. */
  readonly hash: Uint8Array;
  /** Why it is refused unless it repeats one that is stored: repeats are looked for first (protocol 2.6). */
  readonly refusal: ProblemCode | undefined;
}

/** What a {@link PendingFrame} needs to be given. */
export type FrameDraft = Omit<PendingFrame, 'conversationKey' | 'hash'>;

/** The draft with what its place is computed from. */
export function pendingFrame(draft: FrameDraft): PendingFrame {
  return { ...draft, conversationKey: Buffer.from(draft.conversation, 'base64url'), hash: sha256(draft.bytes) };
}

/** A frame with its place, as it was stored. */
export interface PlacedFrame {
  readonly frame: PendingFrame;
  readonly seq: number;
}

/** What becomes of a frame: its place, the first one's for a repeat, or a refusal. */
export type Outcome = { readonly stored: MessageStored } | { readonly refused: ProblemCode };

/** The answer an outcome stands for. @throws the refusal */
export function answerOf(outcome: Outcome): MessageStored {
  if ('refused' in outcome) throw new ProblemError(outcome.refused);
  return outcome.stored;
}
