import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '#primitives';

/** A clock that runs with the machine's, and is set forward or back by a test. */
export class SettableClock implements Clock {
  /** Added to the machine's time, in seconds. */
  ahead = 0;

  now(): number {
    return Date.now() + this.ahead * 1000;
  }
}

/** Milliseconds that only ever grow: for durations. */
export const elapsed = (): number => performance.now();

/** Waits until `holds`. @throws Error naming `what` after `seconds` */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  const end = elapsed() + seconds * 1000;
  while (!(await holds())) {
    await sleep(20);
    if (elapsed() > end) throw new Error(`after ${String(seconds)} s still not: ${what}`);
  }
}
