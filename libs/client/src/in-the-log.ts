import type { DirectorySync } from './directory.js';
import type { Timers } from './environment.js';

const PAUSE = 500;
/** A minute: whoever revokes sees it cosigned within it, or is told (protocol 1.2). */
const ATTEMPTS = 120;

/**
 * Waits until the cosigned directory that is held here says what was stated: some two seconds, as a rule. At which place the
 * relay says that it stands there is its word alone.
 * @param says - whether the directory says it
 * @returns whether it did within a minute, however slowly the relay answers
 */
export async function inTheLog(
  directory: Pick<DirectorySync, 'latest' | 'sync'>,
  timers: Pick<Timers, 'sleep'>,
  says: (latest: DirectorySync['latest']) => boolean,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    void directory.sync().catch(() => undefined);
    await timers.sleep(PAUSE);
    if (says(directory.latest)) return true;
  }
  return false;
}
