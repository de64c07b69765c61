import type { assembleClient } from '#client';
import { ProblemError, type AttachmentId } from '#contracts';
import { sha256 } from '#crypto';
import { concat, toBase64url } from '#primitives';

/** What a client asks of the relay about attachments. */
export type FakeAttachmentPort = Parameters<typeof assembleClient>[0]['attachmentRelay'];

interface HeldAttachment {
  readonly bytes: number;
  readonly sha256: string;
  content: Uint8Array;
}

/** A relay of attachments in memory: honest and patient unless a test says otherwise; knows of no conversation. */
export class FakeAttachments {
  readonly held = new Map<AttachmentId, HeldAttachment>();
  /** Called before each request; what it throws is the answer. */
  before: (asked: 'announce' | 'put' | 'get' | 'delete', id: AttachmentId) => void | Promise<void> = () => undefined;
  /** What becomes of bytes that are fetched. */
  bend: (bytes: Uint8Array, from: number) => Uint8Array = (bytes) => bytes;
  /** How many bytes of a piece arrive before the line breaks; undefined: all of them. */
  breaksAfter: number | undefined;
  /** Bytes that have gone up. */
  carried = 0;

  port(): FakeAttachmentPort {
    const whole = (id: AttachmentId): HeldAttachment => {
      const held = this.held.get(id);
      if (held === undefined) throw new ProblemError('attachment.unknown');
      return held;
    };
    return {
      allowance: async () => ({ file: 1, device: { used: 0, most: 1 }, authority: { used: 0, most: 1 } }),
      announce: async (_conversation, id, announced) => {
        await this.before('announce', id);
        const held = this.held.get(id) ?? { ...announced, content: new Uint8Array(0) };
        this.held.set(id, held);
        return { received: held.content.length, stored: held.content.length === held.bytes };
      },
      put: async (_conversation, id, offset, bytes) => {
        await this.before('put', id);
        const held = whole(id);
        if (offset !== held.content.length) throw new ProblemError('attachment.offset');
        const taken = bytes.subarray(0, this.breaksAfter);
        held.content = concat(held.content, taken);
        this.carried += taken.length;
        if (taken.length < bytes.length) throw new ProblemError('relay.unavailable');
        const isWhole = held.content.length === held.bytes;
        if (isWhole && toBase64url(sha256(held.content)) !== held.sha256) {
          this.held.delete(id);
          throw new ProblemError('attachment.damaged');
        }
        return held.content.length;
      },
      get: async (_conversation, id, from, to) => {
        await this.before('get', id);
        return this.bend(whole(id).content.slice(from, to), from);
      },
      delete: async (_conversation, id) => {
        await this.before('delete', id);
        this.held.delete(id);
      },
    };
  }
}
