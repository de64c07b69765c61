import type { Readable } from 'node:stream';
import { type DataStore, ERRORS } from '@tus/server';

/** Where ciphertexts lie, by names of the relay's own that tell nothing: a folder, or a bucket. */
export abstract class BlobStore {
  /** The library's side: creates a blob, and takes its bytes. */
  abstract readonly uploads: DataStore;

  /** Makes the bytes that were taken survive a loss of power. */
  abstract sync(blob: string): Promise<void>;

  /** Bytes from `from` up to, and without, `to`. */
  abstract read(blob: string, from: number, to: number): Promise<Readable>;

  /** Removes all there is of a blob, finished or not. One that is not there is no fault. */
  abstract remove(blob: string): Promise<void>;

  /** How many bytes of a blob there are, or undefined where it does not exist. */
  async received(blob: string): Promise<number | undefined> {
    try {
      return (await this.uploads.getUpload(blob)).offset;
    } catch (error) {
      if (error === ERRORS.FILE_NOT_FOUND || error === ERRORS.FILE_NO_LONGER_EXISTS) return undefined;
      throw error;
    }
  }
}
