import { limits, type ConversationId, type MessageId } from '#contracts';
import { AttachmentOpener, sealedAttachmentLength, Sha256, type AttachmentKey } from '#crypto';
import { codeOf, concat, fromBase64url, toBase64url } from '#primitives';
import { isAllowedType, safeFileName } from './attachment-files.js';
import { Pace } from './attachment-pace.js';
import { AttachmentPieces, PIECE_BYTES } from './attachment-pieces.js';
import type { AttachmentRelay } from './attachment-relay.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import type { Views } from './conversation-views.js';
import { refuse } from './errors.js';
import type { ContentOf } from './message-content.js';
import { Serial } from './serial.js';
import type { Surroundings } from './surroundings.js';

/** A file that was fetched whole, checked, and may be shown or saved. */
export interface FetchedFile {
  /** A name under which it may be saved anywhere. */
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly length: number;
  /** The file from its beginning, piece by piece; may be called again. */
  read(): AsyncGenerator<Uint8Array>;
}

/** How a file is fetched. */
export interface Fetching {
  /** Called with the bytes of ciphertext that are here, and all there are. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Asked before each request: true ends the fetching with `client.cancelled`; what is here stays for the next time. */
  readonly isCancelled?: () => boolean;
}

/** A message that names a file. */
type FileItem = MessageItem & { readonly content: ContentOf<'attachment'> };

/** Stands where a whole ciphertext was checked. */
const PREFIX = 'attachment-checked/';
/** Tries of one request, milliseconds before the first repetition, twice as many before each further one. */
const TRIES = 6;
const PAUSE = 500;
const passing: ReadonlySet<unknown> = new Set(['client.offline', 'rate.limited', 'relay.unavailable']);

/**
 * Fetches attached files (protocol 3.7). The ciphertext is kept in this store as it came; a file is opened only once all of
 * it is here, and its hash, its length and its end are as its message says.
 */
