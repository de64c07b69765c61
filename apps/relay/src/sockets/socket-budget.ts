/** How many events of a second's allowance may come at once, in seconds. */
const BURST_SECONDS = 2;
/** Refused events, in seconds of allowance, after which a peer that does not slow down is cut. */
const FLOOD_SECONDS = 5;

/** Counts one device's events: a token bucket that refills evenly, and beyond it a count of what was refused. */
export class EventBudget {
  #tokens: number;
  #at: number;
  #refused = 0;

  /** @param now - milliseconds */
  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.#tokens = perSecond * BURST_SECONDS;
    this.#at = now;
  }

  /** Takes one event: `allowed`, `limited` (to be refused), or `flooding` (to be cut). */
  take(now: number): 'allowed' | 'limited' | 'flooding' {
    // A clock that was set back refills nothing.
    const refill = (Math.max(0, now - this.#at) * this.perSecond) / 1000;
    this.#at = now;
    this.#tokens = Math.min(this.perSecond * BURST_SECONDS, this.#tokens + refill);
    this.#refused = Math.max(0, this.#refused - refill);
    const most = this.perSecond * FLOOD_SECONDS;
    if (this.#refused <= most && this.#tokens >= 1) {
      this.#tokens -= 1;
      return 'allowed';
    }
    this.#refused += 2;
    return this.#refused > most ? 'flooding' : 'limited';
  }

  /** Counts what no honest client sends as many refused events, so that its sender is cut soon. */
  blame(events: number): void {
    this.#refused += events;
  }
}
