import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ERRORS, Server, Upload } from '@tus/server';
import { ATTACHMENT_PIECE_TYPE, limits, type ProblemCode, ProblemError } from '#contracts';
import { Sha256 } from '#crypto/verify';
import { equalBytes } from '#primitives';
import { BlobStore } from './blob-store.js';

/** A piece of a ciphertext as it comes in: what its headers say, and its bytes. */
export interface Piece {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** A blob as it was announced. */
interface Whole {
  readonly blob: string;
  readonly bytes: number;
  readonly sha256: Uint8Array;
}

/** The headers of a request that the tus protocol speaks by. */
const HEADERS = ['content-length', 'content-type', 'tus-resumable', 'upload-offset'];

// Each is one object of the library's, thrown as it is.
const CODES: ReadonlyMap<unknown, ProblemCode> = new Map<unknown, ProblemCode>([
  [ERRORS.MISSING_OFFSET, 'request.invalid'],
  [ERRORS.INVALID_CONTENT_TYPE, 'request.invalid'],
  [ERRORS.INVALID_OFFSET, 'attachment.offset'],
  [ERRORS.ERR_SIZE_EXCEEDED, 'request.too-large'],
  [ERRORS.FILE_NOT_FOUND, 'attachment.unknown'],
  [ERRORS.FILE_NO_LONGER_EXISTS, 'attachment.unknown'],
  [ERRORS.FILE_WRITE_ERROR, 'storage.full'],
  [ERRORS.ERR_LOCK_TIMEOUT, 'relay.unavailable'],
  [ERRORS.ABORTED, 'relay.unavailable'],
]);

/** Takes ciphertexts piece by piece by the tus protocol; knows no device and no conversation. */
@Injectable()
export class AttachmentUploads {
  readonly #server: Server;
  readonly #faults = new WeakMap<object, unknown>();

  constructor(private readonly blobs: BlobStore) {
    this.#server = new Server({
      path: '/',
      datastore: blobs.uploads,
      onResponseError: (request, error) => {
        this.#faults.set(request, error);
        return undefined;
      },
    });
  }

  /** How many bytes there are of a blob, which is begun where it does not exist yet. */
  async begin(blob: string, bytes: number): Promise<number> {
    const received = await this.blobs.received(blob);
    if (received === undefined) await this.blobs.uploads.create(new Upload({ id: blob, size: bytes, offset: 0 }));
    return received ?? 0;
  }

  /**
   * Takes the next piece of a blob and says how many bytes there are then. What was taken of a piece that breaks off stays.
   * @throws `attachment.offset` when it is not the next, `request.too-large` when it goes beyond the end, or is larger than a
   * piece may be
   */
  async take(blob: string, { headers, body }: Piece): Promise<number> {
    const length = Number(headers['content-length'] ?? Number.NaN);
    if (Number.isNaN(length)) throw new ProblemError('request.invalid', 'content-length');
    if (length > limits.attachmentPieceBytes) throw new ProblemError('request.too-large', 'piece');
    const given = HEADERS.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as [string, string]] : [];
    });
    const request = new Request(`http://attachments/${blob}`, {
      method: 'PATCH',
      headers: given,
      body: Readable.toWeb(body) as ReadableStream,
      duplex: 'half',
    });
    const response = await this.#server.handleWeb(request);
    // What a refusal left unread would hold up the next request of this connection; it is a piece at most, and nobody's.
    body.removeAllListeners('data').resume();
    const fault = this.#faults.get(request);
    if (fault !== undefined) throw problemOf(fault);
    const offset = response.headers.get('upload-offset');
    if (response.status !== 204 || offset === null) throw new ProblemError('request.invalid', ATTACHMENT_PIECE_TYPE);
    return Number(offset);
  }

  /** SHA-256 of a whole blob, once it is durable. */
  async hash(blob: string, bytes: number): Promise<Uint8Array> {
    await this.blobs.sync(blob);
    const hash = new Sha256();
    for await (const chunk of await this.blobs.read(blob, 0, bytes)) hash.update(chunk as Uint8Array);
    return hash.digest();
  }

  /** What is wrong with a blob that should be whole, for whoever checks what is stored. */
  async fault({ blob, bytes, sha256 }: Whole): Promise<string | undefined> {
    const received = await this.blobs.received(blob);
    if (received === undefined) return 'is missing';
    if (received !== bytes) return 'has another length';
    return equalBytes(await this.hash(blob, bytes), sha256) ? undefined : 'has other bytes';
  }
}

function problemOf(fault: unknown): unknown {
  const code = CODES.get(fault);
  if (code !== undefined) return new ProblemError(code, 'upload');
  // The library throws plain objects beside errors.
  return fault instanceof Error ? fault : new ProblemError('relay.unavailable', 'upload');
}
