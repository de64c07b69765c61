import type { Timers } from '#client';
import type { Clock } from '#primitives';

const LOOK_EVERY = 5_000;

/** Locks after a time without a touch. Measured by the clock and not by a timer, so that a machine that slept wakes locked. */
export class IdleLock {
  #touched: number | undefined;
  #stop: (() => void) | undefined;

  constructor(
    private readonly environment: { readonly clock: Clock; readonly timers: Pick<Timers, 'every'> },
    /** Seconds without a touch after which it locks; asked anew at every look. */
    private readonly limit: () => number,
    private readonly lock: () => Promise<void>,
  ) {}

  /** Begins to count. */
  start(): void {
    this.stop();
    this.#touched = this.environment.clock.now();
    this.#stop = this.environment.timers.every(LOOK_EVERY, () => this.look());
  }

  /** Counts no longer. */
  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#touched = undefined;
  }

  /** Begins anew, unless the time is over already. */
  async touch(): Promise<void> {
    await this.look();
    if (this.#touched !== undefined) this.#touched = this.environment.clock.now();
  }

  private async look(): Promise<void> {
    if (this.#touched === undefined) return;
    const idle = this.environment.clock.now() - this.#touched;
    if (idle < this.limit() * 1_000) return;
    this.stop();
    await this.lock();
  }
}
