import type { AttachmentKey } from '#crypto';
import { fromBase64url } from '#primitives';
import type { MessageItem } from './conversation-item.js';
import type { Content } from './message-content.js';

/** What a message says of the file it carries. */
export interface AttachmentWords {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly length: number;
}

/** Gives the ciphertext of an attachment message, or undefined where it cannot be had any more; it is checked by whoever asked. */
export type AttachmentSource = (item: MessageItem) => Promise<Uint8Array | undefined>;

/** The file that content carries, or undefined where it carries none. */
export function attachmentIn(
  content: Content | undefined,
): { readonly key: AttachmentKey; readonly words: AttachmentWords } | undefined {
  if (content?.type !== 'attachment') return undefined;
  const { name, mediaType, length, key, sha256 } = content;
  return {
    key: { key: fromBase64url(key), sha256: fromBase64url(sha256), length },
    words: { name, mediaType, length },
  };
}
