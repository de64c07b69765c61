import { openAuditor, parseAuditorAccount, type RecordReading } from '#client';
import { sha256 } from '#crypto/verify';
import { CodedError, toHex, utf8 } from '#primitives';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from './context.js';
import { diskDatabase, nodeEnvironment } from './environment.js';
import { named, readText, systemCodeOf } from './file.js';
import { withClient } from './with-client.js';

/**
 * Runs `act` with what reads the record: the client of the home folder, or an auditor with the account in a file. It has caught
 * up with the directory before. What an auditor has checked is kept in the home folder, apart for each account.
 */
export async function withRecord<Result>(
  context: Context,
  tokenFile: string | undefined,
  act: (reading: RecordReading) => Promise<Result>,
): Promise<Result> {
  if (tokenFile === undefined) return withClient(context, act);
  const account = parseAuditorAccount(await secretText(tokenFile));
  const folder = join(context.home, `auditor-${toHex(sha256(utf8(account.token))).slice(0, 16)}`);
  await named(folder, 'made', () => mkdir(folder, { recursive: true, mode: 0o700 }));
  const database = diskDatabase(folder);
  try {
    await database.open();
  } catch (error) {
    if (systemCodeOf(error instanceof Error ? error.cause : undefined) !== 'LEVEL_LOCKED') throw error;
    throw new CodedError('store.busy', 'another comity process reads the record with this account', { cause: error });
  }
  try {
    const auditor = await openAuditor(nodeEnvironment(database), account);
    await auditor.directory.sync();
    return await act(auditor);
  } finally {
    await database.close();
  }
}

async function secretText(file: string): Promise<string> {
  const { mode } = await named(file, 'read', () => stat(file));
  if ((mode & 0o077) !== 0)
    throw new CodedError('usage.invalid', `others may read ${file}: run "chmod 600" on it first`);
  return readText(file);
}
