import { openSync, renameSync, statSync } from 'node:fs';

const GROWS_TO = 16 * 1024 * 1024;

/**
 * Opens a log for appending, readable by its owner alone. One of more than 16 MiB is put aside under `.1` first, so that two
 * such files are the most that is kept.
 * @returns a file descriptor
 */
export function openLogFile(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > GROWS_TO) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}
