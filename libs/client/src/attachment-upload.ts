import { AttachmentId, type ConversationId, type MessageId } from '#contracts';
import type { Clock } from '#primitives';
import type { ContentOf } from './message-content.js';
import { newMessageId } from './message-seal.js';

/** How a file is attached. */
export interface Attaching {
  /** Words beside it. */
  readonly text?: string;
  /** The message it answers. */
  readonly answers?: MessageId;
  /** Milliseconds for which its message can still be taken back once the file is there. */
  readonly holdFor?: number;
}

/** How an upload goes. `sent` comes once and last, with the message that names the file. */
export interface UploadView {
  readonly id: string;
  readonly conversation: ConversationId;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes of the file. */
  readonly length: number;
  readonly state: 'sealing' | 'waiting' | 'sending' | 'paused' | 'refused' | 'sent';
  /** Bytes done and to be done, of the file while it is sealed, then of its ciphertext. */
  readonly done: number;
  readonly total: number;
  /** Why it was refused. */
  readonly code?: string;
  readonly message?: MessageId;
}

/** An upload as it is stored: all that is needed to go on with it and to name it in a message. */
export interface Upload {
  readonly id: string;
  readonly conversation: ConversationId;
  readonly attachment: AttachmentId;
  readonly name: string;
  readonly mediaType: string;
  readonly length: number;
  readonly key: string;
  readonly sha256: string;
  readonly holdFor: number;
  readonly text?: string;
  readonly answers?: MessageId;
  readonly paused?: boolean;
  /** Bytes of its ciphertext that had been sent when it was paused last. */
  readonly sent?: number;
  readonly refused?: string;
}

/** An id for a new attachment at the relay. */
export function newAttachmentId(clock: Clock): AttachmentId {
  return AttachmentId.parse(newMessageId(clock));
}

/** What an upload's message says. */
export function contentOf(upload: Upload): ContentOf<'attachment'> {
  const { attachment, name, mediaType, length, key, sha256, text, answers } = upload;
  return {
    type: 'attachment',
    attachment,
    name,
    mediaType,
    length,
    key,
    sha256,
    ...(text === undefined ? {} : { text }),
    ...(answers === undefined ? {} : { answers }),
  };
}
