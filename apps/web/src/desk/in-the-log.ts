import type { Client, Timers } from '#client';

const PAUSE = 500;
/** A minute: whoever revokes sees it cosigned within it, or is told (protocol 1.2). */
const ATTEMPTS = 120;

/**
 * Waits until the cosigned log that is held here says what was stated: some two seconds, as a rule. At which place the relay
 * says that it stands there is its word alone.
 * @param says - whether the directory says it
 * @returns whether it did within a minute
 */
export async function inTheLog(
  { directory }: Pick<Client, 'directory'>,
  timers: Pick<Timers, 'sleep'>,
  says: (latest: Client['directory']['latest']) => boolean,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await directory.sync().catch(() => undefined);
    if (says(directory.latest)) return true;
    await timers.sleep(PAUSE);
  }
  return false;
}
