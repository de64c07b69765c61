import type { Timers } from '#client';
import type { Clock } from '#primitives';

const LOOK_EVERY = 5_000;

interface Environment {
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'every'>;
  /** Milliseconds that no setting of the clock changes. */
  elapsed(): number;
}

/**
 * Locks after a time without a touch. Measured by the clock, so that a machine that slept wakes locked, and beside it by a time
 * that stands still in sleep, as a clock may be set back: whichever is further on counts.
 */
export class IdleLock {
  #touched: { readonly at: number; readonly elapsed: number } | undefined;
  #stop: (() => void) | undefined;

  constructor(
    private readonly environment: Environment,
    /** Seconds without a touch after which it locks; asked anew at every look. */
    private readonly limit: () => number,
    private readonly lock: () => Promise<void>,
  ) {}

  /** Begins to count. */
  start(): void {
    this.stop();
    this.#touched = this.now();
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
    if (this.#touched !== undefined) this.#touched = this.now();
  }

  private now() {
    return { at: this.environment.clock.now(), elapsed: this.environment.elapsed() };
  }

  private async look(): Promise<void> {
    if (this.#touched === undefined) return;
    const { at, elapsed } = this.now();
    const idle = Math.max(at - this.#touched.at, elapsed - this.#touched.elapsed);
    if (idle < this.limit() * 1_000) return;
    this.stop();
    await this.lock();
  }
}
