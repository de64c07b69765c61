import type { DeviceId } from '#contracts';
import { messageKey, sealedAttachmentLength } from '#crypto';
import { head0, sha256 } from '#crypto/verify';
import { codeOf, equalBytes, fromBase64url, toBase64url } from '#primitives';
import type { Frame } from './conversation-frame.js';
import type { ConversationItem, MessageItem, Sender } from './conversation-item.js';
import { keys, type ConversationState, type EpochRecord } from './conversation-state.js';
import { refuse } from './errors.js';
import { attachmentIn, type AttachmentSource } from './export-attachment.js';
import { longBase64url } from './export-base64.js';
import type { ExportedFrame, ExportedPlace, ExportFile } from './export-file.js';
import { visitFrames } from './export-frames.js';
import { findTarget } from './message-effects.js';
import { StoreBatch } from './store-batch.js';
import type { Surroundings } from './surroundings.js';

/** Bytes of ciphertext of all files together, unless said otherwise. */
const MOST_FILE_BYTES = 64 * 1024 * 1024;

/** How far an export has come. */
export interface ExportProgress {
  /** Waiting for the record to cover the last place, reading frames, fetching files, checking the whole. */
  readonly stage: 'record' | 'frames' | 'attachments' | 'check';
  readonly done: number;
  readonly all: number;
}

/** What of a conversation is exported, and how its maker is kept informed. */
export interface ExportOptions {
  /** The first and the last place whose words are shown; all where absent. */
  readonly from?: number;
  readonly to?: number;
  /** Fetches the files that messages carry; left out, no file is in the export. */
  readonly attachments?: AttachmentSource;
  /** Bytes of the ciphertexts of all files together; those that go beyond are left out, and said to be. */
  readonly mostAttachmentBytes?: number;
  readonly onProgress?: (progress: ExportProgress) => void;
  /** An `AbortSignal`, or anything like it. */
  readonly signal?: { readonly aborted: boolean };
}

/** What an export takes of the frames: places up to the logged head, and of those to be shown the bytes and their keys. */
export class Gathering {
  before = { seq: 0, head: '' };
  readonly frames: ExportedFrame[] = [];
  readonly messages: ExportFile['messages'] = [];
  readonly places = new Map<number, { readonly place: ExportedPlace; readonly sender: Sender }>();
  /** Devices that put one of these messages on the record. */
  readonly signed = new Set<DeviceId>();
  readonly #files: MessageItem[] = [];

  constructor(
    private readonly surroundings: Surroundings,
    private readonly state: ConversationState,
    private readonly options: ExportOptions,
    private readonly range: { readonly from: number; readonly to: number },
  ) {}

  /** Tells how far it has come, unless it was called off. @throws `client.cancelled` */
  tell(stage: ExportProgress['stage'], done: number, all: number): void {
    if (this.options.signal?.aborted === true) refuse('client.cancelled');
    this.options.onProgress?.({ stage, done, all });
  }

  /**
   * Reads the frames up to the logged head, which must be one's own at its place.
   * @throws `record.map` where it is not, `client.cancelled`, and as {@link visitFrames}
   */
  async read(logged: { readonly seq: number; readonly head: Uint8Array }): Promise<void> {
    await visitFrames(this.surroundings, this.state, async (frame, head) => {
      if (frame.seq % 100 === 1) this.tell('frames', frame.seq, logged.seq);
      if (frame.seq === logged.seq && !equalBytes(head, logged.head))
        refuse('record.map', 'the record holds another head of this conversation than this device');
      const { from, to } = this.range;
      if (frame.seq === 1) this.before = { seq: 0, head: toBase64url(head0(this.state.id)) };
      if (frame.seq === from - 1) this.before = { seq: frame.seq, head: toBase64url(head) };
      if (frame.seq < from || frame.seq > logged.seq) return;
      this.frames.push(exportedFrame(frame));
      if (frame.seq <= to) await this.show(frame);
    });
    this.tell('frames', logged.seq, logged.seq);
  }

