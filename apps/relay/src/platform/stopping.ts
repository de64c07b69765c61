import type { Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '#contracts';

/** Milliseconds in which what is under way may be finished, before every connection is cut. */
const GRACE = 3_000;

/** Whether this node has begun to stop: from then on it refuses new work, finishes what it has, and waits for nobody. */
@Injectable()
export class Stopping {
  #begun = false;
  readonly #connections = new Set<Socket>();

  /** Is told of each connection when it is made. */
  connected(connection: Socket): void {
    this.#connections.add(connection);
    connection.once('close', () => this.#connections.delete(connection));
  }

  begin(): void {
    this.#begun = true;
    // Node watches over no slow or silent connection once its server closes, and would wait for them.
    for (const connection of this.#connections) if (connection.bytesRead === 0) connection.destroy();
    setTimeout(() => {
      for (const connection of this.#connections) connection.destroy();
    }, GRACE).unref();
  }

  get begun(): boolean {
    return this.#begun;
  }

  /** @throws `relay.stopping` */
  refuse(): void {
    if (this.#begun) throw new ProblemError('relay.stopping');
  }
}
