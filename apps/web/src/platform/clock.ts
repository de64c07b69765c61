import { useSyncExternalStore } from 'react';

const STEP_MILLISECONDS = 20_000;

let at = seconds();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    // Nobody looked since it stood still, such as while the desk was locked.
    at = seconds();
    timer = setInterval(tick, STEP_MILLISECONDS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  at = seconds();
  for (const listener of listeners) listener();
}

/** The browser's time now, Unix seconds. */
export function now(): number {
  at = seconds();
  return at;
}

/** The time that is shown, and who is told when it is another. */
export const shownTime = { subscribe, at: (): number => at };

/** The browser's time, Unix seconds, renewed three times a minute. */
export function useNow(): number {
  return useSyncExternalStore(shownTime.subscribe, shownTime.at);
}
