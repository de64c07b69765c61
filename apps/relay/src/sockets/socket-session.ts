import type { DefaultEventsMap, Socket } from 'socket.io';
import type { ClientEvents, RelayEvents } from '#contracts';
import type { SignedIn } from '../sessions/signed-in.js';
import type { EventBudget } from './socket-budget.js';

/** What the relay knows of a socket; kept in `socket.data`. */
interface SocketSession {
  /** Replaced when the session is renewed; the device stays. */
  signedIn: SignedIn;
  /** Shared by all sockets of the device on this node. */
  readonly budget: EventBudget;
}

/** A socket of the relay, once its ticket was taken. */
export type RelaySocket = Socket<ClientEvents, RelayEvents, DefaultEventsMap, SocketSession>;
