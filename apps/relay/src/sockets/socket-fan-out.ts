import { Injectable } from '@nestjs/common';
import { type DeviceId, msgpackParser, type RelayEvents } from '#contracts';
import { RelayLogger } from '../platform/logger.js';
import { type Broadcast, broadcastOf, bufferedBytes, cut, writeTo } from './socket-connection.js';
import { SOCKET_BOUNDS, MAX_BUFFERED_BYTES } from './socket-limits.js';
import { SocketRegistry } from './socket-registry.js';

const { Encoder, PacketType } = msgpackParser(SOCKET_BOUNDS);

/** Sends an event to devices that have a socket on this node, encoded once for all of them. */
@Injectable()
export class SocketFanOut {
  readonly #encoder = new Encoder();

  constructor(
    private readonly registry: SocketRegistry,
    private readonly logger: RelayLogger,
  ) {}

  /** Returns how many sockets it was written to. A device that does not read is cut, and will pull what it missed. */
  send<Event extends keyof RelayEvents>(
    devices: Iterable<DeviceId>,
    event: Event,
    ...args: Parameters<RelayEvents[Event]>
  ): number {
    let broadcast: Broadcast | undefined;
    let written = 0;
    for (const device of devices) {
      for (const socket of this.registry.of(device)) {
        broadcast ??= broadcastOf(
          this.#encoder.encode({ type: PacketType.EVENT, nsp: '/', data: [event, ...args] })[0],
        );
        if (bufferedBytes(socket) > MAX_BUFFERED_BYTES) {
          this.logger.info('socket.cut', { device, reason: 'slow' });
          cut(socket);
        } else {
          writeTo(socket, broadcast);
          written++;
        }
      }
    }
    return written;
  }
}
