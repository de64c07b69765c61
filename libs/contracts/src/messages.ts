import type { Problem } from './problem.js';

/** The kinds of a frame in a conversation's sequence. */
export type FrameKind = 'statement' | 'content' | 'archive';

/**
 * A stored frame as it travels by socket (msgpack): sequence number from 1, kind, hash of the statement whose epoch it
 * is in (32 bytes), sender's device, UUIDv7, bytes, and the relay's own time (Unix seconds; for display, never order).
 */
export type WireFrame = readonly [
  seq: number,
  kind: FrameKind,
  statement: Uint8Array,
  sender: string,
  id: string,
  bytes: Uint8Array,
  storedAt: number,
];

/** `message.send`: conversation, statement hash of the epoch it is sealed under (32 bytes), UUIDv7, sealed bytes. */
export type MessageSend = readonly [conversation: string, statement: Uint8Array, id: string, bytes: Uint8Array];

/** `archive.post`: conversation, statement hash of the epoch that is archived (32 bytes), UUIDv7, the post. */
export type ArchivePost = MessageSend;

/** The acknowledgement of a durable message: its place, the same for a repeat, with SHA-256 of the stored bytes. */
export interface MessageStored {
  readonly seq: number;
  readonly hash: Uint8Array;
}

/** `frames.fetch`: conversation, the last sequence number held, and the most frames wanted. */
export type FramesFetch = readonly [conversation: string, after: number, limit: number];

/** A page of frames in order; `seq` and `head` are the conversation's own, now. */
export interface FramesPage {
  readonly frames: readonly WireFrame[];
  readonly seq: number;
  readonly head: Uint8Array;
}

/** A refusal in an acknowledgement. */
export interface Refusal {
  readonly problem: Problem;
}

/** What a client may emit; each answers by acknowledgement. `session.renew` takes a fresh ticket. */
export interface ClientEvents {
  'message.send': (message: MessageSend, ack: (answer: MessageStored | Refusal) => void) => void;
  'archive.post': (post: ArchivePost, ack: (answer: MessageStored | Refusal) => void) => void;
  'frames.fetch': (query: FramesFetch, ack: (answer: FramesPage | Refusal) => void) => void;
  'session.renew': (ticket: string, ack: (answer: { readonly expiry: number } | Refusal) => void) => void;
}

/** What the relay emits. All but `frames.stored` are hints: a client that misses one learns the same by pulling. */
export interface RelayEvents {
  /** New frames, dense and in order. */
  'frames.stored': (conversation: string, frames: readonly WireFrame[]) => void;
  /** The device entered a roster. */
  'conversation.joined': (conversation: string) => void;
  /** A member's wrap did not open, or a dormant member is back: someone should advance. */
  'conversation.advance-due': (conversation: string, reason: 'unreadable' | 'dormant-back' | 'eviction') => void;
  /** A checkpoint that is shown now covers so many statements. */
  'directory.grown': (size: number) => void;
  'grant.stored': (conversation: string) => void;
  /** The session is over; the socket closes next. */
  'session.ended': (problem: Problem) => void;
}
