import { concat } from '#primitives';
import { refuse } from './errors.js';
import { padme } from './padme.js';
import { sodium } from './sodium.js';
import { equalSecrets } from './equal-secrets.js';

/** Plaintext bytes of a chunk; its ciphertext has 17 more, and the stream begins with a header of 24. */
export const ATTACHMENT_CHUNK_BYTES = 65_536;

const HEADER_BYTES = 24;
const CHUNK_OVERHEAD = 17;
const SEALED_CHUNK_BYTES = ATTACHMENT_CHUNK_BYTES + CHUNK_OVERHEAD;

/** What the message says of its attachment: the key of this file alone, SHA-256 of the ciphertext, length of the file in bytes. */
export interface AttachmentKey {
  readonly key: Uint8Array;
  readonly sha256: Uint8Array;
  readonly length: number;
}

/** Bytes of the ciphertext of a file of `length` bytes. @throws `integer.range` */
export function sealedAttachmentLength(length: number): number {
  const padded = padme(length);
  return HEADER_BYTES + padded + CHUNK_OVERHEAD * Math.max(1, Math.ceil(padded / ATTACHMENT_CHUNK_BYTES));
}

/** Seals one file piece by piece (secretstream, protocol 3.7), padded by Padmé with zeros before its end. */
export class AttachmentSealer {
  readonly #key = sodium.crypto_secretstream_xchacha20poly1305_keygen();
  readonly #stream = sodium.crypto_secretstream_xchacha20poly1305_init_push(this.#key);
  readonly #hash = sodium.crypto_hash_sha256_init();
  readonly #held = new Chunks(ATTACHMENT_CHUNK_BYTES);
  #length = 0;
  #begun = false;

  /** Takes the file's next bytes, gives the ciphertext they complete. */
  push(bytes: Uint8Array): Uint8Array {
    this.#length += bytes.length;
    return this.#emit(bytes);
  }

  /** Ends the file: the last of the ciphertext, and what the message must say of it. */
  finish(): { readonly ciphertext: Uint8Array; readonly attachment: AttachmentKey } {
    const pieces: Uint8Array[] = [];
    for (let left = padme(this.#length) - this.#length; left > 0; left -= ATTACHMENT_CHUNK_BYTES) {
      pieces.push(this.#emit(new Uint8Array(Math.min(left, ATTACHMENT_CHUNK_BYTES))));
    }
    pieces.push(this.#seal([this.#held.rest()], sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL));
    const sha256 = sodium.crypto_hash_sha256_final(this.#hash);
    return { ciphertext: concat(...pieces), attachment: { key: this.#key, sha256, length: this.#length } };
  }

  #emit(bytes: Uint8Array): Uint8Array {
    return this.#seal(this.#held.push(bytes), sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  }

  #seal(chunks: readonly Uint8Array[], tag: number): Uint8Array {
    const sealed = chunks.map((chunk) =>
      sodium.crypto_secretstream_xchacha20poly1305_push(this.#stream.state, chunk, null, tag),
    );
    if (!this.#begun) sealed.unshift(this.#stream.header);
    this.#begun = true;
    const ciphertext = concat(...sealed);
    sodium.crypto_hash_sha256_update(this.#hash, ciphertext);
    return ciphertext;
  }
}

/**
 * Opens one file piece by piece. Every piece given out is authentic so far, but only {@link AttachmentOpener.finish}
 * says that it is the whole file: nothing is shown or left on disk before.
 */
export class AttachmentOpener {
  readonly #attachment: AttachmentKey;
  readonly #hash = sodium.crypto_hash_sha256_init();
  readonly #held = new Chunks(SEALED_CHUNK_BYTES);
  #header: Uint8Array = new Uint8Array(0);
  #stream: ReturnType<typeof sodium.crypto_secretstream_xchacha20poly1305_init_pull> | undefined;
  #left: number;
  #received = 0;

  /** @param attachment - as the message says @throws `attachment.altered` when its key or hash has another length */
  constructor(attachment: AttachmentKey) {
    if (attachment.key.length !== 32 || attachment.sha256.length !== 32) refuse('attachment.altered');
    this.#attachment = attachment;
    this.#left = attachment.length;
  }

  /** Takes the ciphertext's next bytes, from the relay: untrusted. Gives the file's bytes they complete. @throws `attachment.altered` */
  push(ciphertext: Uint8Array): Uint8Array {
    sodium.crypto_hash_sha256_update(this.#hash, ciphertext);
    this.#received += ciphertext.length;
    return concat(...this.#held.push(this.#withoutHeader(ciphertext)).map((chunk) => this.#open(chunk, false)));
  }

  /**
   * The last of the file.
   * @throws `attachment.altered` unless the stream ended by FINAL and its hash is the message's, `attachment.length`
   * unless its length is
   */
  finish(): Uint8Array {
    const last = this.#open(this.#held.rest(), true);
    if (!equalSecrets(sodium.crypto_hash_sha256_final(this.#hash), this.#attachment.sha256))
      refuse('attachment.altered');
    if (this.#received !== sealedAttachmentLength(this.#attachment.length)) refuse('attachment.length');
    return last;
  }

  #withoutHeader(bytes: Uint8Array): Uint8Array {
    const missing = HEADER_BYTES - this.#header.length;
    if (missing <= 0) return bytes;
    this.#header = concat(this.#header, bytes.subarray(0, missing));
    return bytes.subarray(missing);
  }

  #open(chunk: Uint8Array, last: boolean): Uint8Array {
    if (this.#header.length < HEADER_BYTES || chunk.length < CHUNK_OVERHEAD) refuse('attachment.altered');
    this.#stream ??= sodium.crypto_secretstream_xchacha20poly1305_init_pull(this.#header, this.#attachment.key);
    const opened = sodium.crypto_secretstream_xchacha20poly1305_pull(this.#stream, chunk, null);
    if (opened === false) return refuse('attachment.altered');
    if ((opened.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL) !== last) refuse('attachment.altered');
    const content = opened.message.subarray(0, this.#left);
    this.#left -= content.length;
    if (opened.message.subarray(content.length).some((byte) => byte !== 0)) refuse('attachment.length');
    return content;
  }
}

/** A file small enough to hold, sealed at once. */
export function sealAttachment(file: Uint8Array): {
  readonly ciphertext: Uint8Array;
  readonly attachment: AttachmentKey;
} {
  const sealer = new AttachmentSealer();
  const start = sealer.push(file);
  const { ciphertext, attachment } = sealer.finish();
  return { ciphertext: concat(start, ciphertext), attachment };
}

/**
 * A file opened at once, whole or not at all.
 * @throws `attachment.altered`, `attachment.length`
 */
export function openAttachment({
  attachment,
  ciphertext,
}: {
  attachment: AttachmentKey;
  ciphertext: Uint8Array;
}): Uint8Array {
  const opener = new AttachmentOpener(attachment);
  const start = opener.push(ciphertext);
  return concat(start, opener.finish());
}

/** Cuts a stream into chunks of one size and holds the last back, for the last is marked as such. */
class Chunks {
  #held: Uint8Array = new Uint8Array(0);

  constructor(readonly size: number) {}

  push(bytes: Uint8Array): Uint8Array[] {
    const all = concat(this.#held, bytes);
    const whole: Uint8Array[] = [];
    let offset = 0;
    for (; all.length - offset > this.size; offset += this.size) whole.push(all.subarray(offset, offset + this.size));
    this.#held = all.slice(offset);
    return whole;
  }

  rest(): Uint8Array {
    return this.#held;
  }
}
