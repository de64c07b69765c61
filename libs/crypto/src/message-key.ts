import { B, KEY_BYTES } from './hash.js';
import { lp } from './lp.js';

/** What a frame of a conversation's sequence is. */
export type FrameKind = 'statement' | 'content' | 'archive';

/** Names one message: `S` is the 32-byte hash of the statement that opened its epoch, `id` the sender's UUIDv7. */
export interface MessagePlace {
  readonly conversation: string;
  readonly S: Uint8Array;
  readonly sender: string;
  readonly id: string;
}

/** `K` of one message, 32 bytes (protocol 3.1). Given away alone, it opens that message and no other. @throws `key.length` */
export function messageKey({ E, conversation, S, sender, id }: MessagePlace & { readonly E: Uint8Array }): Uint8Array {
  return B(E, KEY_BYTES, 'comity/message/v1', conversation, S, sender, id);
}

/** The `ad` under which a frame is sealed: lp(kind, conversation, S, sender, id) (protocol 3.2). */
export function frameAd({
  kind,
  conversation,
  S,
  sender,
  id,
}: MessagePlace & { readonly kind: FrameKind }): Uint8Array {
  return lp(kind, conversation, S, sender, id);
}
