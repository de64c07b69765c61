import type { ConversationId, MessageId } from '#contracts';
import { sealedAttachmentLength } from '#crypto';
import { codeOf } from '#primitives';
import type { Discards } from './attachment-discards.js';
import { isAllowedType, mediaTypeOf, sentFileName } from './attachment-files.js';
import { Pace } from './attachment-pace.js';
import { AttachmentPieces } from './attachment-pieces.js';
import type { AttachmentRelay } from './attachment-relay.js';
import { sealFile, type AttachedFile } from './attachment-seal.js';
import { contentOf, newAttachmentId, type Attaching, type Upload, type UploadView } from './attachment-upload.js';
import type { Views } from './conversation-views.js';
import { refuse } from './errors.js';
import { newMessageId } from './message-seal.js';
import { Serial } from './serial.js';
import type { Speaking } from './speaking.js';
import type { Surroundings } from './surroundings.js';

const PREFIX = 'attachment-upload/';
const keyOf = (id: string): string => PREFIX + id;
/** Tries of one request, milliseconds before the first repetition, twice as many before each further one. */
const TRIES = 6;
const PAUSE = 500;
/** Refusals after which the same upload may go on a moment later. */
const passing: ReadonlySet<unknown> = new Set([
  'client.offline',
  'attachment.offset',
  'rate.limited',
  'relay.unavailable',
]);
/** Refusals of the attachment's place at the relay: it lapsed, or came in other bytes. A new one may go well. */
const lost: ReadonlySet<unknown> = new Set(['attachment.unknown', 'attachment.exists', 'attachment.damaged']);
/** Refusals that time does not mend. */
const forGood: ReadonlySet<unknown> = new Set([
  ...lost,
  'attachment.too-large',
  'attachment.quota',
  'conversation.closed',
  'conversation.unknown',
  'permission.denied',
  'request.invalid',
  'request.too-large',
  'storage.full',
]);

/**
 * Files on their way to the relay (protocol 3.7). A file is sealed into the client's own store first; from then on a kill
 * only interrupts it. Its message goes when the relay has all of it.
 */
export class Uploads {
  readonly #uploads = new Map<string, Upload>();
  readonly #views = new Map<string, UploadView>();
  readonly #sent = new Map<string, MessageId>();
  readonly #listeners = new Set<(view: UploadView) => void>();
  readonly #serial = new Serial();
  #closed = false;
  #wake: () => void = () => undefined;

  private constructor(
    private readonly surroundings: Surroundings,
    private readonly relay: AttachmentRelay,
    private readonly speaking: Pick<Speaking, 'deliver'>,
    private readonly views: Pick<Views, 'seat'>,
    private readonly discards: Discards,
  ) {}

