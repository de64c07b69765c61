import { openDevice, type OpenDevice } from '#client';
import { CodedError } from '#primitives';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskDatabase, nodeEnvironment } from './environment.js';
import type { Io } from './io.js';
import { askPassphrase } from './secrets.js';

/** What every command is given: where it prints, which device it speaks for, how it asks for the passphrase. */
export interface Context {
  readonly io: Io;
  /** Folder of one device. */
  readonly home: string;
  readonly passphraseFile: string | undefined;
}

/** The device's database, opened. @throws `store.busy` while another process holds it */
export async function openDatabase(home: string) {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const database = diskDatabase(join(home, 'store'));
  try {
    await database.open();
  } catch (error) {
    throw new CodedError('store.busy', `another comity process has ${home} open: end it, or use its window`, { cause: error });
  }
  return database;
}

/** Runs `act` with the device of the home folder unlocked, and closes it whatever happens. */
export async function withDevice<Result>(context: Context, act: (device: OpenDevice) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(context.home);
  try {
    const passphrase = await askPassphrase(context.passphraseFile);
    return await act(await openDevice(nodeEnvironment(database), passphrase));
  } finally {
    await database.close();
  }
}
