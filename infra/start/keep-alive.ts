import type { ProcessEnd } from './bound-process.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFault, wordsOf } from './faults.js';

/** Something that runs until it is stopped, or ends by itself. */
export type Service = { readonly ended: Promise<ProcessEnd>; stop(): Promise<void> };

/** A service that is started again whenever it ends unasked. */
export type KeptService<Kept extends Service> = {
  /** The one that runs now, or ran last. */
  readonly current: Kept;
  /** Rejects when the service cannot be kept alive; else stays pending. */
  readonly lost: Promise<never>;
  stop(): Promise<void>;
};

const OFTEN = 5;
const LATELY = 60_000;

/**
 * Starts a service and keeps it alive; what ends or fails to start five times within a minute is given up.
 * @param report takes one line for each end
 * @throws what `start` throws at the first start
 */
export async function keepAlive<Kept extends Service>(
  name: string,
  start: () => Promise<Kept>,
  report: (line: string) => void,
  { pause = 500, now = () => performance.now() }: { pause?: number; now?: () => number } = {},
): Promise<KeptService<Kept>> {
  let current = await start();
  let stopping = false;

  async function watch(): Promise<never> {
    const failures: number[] = [];
    for (;;) {
      const how = await nextFailure();
      if (stopping) return new Promise<never>(() => undefined);
      failures.push(now());
      if (failures.filter((at) => now() - at < LATELY).length >= OFTEN) throw unstable(name, how);
      report(`${name} ${how} and is started again.`);
      await sleep(pause);
    }
  }

  let running = true;
  async function nextFailure(): Promise<string> {
    try {
      if (!running) current = await start();
      running = true;
      const end = await current.ended;
      running = false;
      return `ended (${end.signal ?? `exit code ${String(end.code)}`})`;
    } catch (error) {
      return `did not start (${wordsOf(error)})`;
    }
  }

  const lost = watch();
  // Whoever never asks is not to be ended by an unhandled rejection.
  lost.catch(() => undefined);
  return {
    get current() {
      return current;
    },
    lost,
    async stop() {
      stopping = true;
      await current.stop();
    },
  };
}

function unstable(name: string, how: string): Error {
  const remedy = 'see its log in the data folder';
  return startFault(
    'start.unstable',
    `${name} does not stay up`,
    `${String(OFTEN)} times within a minute it ${how}`,
    remedy,
  );
}
