import { openDevice, type Database, type OpenDevice } from '#client';
import { CodedError } from '#primitives';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskDatabase, nodeEnvironment } from './environment.js';
import { named, systemCodeOf } from './file.js';
import type { Io } from './io.js';
import { askPassphrase } from './secrets.js';

/** What every command is given: where it prints, which device it speaks for, how it asks for the passphrase. */
export interface Context {
  readonly io: Io;
  /** Folder of one device. */
  readonly home: string;
  readonly passphraseFile: string | undefined;
}

/**
 * The device's database, opened; `create` makes the folder of a new device.
 * @throws `store.absent` where there is none, `store.busy` while another process holds it
 */
export async function openDatabase(home: string, { create = false } = {}): Promise<Database> {
  const folder = join(home, 'store');
  if (create) await named(home, 'made', () => mkdir(home, { recursive: true, mode: 0o700 }));
  // A name mistyped must not leave an empty device behind.
  else if (!(await isFolder(folder))) throw new CodedError('store.absent');
  const database = diskDatabase(folder);
  try {
    await database.open();
  } catch (error) {
    throw isLocked(error)
      ? new CodedError('store.busy', `another comity process has ${home} open: end it, or use its window`, {
          cause: error,
        })
      : new CodedError('store.altered', `the folder ${folder} cannot be opened: check the disk, and who owns it`, {
          cause: error,
        });
  }
  return database;
}

/** Runs `act` with the device of the home folder unlocked, and closes it whatever happens. */
export async function withDevice<Result>(
  context: Context,
  act: (device: OpenDevice) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(context.home);
  try {
    const passphrase = await askPassphrase(context.passphraseFile);
    return await act(await openDevice(nodeEnvironment(database), passphrase));
  } finally {
    await database.close();
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function isLocked(error: unknown): boolean {
  return systemCodeOf(error instanceof Error ? error.cause : undefined) === 'LEVEL_LOCKED';
}
