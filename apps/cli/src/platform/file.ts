import { CodedError } from '#primitives';
import { readFile, writeFile } from 'node:fs/promises';

/** No file that the command line reads is larger, unless said otherwise. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Reads a text file. @throws `usage.invalid` with the file's name when it cannot be read, or is larger than `most` bytes */
export async function readText(file: string, most = MOST_BYTES): Promise<string> {
  const bytes = await named(file, 'read', () => readFile(file));
  if (bytes.length > most) throw new CodedError('usage.invalid', `${file} is too large to be what is asked for`);
  return bytes.toString('utf8');
}

/** Reads a JSON file. @throws `usage.invalid` when it is no JSON */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new CodedError('usage.invalid', `${file} is not a JSON file: check that it is the right one`);
  }
}

/**
 * Writes a file. `personal`: only its owner can read it, unless it was there already; `secret`: the same, and it was not there.
 * @throws `usage.invalid` when it cannot be written
 */
export async function writeText(file: string, text: string, { secret = false, personal = false } = {}): Promise<void> {
  await named(file, 'written', () =>
    writeFile(file, text, { ...((secret || personal) && { mode: 0o600 }), ...(secret && { flag: 'wx' }) }),
  );
}

/** Does something with a file or folder, and says which one when the system refuses. @throws `usage.invalid` */
export async function named<Result>(file: string, done: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const why = systemWords(error);
    if (why === undefined) throw error;
    throw new CodedError('usage.invalid', `${file} cannot be ${done}: ${why}`, { cause: error });
  }
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EEXIST: 'it is there already; give another name',
  EACCES: 'the system does not allow it; check who owns it',
  EPERM: 'the system does not allow it; check who owns it',
  EISDIR: 'it is a folder; name a file',
  ENOTDIR: 'a part of its path is not a folder',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links go round in a circle',
  ERR_INVALID_ARG_VALUE: 'its name is not one that files can have',
};

/** What the system said, in words; undefined for anything that the system did not say. */
export function systemWords(error: unknown): string | undefined {
  const code = systemCodeOf(error);
  if (code === undefined) return undefined;
  return SYSTEM[code] ?? (typeof error === 'object' && error !== null && 'syscall' in error ? code : undefined);
}

/** The code that Node gives a fault of the system, such as `ENOENT`; undefined for any other. */
export function systemCodeOf(error: unknown): string | undefined {
  if (error instanceof CodedError || typeof error !== 'object' || error === null) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
