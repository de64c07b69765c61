import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { S3Store } from '@tus/s3-store';
import { limits, ProblemError } from '#contracts';
import { type Config, StartFault } from '../platform/config.js';
import { BlobStore } from './blob-store.js';

/** Ciphertexts in a bucket of a service that speaks S3. */
export class S3BlobStore extends BlobStore {
  private constructor(readonly uploads: Bucket) {
    super();
  }

  /** @throws StartFault when the file of the keys cannot be used */
  static async open(settings: NonNullable<Config['attachments']['s3']>): Promise<S3BlobStore> {
    const { endpoint, bucket, region, keyFile } = settings;
    const lines = await readFile(keyFile, 'utf8').catch(() => '');
    const [accessKeyId, secretAccessKey] = lines.split('\n').map((line) => line.trim());
    if (!accessKeyId || !secretAccessKey) {
      throw new StartFault(
        'COMITY_ATTACHMENTS_S3_KEY_FILE holds no access key on its first line and secret key on its second.',
      );
    }
    const s3ClientConfig = {
      bucket,
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      // Services other than Amazon's know neither its host names nor its newer checksums.
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    } as const;
    return new S3BlobStore(new Bucket({ s3ClientConfig, useTags: false }));
  }

  /** What a service acknowledges, it keeps. */
  sync(): Promise<void> {
    return Promise.resolve();
  }

  read(blob: string, from: number, to: number): Promise<Readable> {
    return this.uploads.readRange(blob, from, to);
  }

  remove(blob: string): Promise<void> {
    return this.uploads.removeWhole(blob);
  }
}

/** The library's store, and what it leaves out: whole pieces, a part of an object, and the removal of a finished one. */
class Bucket extends S3Store {
  // The library takes the last bytes that came out of the bucket while more are coming: a line that breaks would lose them.
  override async write(piece: Readable, blob: string, offset: number): Promise<number> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of piece as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > limits.attachmentPieceBytes) throw new ProblemError('request.too-large', 'piece');
      chunks.push(chunk);
    }
    return super.write(Readable.from(chunks), blob, offset);
  }

  async readRange(blob: string, from: number, to: number): Promise<Readable> {
    const range = `bytes=${String(from)}-${String(to - 1)}`;
    const { Body } = await this.client.getObject({ Bucket: this.bucket, Key: blob, Range: range });
    return Body as Readable;
  }

  async removeWhole(blob: string): Promise<void> {
    // The library's own removal ends at a multipart upload that was completed.
    await this.remove(blob).catch(() => undefined);
    for (const Key of [blob, this.partKey(blob, true), this.infoKey(blob)]) {
      await this.client.deleteObject({ Bucket: this.bucket, Key });
    }
    await this.clearCache(blob);
  }
}
