import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { NodeBus } from '../platform/node-bus.js';
import { SocketEvents } from './socket-events.js';
import { SocketFanOut } from './socket-fan-out.js';
import { SocketsGateway } from './sockets.gateway.js';
import { SocketRegistry } from './socket-registry.js';

/** Sockets: who is connected, what they may ask, and how they are told. */
@Module({
  imports: [AuditModule, DirectoryModule, SessionsModule],
  providers: [NodeBus, SocketEvents, SocketFanOut, SocketsGateway, SocketRegistry],
  exports: [NodeBus, SocketEvents, SocketFanOut, SocketRegistry],
})
export class SocketsModule {}
