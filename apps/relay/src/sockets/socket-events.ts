import { Injectable } from '@nestjs/common';
import type { ClientEvents, Refusal } from '#contracts';
import type { Guest, Policy } from '../platform/policy.js';
import type { RelaySocket } from './socket-session.js';

/** What a client may emit. */
export type EventName = keyof ClientEvents;

/** What an event is answered with when it is not refused. */
export type AnswerOf<Name extends EventName> = Exclude<Parameters<Parameters<ClientEvents[Name]>[1]>[0], Refusal>;

/** One row of the table of events. */
export interface EventHandler<Input, Answer> {
  /** Who may emit it; `public` is nobody's: a socket without a session does not exist. */
  readonly policy: Exclude<Policy, 'public'>;
  /** Named where outside experts may emit it too; they are refused without. */
  readonly guest?: Guest;
  /** The checked form of what came. @throws `request.invalid`, `message.size`, `message.too-large` */
  readonly parse: (argument: unknown) => Input;
  /** @throws ProblemError */
  readonly handle: (socket: RelaySocket, input: Input) => Promise<Answer>;
}

/** Every name in {@link ClientEvents}; the compiler refuses one that is missing or too many. */
const NAMES: Readonly<Record<EventName, true>> = {
  'message.send': true,
  'archive.post': true,
  'frames.fetch': true,
  'session.renew': true,
};

/**
 * The one table of what sockets may ask. Features fill it at start; the gateway reads it at each event, so that no
 * listener is made for a socket.
 */
@Injectable()
export class SocketEvents {
  readonly #rows = new Map<string, EventHandler<unknown, unknown>>();

  /** Fills the row of an event, once. */
  define<Name extends EventName, Input>(name: Name, handler: EventHandler<Input, AnswerOf<Name>>): void {
    if (this.#rows.has(name)) throw new Error(`the event ${name} is defined twice`);
    this.#rows.set(name, handler as EventHandler<unknown, unknown>);
  }

  /** The row of an event, or undefined for what is not one. */
  of(name: string): EventHandler<unknown, unknown> | undefined {
    return this.#rows.get(name);
  }

  /** Every event that is defined. */
  names(): readonly string[] {
    return [...this.#rows.keys()];
  }

  /** The events that no feature has defined: none, in a relay that may start. */
  missing(): readonly string[] {
    return Object.keys(NAMES).filter((name) => !this.#rows.has(name));
  }
}
