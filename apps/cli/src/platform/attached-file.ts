import type { AttachedFile, FetchedFile } from '#client';
import { Sha256 } from '#crypto';
import { CodedError, toHex } from '#primitives';
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { named } from './file.js';

/**
 * A file of this machine, as the client reads it.
 * @param scanned - the hash of what was scanned: reading anything else fails with `attachment.source`
 * @throws `usage.invalid` when it cannot be read, or is no file
 */
export async function attachedFile(path: string, scanned?: string): Promise<AttachedFile> {
  const found = await named(path, 'read', () => stat(path));
  if (!found.isFile()) throw new CodedError('usage.invalid', `${path} is not a file`);
  return { name: basename(path), length: found.size, bytes: bytesOf(path, scanned) };
}

async function* bytesOf(path: string, scanned: string | undefined): AsyncIterable<Uint8Array> {
  const hash = new Sha256();
  for await (const bytes of createReadStream(path) as AsyncIterable<Uint8Array>) {
    hash.update(bytes);
    yield bytes;
  }
  if (scanned !== undefined && toHex(hash.digest()) !== scanned)
    throw new CodedError('attachment.source', `${path} was changed since it was scanned: it was not sent`);
}

/**
 * Has a command of the officer's own look at a file before it is sealed, for nobody on the way can any more. It is given the
 * file's path as its last argument; what it prints goes to standard error.
 * @returns the hash of the file that was scanned, for {@link attachedFile}
 * @throws `attachment.scan` when it ends with anything but 0, `attachment.source` when the file changes meanwhile
 */
export async function scanFile(command: string, path: string): Promise<string> {
  const before = await hashOf(path);
  const outcome = await new Promise<number | string>((resolve) => {
    // The path is an argument of the shell, never a part of its program, and no option of the command.
    const child = spawn('/bin/sh', ['-c', `${command} "$1"`, 'sh', isAbsolute(path) ? path : `./${path}`], {
      stdio: ['ignore', 2, 2],
    });
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'stopped'));
  });
  if (outcome !== 0)
    throw new CodedError('attachment.scan', `the scan of ${path} ended with ${String(outcome)}: nothing was sent`);
  if ((await hashOf(path)) !== before)
    throw new CodedError('attachment.source', `${path} changed while it was scanned: nothing was sent`);
  return before;
}

async function hashOf(path: string): Promise<string> {
  const hash = new Sha256();
  await named(path, 'read', async () => {
    for await (const bytes of createReadStream(path) as AsyncIterable<Uint8Array>) hash.update(bytes);
  });
  return toHex(hash.digest());
}

/** Writes a fetched file into a folder, under its safe name; never over another. Answers its path. @throws `usage.invalid` */
export async function saveFile(file: FetchedFile, folder: string): Promise<string> {
  const path = join(folder, file.name);
  await named(folder, 'made', () => mkdir(folder, { recursive: true }));
  await named(path, 'written', async () => {
    const handle = await open(path, 'wx', 0o600);
    try {
      for await (const bytes of file.read()) await handle.writeFile(bytes);
      await handle.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  });
  return path;
}
