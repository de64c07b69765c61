import { formatCheckpoint, parseCheckpoint, type Checkpoint } from '#tlog';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../platform/file.js';
import { toHex, utf8 } from '#primitives';
import { sha256 } from '#crypto/verify';

/** The last checkpoint cosigned for each log, on disk: written through and renamed into place before a cosignature leaves. */
export class WitnessState {
  constructor(private readonly folder: string) {}

  /** The last checkpoint cosigned for a log; undefined if none. A file that does not parse stops the witness. */
  async last(origin: string): Promise<Checkpoint | undefined> {
    try {
      return parseCheckpoint(await readFile(this.file(origin), 'utf8'));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Remembers a checkpoint, durably. */
  async remember(checkpoint: Checkpoint): Promise<void> {
    const file = this.file(checkpoint.origin);
    const handle = await open(`${file}.new`, 'w', 0o600);
    try {
      await handle.writeFile(formatCheckpoint(checkpoint));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.new`, file);
    const folder = await open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  private file(origin: string): string {
    return join(this.folder, `${toHex(sha256(utf8(origin))).slice(0, 32)}.checkpoint`);
  }
}
