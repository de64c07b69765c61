import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { StartFault } from '../platform/config.js';
import { BlobStore } from './blob-store.js';

/** Ciphertexts in a folder. Several nodes must share it. */
export class DiskBlobStore extends BlobStore {
  readonly uploads: FileStore;

  private constructor(private readonly directory: string) {
    super();
    this.uploads = new FileStore({ directory });
  }

  /** @throws StartFault when the folder cannot be made */
  static async open(directory: string): Promise<DiskBlobStore> {
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
    } catch (error) {
      const words = error instanceof Error ? error.message : 'unknown reason';
      throw new StartFault(
        `The folder of the attachments cannot be made: ${words}; see COMITY_ATTACHMENTS_DIR, and who owns it.`,
        { cause: error },
      );
    }
    return new DiskBlobStore(directory);
  }

  async sync(blob: string): Promise<void> {
    // The folder's own entry of the file as well.
    for (const path of [join(this.directory, blob), this.directory]) {
      const handle = await open(path, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
  }

  read(blob: string, from: number, to: number): Promise<Readable> {
    return Promise.resolve(createReadStream(join(this.directory, blob), { start: from, end: to - 1 }));
  }

  async remove(blob: string): Promise<void> {
    for (const name of [blob, `${blob}.json`]) await rm(join(this.directory, name), { force: true });
  }
}