  static async open(
    surroundings: Surroundings,
    relay: AttachmentRelay,
    speaking: Pick<Speaking, 'deliver'>,
    views: Pick<Views, 'seat'>,
    discards: Discards,
  ): Promise<Uploads> {
    const uploads = new Uploads(surroundings, relay, speaking, views, discards);
    for (const { value } of await surroundings.store.range<Upload>({ prefix: PREFIX })) {
      uploads.#uploads.set(value.id, value);
      uploads.showAsItIs(value, value.sent);
    }
    // Sealed in part by a process that ended.
    for (const id of await AttachmentPieces.ids(surroundings.store, 'up')) {
      if (!uploads.#uploads.has(id)) await new AttachmentPieces(surroundings.store, 'up', id).remove();
    }
    return uploads;
  }

  /** What is on its way, of one conversation or all, oldest first. */
  list(conversation?: ConversationId): UploadView[] {
    const views = [...this.#views.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return conversation === undefined ? views : views.filter((view) => view.conversation === conversation);
  }

  /** Calls `listener` with each upload as it goes on; the answer stops it. */
  onUpload(listener: (view: UploadView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Seals a file; once the promise resolves with the upload's id it survives a kill, and {@link send} sends it.
   * @throws `attachment.type` when its ending is none that may be attached, `attachment.too-large`, `attachment.source` when
   * it changed while it was read
   */
  async add(conversation: ConversationId, file: AttachedFile, attaching: Attaching = {}): Promise<string> {
    const { clock, store } = this.surroundings;
    const mediaType = mediaTypeOf(file.name);
    const seat = await this.views.seat(conversation);
    if (mediaType === undefined || !isAllowedType(this.surroundings, seat, mediaType))
      return refuse('attachment.type', 'files of this type may not be attached');
    const { holdFor = 0, ...beside } = attaching;
    const id = newMessageId(clock);
    const name = sentFileName(file.name, mediaType);
    const shown = { id, conversation, name, mediaType, length: file.length };
    this.show(shown, 'sealing', 0);
    const pieces = new AttachmentPieces(store, 'up', id);
    try {
      const sealed = await sealFile(pieces, file, (done) => {
        if (this.#closed) refuse('client.closed');
        if (!this.#views.has(id)) refuse('client.cancelled');
        this.show(shown, 'sealing', done);
      });
      if (!this.#views.has(id)) refuse('client.cancelled');
      const upload: Upload = { ...shown, attachment: newAttachmentId(clock), ...sealed, holdFor, ...beside };
      await this.keep(upload);
      this.show(upload, 'waiting', 0);
      return id;
    } catch (error) {
      this.#views.delete(id);
      // What is left where even that fails is removed when the store is opened again.
      await pieces.remove().catch(() => undefined);
      throw error;
    }
  }

  /**
   * Sends one upload as far as it goes: to its message, whose id is answered, or until it is paused or cancelled.
   * @throws what keeps it from being sent; nothing is lost
   */
  send(id: string): Promise<MessageId | undefined> {
    return this.#serial.run('upload', async () => {
      const upload = this.#uploads.get(id);
      if (upload === undefined) return this.#sent.get(id);
      if (upload.paused === true || upload.refused !== undefined) return undefined;
      try {
        return await this.sendNow(upload);
      } catch (error) {
        const code = codeOf(error);
        const now = this.#uploads.get(id);
        if (now !== undefined) {
          const isForGood = code !== undefined && forGood.has(code);
          if (isForGood) await this.keep({ ...now, refused: code });
          this.showAsItIs(this.#uploads.get(id) ?? now);
        }
        throw error;
      }
    });
  }

  /** Sends what waits, one after the other; one's trouble does not hold up another. */
  async sendAll(): Promise<void> {
    for (const { id } of this.list()) {
      if (this.#closed) return;
      await this.send(id).catch((error: unknown) => {
        this.surroundings.logger.warn('attachment.deferred', { code: codeOf(error) });
      });
    }
  }

  /** Holds an upload up until {@link resume}; the piece that is under way still goes. False when there is none. */
  async pause(id: string): Promise<boolean> {
    const upload = this.#uploads.get(id);
    if (upload === undefined) return false;
    const paused: Upload = { ...upload, paused: true, sent: this.#views.get(id)?.done ?? 0 };
    await this.keep(paused);
    this.showAsItIs(paused);
    return true;
  }

  /** Makes an upload ready to go on that was paused or refused. False when there is none. */
  async resume(id: string): Promise<boolean> {
    const upload = this.#uploads.get(id);
    if (upload === undefined) return false;
    const { paused: _paused, refused: _refused, ...ready } = upload;
    await this.keep(ready);
    this.showAsItIs(ready);
    return true;
  }

  /** Ends an upload, here and, once it knows, at the relay. False when there is none any more: then its message is on its way. */
  async cancel(id: string): Promise<boolean> {
    const isSealing = this.#views.get(id)?.state === 'sealing';
    const upload = this.#uploads.get(id);
    if (!isSealing && upload === undefined) return false;
    this.#uploads.delete(id);
    this.#views.delete(id);
    if (upload === undefined) return true;
    const { store } = this.surroundings;
    await store.write([
      { key: keyOf(id), remove: true },
      this.discards.discarding(upload.conversation, upload.attachment),
    ]);
    await new AttachmentPieces(store, 'up', id).remove();
    return true;
  }

  /** Begins nothing more, and waits for the piece that is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#serial.run('upload', () => Promise.resolve());
  }

  private async sendNow(first: Upload): Promise<MessageId | undefined> {
    let upload = first;
    const pace = new Pace();
    for (let tries = 1, renewed = false; ;) {
      const before = this.#views.get(upload.id)?.done ?? 0;
      try {
        return await this.transmit(upload, pace);
      } catch (error) {
        // What was cancelled meanwhile is gone at the relay as well.
        if (!this.#uploads.has(upload.id)) return undefined;
        const code = codeOf(error);
        if ((this.#views.get(upload.id)?.done ?? 0) > before) tries = 1;
        if (lost.has(code) && !renewed) {
          renewed = true;
          upload = { ...upload, attachment: newAttachmentId(this.surroundings.clock) };
          await this.keep(upload);
        } else if (passing.has(code) && tries < TRIES && !this.#closed) {
          pace.slower();
          await this.pauseFor(PAUSE * 2 ** tries++);
        } else throw error;
      }
    }
  }

  private async transmit(upload: Upload, pace: Pace): Promise<MessageId | undefined> {
    const { clock, store } = this.surroundings;
    const { id, conversation, attachment, sha256 } = upload;
    const bytes = sealedAttachmentLength(upload.length);
    const pieces = new AttachmentPieces(store, 'up', id);
    let { received, stored } = await this.relay.announce(conversation, attachment, { bytes, sha256 });
    while (!stored) {
      if (!this.goesOn(id)) return undefined;
      this.show(upload, 'sending', received);
      const piece = await pieces.read(received, pace.pieces);
      if (piece.length === 0) refuse('client.answer', 'the relay has more of the upload than there is');
      const began = clock.now();
      received = await this.relay.put(conversation, attachment, received, piece);
      pace.took(clock.now() - began);
      stored = received === bytes;
    }
    return this.goesOn(id) ? this.complete(upload, pieces) : undefined;
  }

  /** Waits, unless the client is closed meanwhile: who ends a program does not wait for a relay that is away. */
  private async pauseFor(milliseconds: number): Promise<void> {
    const woken = new Promise<void>((resolve) => (this.#wake = resolve));
    await Promise.race([this.surroundings.timers.sleep(milliseconds), woken]);
    if (this.#closed) refuse('client.closed');
  }

  private goesOn(id: string): boolean {
    return !this.#closed && this.#uploads.get(id)?.paused === undefined && this.#uploads.has(id);
  }

  private async complete(upload: Upload, pieces: AttachmentPieces): Promise<MessageId> {
    const { id, conversation, holdFor } = upload;
    // From here on it is too late to cancel it.
    this.#uploads.delete(id);
    let message: MessageId;
    try {
      const ended = { key: keyOf(id), remove: true } as const;
      message = await this.speaking.deliver(conversation, contentOf(upload), holdFor, { with: [ended] });
    } catch (error) {
      this.#uploads.set(id, upload);
      throw error;
    }
    this.#sent.set(id, message);
    this.show(upload, 'sent', sealedAttachmentLength(upload.length), { message });
    this.#views.delete(id);
    await pieces.remove();
    return message;
  }

  private async keep(upload: Upload): Promise<void> {
    this.#uploads.set(upload.id, upload);
    await this.surroundings.store.write([{ key: keyOf(upload.id), value: upload }]);
  }

  private showAsItIs(upload: Upload, done?: number): void {
    if (upload.refused !== undefined) this.show(upload, 'refused', done, { code: upload.refused });
    else this.show(upload, upload.paused === true ? 'paused' : 'waiting', done);
  }

  private show(
    upload: Pick<Upload, 'id' | 'conversation' | 'name' | 'mediaType' | 'length'>,
    state: UploadView['state'],
    done = this.#views.get(upload.id)?.done ?? 0,
    more: Pick<UploadView, 'code' | 'message'> = {},
  ): void {
    const { id, conversation, name, mediaType, length } = upload;
    const total = state === 'sealing' ? length : sealedAttachmentLength(length);
    const view: UploadView = { id, conversation, name, mediaType, length, state, done, total, ...more };
    this.#views.set(id, view);
    for (const listener of this.#listeners) listener(view);
  }
}
