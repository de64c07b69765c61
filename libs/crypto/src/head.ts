import { H, sha256 } from './hash.js';

/** One frame as the head chain covers it: `S` of its epoch (a statement's own), `bytes` without the wraps. */
export interface ChainedFrame {
  readonly seq: number;
  readonly kind: 'statement' | 'content' | 'archive';
  readonly S: Uint8Array;
  readonly sender: string;
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** `head_0`, before a conversation's first frame, 32 bytes (protocol 3.4). */
export function head0(conversation: string): Uint8Array {
  return H('comity/head-0/v1', conversation);
}

/** `head_n` from the head before it and frame n, 32 bytes. Relay and clients compute the same, or one of them shows the other up. @throws `integer.range` */
export function nextHead(head: Uint8Array, frame: ChainedFrame): Uint8Array {
  return nextHeadOfHash(head, { ...frame, hash: sha256(frame.bytes) });
}

/** {@link nextHead} where only the SHA-256 of a frame's bytes is left: retention deletes bytes and keeps hashes (protocol 3.8). @throws `integer.range` */
export function nextHeadOfHash(
  head: Uint8Array,
  frame: Omit<ChainedFrame, 'bytes'> & { readonly hash: Uint8Array },
): Uint8Array {
  return H('comity/head/v1', head, frame.seq, frame.kind, frame.S, frame.sender, frame.id, frame.hash);
}
