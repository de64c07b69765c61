import { limits } from '#contracts';
import { concat } from '#primitives';
import { keyNumber, type Store } from './store.js';

/** Bytes of a ciphertext under one key of the store. */
export const PIECE_BYTES = 65_536;
/** Pieces that are sent, fetched or written at once at most. */
export const MOST_PIECES = limits.attachmentPieceBytes / PIECE_BYTES;

/** Which way a transfer goes. */
export type Way = 'up' | 'down';

const prefixOf = (way: Way): string => `attachment-${way}/`;

/**
 * The ciphertext of one attachment, piece by piece in the client's encrypted store, so that neither a reload nor a
 * vanished file ends a transfer, and no more than a few pieces are ever in memory.
 */
export class AttachmentPieces {
  readonly #prefix: string;

  /** @param id - names the transfer: random, for the store's keys are not encrypted */
  constructor(
    private readonly store: Store,
    way: Way,
    id: string,
  ) {
    this.#prefix = `${prefixOf(way)}${id}/`;
  }

  /** Ids of all transfers one way of which there are pieces. */
  static async ids(store: Store, way: Way): Promise<string[]> {
    const prefix = prefixOf(way);
    const ids: string[] = [];
    for (let after = prefix; ;) {
      const [key] = await store.keys({ prefix, after, limit: 1 });
      const id = key?.slice(prefix.length).split('/')[0];
      if (id === undefined) return ids;
      ids.push(id);
      after = `${prefix}${id}/\uffff`;
    }
  }

  /** Writes bytes from a place that is a multiple of {@link PIECE_BYTES}; durable once it resolves. */
  async write(offset: number, bytes: Uint8Array): Promise<void> {
    const writes = [];
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      writes.push({ key: this.key((offset + at) / PIECE_BYTES), bytes: bytes.subarray(at, at + PIECE_BYTES) });
    }
    await this.store.write(writes);
  }

  /** Bytes from a place on: so many pieces, the first perhaps in part, or fewer where it ends. */
  async read(offset: number, pieces: number): Promise<Uint8Array> {
    const first = Math.floor(offset / PIECE_BYTES);
    const found: Uint8Array[] = [];
    for (let place = first; place < first + pieces; place++) {
      const piece = await this.store.getBytes(this.key(place));
      if (piece === undefined) break;
      found.push(piece);
    }
    return concat(...found).subarray(offset - first * PIECE_BYTES);
  }

  /** All pieces in order. */
  async *all(): AsyncGenerator<Uint8Array> {
    for (let place = 0; ; place++) {
      const piece = await this.store.getBytes(this.key(place));
      if (piece === undefined) return;
      yield piece;
    }
  }

  /** How many bytes there are; a piece that is not whole is the last. */
  async length(): Promise<number> {
    const [key] = await this.store.keys({ prefix: this.#prefix, reverse: true, limit: 1 });
    if (key === undefined) return 0;
    const last = await this.store.getBytes(key);
    return Number.parseInt(key.slice(this.#prefix.length), 16) * PIECE_BYTES + (last?.length ?? 0);
  }

  /** Removes all pieces. */
  async remove(): Promise<void> {
    for (;;) {
      const keys = await this.store.keys({ prefix: this.#prefix, limit: MOST_PIECES });
      if (keys.length === 0) return;
      await this.store.write(keys.map((key) => ({ key, remove: true })));
    }
  }

  private key(place: number): string {
    return this.#prefix + keyNumber(place);
  }
}

/** Takes bytes in any lengths and writes them in whole pieces, several at once. */
export class PieceWriter {
  #held: Uint8Array[] = [];
  #length = 0;
  #written = 0;

  constructor(private readonly pieces: AttachmentPieces) {}

  /** How many bytes were pushed. */
  get length(): number {
    return this.#written + this.#length;
  }

  async push(bytes: Uint8Array): Promise<void> {
    this.#held.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= 16 * PIECE_BYTES) await this.flush(this.#length - (this.#length % PIECE_BYTES));
  }

  /** Writes what is left; nothing may follow. */
  async end(): Promise<void> {
    await this.flush(this.#length);
  }

  private async flush(length: number): Promise<void> {
    const held = concat(...this.#held);
    this.#held = [held.slice(length)];
    this.#length = held.length - length;
    await this.pieces.write(this.#written, held.subarray(0, length));
    this.#written += length;
  }
}