  /** The files that the messages carry, as far as they are asked for, there to be had, and not too large together. */
  async fetchFiles(): Promise<ExportFile['attachments']> {
    const { attachments: source, mostAttachmentBytes = MOST_FILE_BYTES } = this.options;
    const fetched: ExportFile['attachments'] = [];
    let left = mostAttachmentBytes;
    for (const [i, item] of this.#files.entries()) {
      this.tell('attachments', i, this.#files.length);
      const length = sealedAttachmentLength(attachmentIn(item.content)?.key.length ?? 0);
      const ciphertext = source === undefined || length > left ? undefined : await source(item).catch(unlessNoFile);
      if (ciphertext === undefined) {
        const why = source === undefined ? 'not-asked' : length > left ? 'too-large' : 'unavailable';
        this.places.set(item.seq, { place: { ...placeOf(item), attachment: why }, sender: item.sender });
        continue;
      }
      left -= ciphertext.length;
      fetched.push({ seq: item.seq, ciphertext: longBase64url(ciphertext) });
    }
    return fetched;
  }

  private async show(frame: Frame): Promise<void> {
    const { store } = this.surroundings;
    const item = await store.get<ConversationItem>(keys.item(this.state.id, frame.seq));
    if (item === undefined) return;
    this.places.set(frame.seq, { place: placeOf(item), sender: item.sender });
    if (frame.kind !== 'content' || item.is !== 'message' || (await this.isWithdrawn(item))) return;
    const key = await this.keyOf(frame);
    if (key === undefined) return;
    this.messages.push({ seq: frame.seq, bytes: toBase64url(frame.bytes), key });
    if (item.record !== undefined) this.signed.add(frame.sender);
    if (attachmentIn(item.content) !== undefined) this.#files.push(item);
  }

  /** Whether the words were withdrawn, or correct such words: they go no further, though their bytes could still be opened. */
  private async isWithdrawn(item: MessageItem): Promise<boolean> {
    if (item.withdrawn !== undefined || item.content?.type !== 'correction') return item.withdrawn !== undefined;
    const { store } = this.surroundings;
    const target = await findTarget(new StoreBatch(store), this.state.id, item.content, (seq) =>
      store.get<ConversationItem>(keys.item(this.state.id, seq)),
    );
    return target?.is === 'message' && target.withdrawn !== undefined;
  }

  /** The message's own key: never its epoch's secret, which would open all the others. */
  private async keyOf({ S, sender, id, seq }: Frame): Promise<string | undefined> {
    const { store } = this.surroundings;
    const conversation = this.state.id;
    const epoch = await store.get<EpochRecord>(keys.epoch(conversation, toBase64url(S)));
    if (epoch?.E === undefined) return store.get<string>(keys.messageKey(conversation, seq));
    return toBase64url(messageKey({ conversation, S, sender, id, E: fromBase64url(epoch.E) }));
  }
}

// Its sender sealed no such file, or the relay gives another, which is shown in a notice: the words are exported without it.
function unlessNoFile(error: unknown): undefined {
  if (codeOf(error) !== 'attachment.altered' && codeOf(error) !== 'attachment.unopened') throw error;
}

function exportedFrame({ seq, kind, S, sender, id, bytes }: Frame): ExportedFrame {
  return { seq, kind, statement: toBase64url(S), sender, id, hash: toBase64url(sha256(bytes)) };
}

function placeOf(item: ConversationItem): ExportedPlace {
  const { seq, is } = item;
  if (item.is === 'roster') return { seq, is, changes: [...item.changes] };
  if (item.is !== 'message') return { seq, is };
  return {
    seq,
    is,
    ...(item.corrections === undefined ? {} : { corrections: item.corrections.map((one) => one.seq) }),
    ...(item.withdrawn === undefined ? {} : { withdrawn: item.withdrawn.seq }),
    ...(item.noted === undefined ? {} : { noted: item.noted.map((one) => one.seq) }),
    ...(item.afterRevocation === undefined ? {} : { afterRevocation: item.afterRevocation }),
    ...(item.receivedBy === undefined ? {} : { receivedBy: item.receivedBy }),
    ...(item.recovered === undefined ? {} : { recovered: item.recovered }),
  };
}
