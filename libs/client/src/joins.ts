import type { Clock } from '#primitives';

const MINUTE = 60_000;
/** Half of what the relay takes. */
const MOST_A_MINUTE = 10;

/**
 * Does once what every joining asks for: a new agreement key (protocol 2.5). A device that enters many conversations in one
 * round makes one key after all of them; one that is told of each as it happens makes a few at once, and one for all the
 * rest in a later round, so that the relay's limit of keys is never met.
 */
export class Joins {
  #rounds = 0;
  #isDue = false;
  /** When it was done within the last minute. */
  #done: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly act: () => Promise<void>,
  ) {}

  /** A round begins in which more may be joined. */
  begin(): void {
    this.#rounds++;
  }

  /** A conversation was joined. */
  async met(): Promise<void> {
    this.#isDue = true;
    await this.settle();
  }

  /** A round is over. */
  async end(): Promise<void> {
    this.#rounds--;
    await this.settle();
  }

  private async settle(): Promise<void> {
    if (this.#rounds > 0 || !this.#isDue) return;
    const now = this.clock.now();
    this.#done = this.#done.filter((at) => Math.abs(now - at) < MINUTE);
    if (this.#done.length >= MOST_A_MINUTE) return;
    this.#done.push(now);
    this.#isDue = false;
    await this.act();
  }
}