export class Downloads {
  readonly #serial = new Serial();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly relay: AttachmentRelay,
    private readonly views: Pick<Views, 'message' | 'seat'>,
  ) {}

  /**
   * Fetches and checks the file that a message names; where the line breaks, the next call goes on from there.
   * @throws `attachment.absent`, `attachment.type`, `attachment.too-large`, `attachment.altered` when the relay gave other
   * bytes than were sent, `attachment.unopened` when its sender sealed no such file, `client.cancelled`, and what the relay
   * refuses it with
   */
  async fetch(conversation: ConversationId, message: MessageId, fetching: Fetching = {}): Promise<FetchedFile> {
    const item = await this.fileItem(conversation, message);
    const { name, mediaType, length } = item.content;
    if (!isAllowedType(this.surroundings, await this.views.seat(conversation), mediaType))
      refuse('attachment.type', 'files of this type may not be opened here');
    if (length > limits.attachmentBytes) refuse('attachment.too-large', 'the file is larger than any may be');
    const pieces = new AttachmentPieces(this.surroundings.store, 'down', item.hash);
    await this.#serial.run(item.hash, () => this.complete(item, pieces, fetching));
    return {
      name: safeFileName(name, mediaType),
      mediaType,
      length,
      read: () => opened(pieces, attachmentKeyOf(item)),
    };
  }

  /** The ciphertext of a message's file as it was sent, checked; undefined where the relay no longer has it. */
  async ciphertext(item: MessageItem): Promise<Uint8Array | undefined> {
    if (!isFileItem(item) || item.content.length > limits.attachmentBytes) return undefined;
    const pieces = new AttachmentPieces(this.surroundings.store, 'down', item.hash);
    try {
      await this.#serial.run(item.hash, () => this.complete(item, pieces, {}));
    } catch (error) {
      if (codeOf(error) === 'attachment.unknown') return undefined;
      throw error;
    }
    const found: Uint8Array[] = [];
    for await (const piece of pieces.all()) found.push(piece);
    return concat(...found);
  }

  /** Removes what is kept here of a message's file. @throws `attachment.absent` */
  async forget(conversation: ConversationId, message: MessageId): Promise<void> {
    const { hash } = await this.fileItem(conversation, message);
    await this.#serial.run(hash, () => this.remove(hash));
  }

  /** Removes what is kept here of files whose messages were withdrawn. */
  async forgetWithdrawn(items: readonly ConversationItem[]): Promise<void> {
    for (const item of items) {
      if (item.is === 'message' && item.withdrawn !== undefined)
        await this.#serial.run(item.hash, () => this.remove(item.hash));
    }
  }

  private async complete(item: FileItem, pieces: AttachmentPieces, fetching: Fetching): Promise<void> {
    const { checks, notices, store } = this.surroundings;
    if ((await store.get(PREFIX + item.hash)) !== undefined) return;
    await this.download(item, pieces, fetching);
    let met = '';
    const fault = await checks.failureOf('attachment.whole', async () => {
      met = toBase64url(await hashOf(pieces));
      if (met !== item.content.sha256) return 'attachment.altered';
      return (await opens(pieces, attachmentKeyOf(item))) ? undefined : 'attachment.unopened';
    });
    if (fault !== undefined) {
      await this.remove(item.hash);
      const { conversation, seq, sender } = item;
      const code = fault === 'attachment.unopened' ? fault : 'attachment.altered';
      const evidence = { id: item.id, stated: item.content.sha256, met };
      await notices.keep({ code, conversation, seq, device: sender.device, evidence });
      refuse(code, 'the attached file is not the one that the message names');
    }
    await store.write([{ key: PREFIX + item.hash, value: true }]);
  }

  private async download({ conversation, content }: FileItem, pieces: AttachmentPieces, fetching: Fetching) {
    const { clock, timers } = this.surroundings;
    const total = sealedAttachmentLength(content.length);
    const pace = new Pace();
    let here = await pieces.length();
    for (let tries = 1; here < total;) {
      fetching.onProgress?.(here, total);
      if (fetching.isCancelled?.() === true) refuse('client.cancelled');
      const to = Math.min(here + pace.pieces * PIECE_BYTES, total);
      const began = clock.now();
      try {
        const bytes = await this.relay.get(conversation, content.attachment, here, to);
        await pieces.write(here, bytes);
        here = to;
        tries = 1;
        pace.took(clock.now() - began);
      } catch (error) {
        if (!passing.has(codeOf(error)) || tries === TRIES) throw error;
        pace.slower();
        await timers.sleep(PAUSE * 2 ** tries++);
      }
    }
    fetching.onProgress?.(total, total);
  }

  private async remove(hash: string): Promise<void> {
    const { store } = this.surroundings;
    await store.write([{ key: PREFIX + hash, remove: true }]);
    await new AttachmentPieces(store, 'down', hash).remove();
  }

  private async fileItem(conversation: ConversationId, message: MessageId): Promise<FileItem> {
    const item = await this.views.message(conversation, message);
    return isFileItem(item) ? item : refuse('attachment.absent', 'no message of this id names a file');
  }
}

function isFileItem(item: MessageItem | undefined): item is FileItem {
  return item?.content?.type === 'attachment';
}

function attachmentKeyOf({ content }: FileItem): AttachmentKey {
  return { key: fromBase64url(content.key), sha256: fromBase64url(content.sha256), length: content.length };
}

async function* opened(pieces: AttachmentPieces, key: AttachmentKey): AsyncGenerator<Uint8Array> {
  const opener = new AttachmentOpener(key);
  for await (const piece of pieces.all()) yield opener.push(piece);
  yield opener.finish();
}

async function hashOf(pieces: AttachmentPieces): Promise<Uint8Array> {
  const hash = new Sha256();
  for await (const piece of pieces.all()) hash.update(piece);
  return hash.digest();
}

/** Whether a ciphertext opens to its end, and to the length that its message says. */
async function opens(pieces: AttachmentPieces, key: AttachmentKey): Promise<boolean> {
  const opener = new AttachmentOpener(key);
  try {
    for await (const piece of pieces.all()) opener.push(piece);
    opener.finish();
    return true;
  } catch (error) {
    if (codeOf(error)?.startsWith('attachment.') === true) return false;
    throw error;
  }
}
