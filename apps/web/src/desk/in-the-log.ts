import type { Client, Timers } from '#client';

const PAUSE = 500;
/** A minute: whoever revokes sees it cosigned within it, or is told (protocol 1.2). */
const ATTEMPTS = 120;

/**
 * Waits until an accepted statement stands in the cosigned log that is held here: some two seconds, as a rule.
 * @param index - its place in the directory's log
 * @returns whether it stood there within a minute
 */
export async function inTheLog(
  { directory }: Pick<Client, 'directory'>,
  timers: Pick<Timers, 'sleep'>,
  index: number,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await directory.sync().catch(() => undefined);
    if (directory.latest.size > index) return true;
    await timers.sleep(PAUSE);
  }
  return false;
}
