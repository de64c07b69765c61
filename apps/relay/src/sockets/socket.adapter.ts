import type { IncomingMessage } from 'node:http';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Server } from 'socket.io';
import { limits, msgpackParser } from '#contracts';
import { CONFIG, type Config } from '../platform/config.js';
import { Origin } from '../platform/origin.js';
import { RateLimiter } from '../platform/rate-limiter.js';
import { CONNECT_TIMEOUT, PING_INTERVAL, PING_TIMEOUT, SOCKET_BOUNDS } from './socket-limits.js';
import { Stopping } from '../platform/stopping.js';

/** socket.io as the relay runs it: our parser, small messages, short timeouts, and an Origin check before the upgrade. */
export class SocketAdapter extends IoAdapter {
  readonly #config: Config;
  readonly #origin: Origin;
  readonly #limiter: RateLimiter;
  readonly #stopping: Stopping;

  constructor(app: NestFastifyApplication) {
    super(app);
    this.#config = app.get<Config>(CONFIG);
    this.#origin = app.get(Origin);
    this.#limiter = app.get(RateLimiter);
    this.#stopping = app.get(Stopping);
  }

  override createIOServer(): Server {
    return new Server(this.httpServer as ConstructorParameters<typeof Server>[0], {
      parser: msgpackParser(SOCKET_BOUNDS),
      // Long polling is for where a proxy blocks WebSocket; a client tries it second.
      transports: ['websocket', 'polling'],
      allowRequest: (request, decide) => {
        const fault = this.faultOf(request);
        decide(fault, fault === undefined);
      },
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: limits.socketMessageBytes,
      connectTimeout: CONNECT_TIMEOUT,
      upgradeTimeout: CONNECT_TIMEOUT,
      pingInterval: PING_INTERVAL,
      pingTimeout: PING_TIMEOUT,
      serveClient: false,
    });
  }

  /** Nothing: see [Note: One listener]. */
  override bindMessageHandlers(): void {
    return;
  }

  /** Nothing: see [Note: One listener]. */
  override bindClientDisconnect(): void {
    return;
  }

  // `cors` does not guard WebSocket: a page of another origin could open a socket with what its victim's browser holds.
  private faultOf(request: IncomingMessage): string | undefined {
    const { origin } = request.headers;
    if (this.#stopping.begun) return 'stopping';
    if (origin !== undefined && origin !== this.#origin.value) return 'origin';
    try {
      this.#limiter.address(this.addressOf(request));
    } catch {
      return 'limited';
    }
    return undefined;
  }

  private addressOf({ headers, socket }: IncomingMessage): string {
    const forwarded = this.#config.trustProxy
      ? [headers['x-forwarded-for']].flat().at(-1)?.split(',').at(-1)?.trim()
      : undefined;
    return forwarded ?? socket.remoteAddress ?? '';
  }
}
