/**
 * Does once what every joining asks for: a new agreement key (protocol 2.5). A device that enters many conversations in one
 * round makes one key after all of them.
 */
export class Joins {
  #rounds = 0;
  #isDue = false;

  constructor(private readonly act: () => Promise<void>) {}

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
    this.#isDue = false;
    await this.act();
  }
}
