import { MOST_PIECES } from './attachment-pieces.js';

/** A request that took longer is followed by smaller ones; one that took less than a third of it by larger ones, milliseconds. */
const LONG = 6_000;

/** How many pieces go into one request: few on a slow line, so that none runs into the relay's time limit, many on a fast one. */
export class Pace {
  #pieces = 1;

  get pieces(): number {
    return this.#pieces;
  }

  /** Takes note of how long a request took. */
  took(milliseconds: number): void {
    if (milliseconds > LONG) this.slower();
    else if (milliseconds < LONG / 3) this.#pieces = Math.min(MOST_PIECES, this.#pieces * 2);
  }

  /** A request failed. */
  slower(): void {
    this.#pieces = Math.max(1, this.#pieces >> 1);
  }
}
