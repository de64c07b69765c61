import { once } from 'node:events';

/**
 * Resolves on Ctrl-C, SIGTERM, or when the terminal is closed; and when `signal` is aborted. A second Ctrl-C ends the
 * process at once.
 */
export async function untilStopped(signal?: AbortSignal): Promise<void> {
  const stopping = new AbortController();
  const either = signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal]);
  const asked = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map(async (name) => once(process, name, { signal: either }));
  // The listeners of the signals that did not come are taken away, so that the next Ctrl-C has its usual effect.
  await Promise.race(asked).catch(() => undefined);
  stopping.abort();
  await Promise.allSettled(asked);
}
