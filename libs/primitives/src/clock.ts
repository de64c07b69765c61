/** The one source of local time. Only freshness checks, timeouts and display may use it; order never does. */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  now(): number;
}

/** Whole seconds since the Unix epoch, UTC: the unit of every time in the protocol. */
export function unixSeconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}
