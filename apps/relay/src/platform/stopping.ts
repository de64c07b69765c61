import { Injectable } from '@nestjs/common';
import { ProblemError } from '#contracts';

/** Whether this node has begun to stop: from then on it refuses new work and finishes what it has. */
@Injectable()
export class Stopping {
  #begun = false;

  begin(): void {
    this.#begun = true;
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** @throws `relay.stopping` */
  refuse(): void {
    if (this.#begun) throw new ProblemError('relay.stopping');
  }
}
