import type { AttachmentAllowance, AttachmentId, ConversationId, MessageId } from '#contracts';
import { codeOf } from '#primitives';
import { Discards } from './attachment-discards.js';
import { Downloads, type FetchedFile, type Fetching } from './attachment-downloads.js';
import type { AttachmentRelay } from './attachment-relay.js';
import type { AttachedFile } from './attachment-seal.js';
import type { Attaching, UploadView } from './attachment-upload.js';
import { Uploads } from './attachment-uploads.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import type { Views } from './conversation-views.js';
import type { Speaking } from './speaking.js';
import type { StoreWrite } from './store.js';
import type { Surroundings } from './surroundings.js';

/** Attached files of an officer's conversations: on their way up, and fetched (protocol 3.7). */
export class Attachments {
  #sending: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly surroundings: Surroundings,
    readonly relay: AttachmentRelay,
    private readonly uploads: Uploads,
    private readonly downloads: Downloads,
    private readonly discards: Discards,
  ) {}

  /** Takes up the uploads that an earlier process left. */
  static async open(
    surroundings: Surroundings,
    relay: AttachmentRelay,
    speaking: Pick<Speaking, 'deliver'>,
    views: Pick<Views, 'message' | 'seat'>,
  ): Promise<Attachments> {
    const discards = new Discards(surroundings, relay);
    const uploads = await Uploads.open(surroundings, relay, speaking, views, discards);
    return new Attachments(surroundings, relay, uploads, new Downloads(surroundings, relay, views), discards);
  }

  /**
   * Attaches a file: seals it here, after which it survives a kill, and sends it in the background; its message goes once
   * the relay has all of it. Answers the upload's id.
   * @throws `attachment.type`, `attachment.too-large`, `attachment.source`, `client.cancelled`
   */
  async attach(conversation: ConversationId, file: AttachedFile, attaching?: Attaching): Promise<string> {
    const id = await this.uploads.add(conversation, file, attaching);
    this.sendWaiting();
    return id;
  }

  /** What is on its way, of one conversation or all, oldest first. */
  list(conversation?: ConversationId): UploadView[] {
    return this.uploads.list(conversation);
  }

  /** Calls `listener` with each upload as it goes on; the answer stops it. */
  onUpload(listener: (view: UploadView) => void): () => void {
    return this.uploads.onUpload(listener);
  }

  /** Waits for an upload: answers its message's id, or undefined when it is paused or cancelled. @throws what keeps it from being sent */
  settle(id: string): Promise<MessageId | undefined> {
    return this.uploads.send(id);
  }

  /** Holds an upload up, also over a restart. False when there is none. */
  pause(id: string): Promise<boolean> {
    return this.uploads.pause(id);
  }

  /** Goes on with an upload that was paused or refused. False when there is none. */
  async resume(id: string): Promise<boolean> {
    const ready = await this.uploads.resume(id);
    this.sendWaiting();
    return ready;
  }

  /** Ends an upload. False when it is too late: then its message can be taken back. */
  async cancel(id: string): Promise<boolean> {
    const isEnded = await this.uploads.cancel(id);
    this.sendDiscarded();
    return isEnded;
  }

  /** As {@link Discards.discarding}: {@link sendDiscarded} then lets the relay know. */
  discarding(conversation: ConversationId, attachment: AttachmentId): StoreWrite {
    return this.discards.discarding(conversation, attachment);
  }

  /** Has the relay delete what no message will name, in the background. */
  sendDiscarded(): void {
    this.inBackground(this.discards.sendAll());
  }

  /** Sends what waits, in the background. */
  sendWaiting(): void {
    this.inBackground(this.uploads.sendAll());
    this.sendDiscarded();
  }

  /** As {@link Downloads.fetch}. */
  fetch(conversation: ConversationId, message: MessageId, fetching?: Fetching): Promise<FetchedFile> {
    return this.downloads.fetch(conversation, message, fetching);
  }

  /** As {@link Downloads.ciphertext}. */
  ciphertext(item: MessageItem): Promise<Uint8Array | undefined> {
    return this.downloads.ciphertext(item);
  }

  /** Removes what is kept here of a message's file. @throws `attachment.absent` */
  forget(conversation: ConversationId, message: MessageId): Promise<void> {
    return this.downloads.forget(conversation, message);
  }

  /** Removes what is kept here of files whose messages were withdrawn, in the background. @param items - as they have become */
  heed(items: readonly ConversationItem[]): void {
    this.inBackground(this.downloads.forgetWithdrawn(items));
  }

  /** How large a file may be, and what of the quotas is used up: the relay's word. */
  allowance(conversation: ConversationId): Promise<AttachmentAllowance> {
    return this.relay.allowance(conversation);
  }

  /** Sends nothing more, and waits for the piece that is under way. */
  async close(): Promise<void> {
    await this.uploads.close();
    await this.#sending;
  }

  private inBackground(act: Promise<void>): void {
    const deferred = (error: unknown): void => {
      this.surroundings.logger.warn('attachment.deferred', { code: codeOf(error) });
    };
    this.#sending = Promise.all([this.#sending, act.catch(deferred)]);
  }
}
