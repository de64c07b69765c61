import {
  ATTACHMENT_PIECE_TYPE,
  AttachmentAllowance,
  AttachmentState,
  limits,
  type AttachmentAnnouncement,
  type AttachmentId,
  type ConversationId,
} from '#contracts';
import { refuse } from './errors.js';
import type { Credentials, Transport } from './transport.js';

/** What attachments ask of the relay. Nothing that it answers is believed but where an upload goes on. */
export interface AttachmentRelay {
  allowance(conversation: ConversationId): Promise<AttachmentAllowance>;
  /** Announces a ciphertext, or asks how far one has come. */
  announce(
    conversation: ConversationId,
    id: AttachmentId,
    announcement: AttachmentAnnouncement,
  ): Promise<AttachmentState>;
  /** Gives the relay the bytes from `offset` on, and answers how many it has then. */
  put(conversation: ConversationId, id: AttachmentId, offset: number, bytes: Uint8Array): Promise<number>;
  /** Bytes of a ciphertext from `from` up to, and without, `to`. */
  get(conversation: ConversationId, id: AttachmentId, from: number, to: number): Promise<Uint8Array>;
  delete(conversation: ConversationId, id: AttachmentId): Promise<void>;
}

/** A refusal's body is never longer. */
const PROBLEM_BYTES = 4096;

/** {@link AttachmentRelay} over HTTP: bytes go up by tus 1.0.0, and come down in ranges. */
export function attachmentRelay(transport: Transport, credentials: Credentials): AttachmentRelay {
  const all = (conversation: ConversationId): string => `/v1/conversations/${conversation}/attachments`;
  const one = (conversation: ConversationId, id: AttachmentId): string => `${all(conversation)}/${id}`;
  return {
    allowance: (conversation) =>
      transport.call({ method: 'GET', path: all(conversation), answer: AttachmentAllowance }, credentials),
    announce: (conversation, id, body) =>
      transport.call({ method: 'PUT', path: one(conversation, id), body, answer: AttachmentState }, credentials),
    async put(conversation, id, offset, bytes) {
      const { headers } = await transport.bytes(
        {
          method: 'PATCH',
          path: one(conversation, id),
          headers: {
            'content-type': ATTACHMENT_PIECE_TYPE,
            'tus-resumable': '1.0.0',
            'upload-offset': String(offset),
          },
          body: bytes,
          most: PROBLEM_BYTES,
        },
        credentials,
      );
      const received = Number(headers['upload-offset']);
      return received > offset && received <= offset + bytes.length
        ? received
        : refuse('client.answer', 'the relay did not say how far the upload has come');
    },
    async get(conversation, id, from, to) {
      const { status, body } = await transport.bytes(
        {
          method: 'GET',
          path: one(conversation, id),
          headers: { range: `bytes=${String(from)}-${String(to - 1)}` },
          most: Math.max(to - from, PROBLEM_BYTES),
        },
        credentials,
      );
      return status === 206 && body.length === to - from && body.length <= limits.attachmentPieceBytes
        ? body
        : refuse('client.answer', 'the relay gave other bytes of the attachment than were asked for');
    },
    delete: (conversation, id) => transport.call({ method: 'DELETE', path: one(conversation, id) }, credentials),
  };
}
