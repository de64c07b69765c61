import { setTimeout as sleep } from 'node:timers/promises';

/** As long as a page is given to show what follows from an act, milliseconds. */
const PATIENCE = 30_000;

/**
 * Looks at a page again and again until what is expected of it is so; fails as the expectation did last.
 * What is expected to be absent was absent before, too: first wait for what the act brings about.
 */
export async function eventually(expectation: () => Promise<void> | void, patience = PATIENCE): Promise<void> {
  const began = performance.now();
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (performance.now() - began > patience) throw error;
    }
    await sleep(50);
  }
}
