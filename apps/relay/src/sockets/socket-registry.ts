import { Injectable } from '@nestjs/common';
import type { DeviceId, ProblemCode } from '#contracts';
import { ProblemError } from '#contracts';
import { Metrics } from '../platform/metrics.js';
import { problemOf } from '../platform/problem.filter.js';
import { cut } from './socket-connection.js';
import type { RelaySocket } from './socket-session.js';

/** How long a peer has to read why it is disconnected. */
const GOODBYE_MILLISECONDS = 500;

/** The sockets of this node by device. */
@Injectable()
export class SocketRegistry {
  readonly #sockets = new Map<DeviceId, readonly RelaySocket[]>();

  constructor(private readonly metrics: Metrics) {}

  add(socket: RelaySocket): void {
    const { device } = socket.data.signedIn;
    this.#sockets.set(device, [...this.of(device), socket]);
    this.metrics.sockets.inc();
  }

  remove(socket: RelaySocket): void {
    const { device } = socket.data.signedIn;
    const left = this.of(device).filter((other) => other !== socket);
    if (left.length === this.of(device).length) return;
    if (left.length === 0) this.#sockets.delete(device);
    else this.#sockets.set(device, left);
    this.metrics.sockets.dec();
  }

  /** The device's sockets here. */
  of(device: DeviceId): readonly RelaySocket[] {
    return this.#sockets.get(device) ?? [];
  }

  /** The devices that have a socket here. */
  devices(): Iterable<DeviceId> {
    return this.#sockets.keys();
  }

  /** Every socket here. */
  *all(): Iterable<RelaySocket> {
    for (const sockets of this.#sockets.values()) yield* sockets;
  }

  /** Ends a device's sockets: each is told why, then cut. Nothing is delivered or taken from here on. */
  end(device: DeviceId, code: ProblemCode): void {
    for (const socket of this.of(device)) this.endSocket(socket, code);
  }

  /** Ends one socket, telling it why. */
  endSocket(socket: RelaySocket, code: ProblemCode): void {
    socket.emit('session.ended', problemOf(new ProblemError(code)));
    this.remove(socket);
    socket.disconnect(true);
    setTimeout(() => {
      cut(socket);
    }, GOODBYE_MILLISECONDS).unref();
  }
}
