import { FastifyAdapter, type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { limits } from '#contracts';
import { correlationId } from './ids.js';
import { parseJsonBody } from './json-body.js';
import { correlation, RelayLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { Stopping } from './stopping.js';

/** Allows the body of one route to be larger than `limits.requestBytes`. */
export const BodyLimit = (bytes: number) => RouteConfig({ bodyLimit: bytes });

const NO_DEVICES = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': NO_DEVICES.map((feature) => `${feature}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** The HTTP server under Nest: small bodies, short timeouts, no header that names the software. */
export function httpAdapter(trustProxy: boolean): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: limits.requestBytes,
    // One proxy: what stands further left in X-Forwarded-For is the client's own word.
    trustProxy: trustProxy && ((_address, hop) => hop === 0),
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    // Who connects and says nothing, or never ends a header, is cut within ten seconds.
    http: { headersTimeout: 8_000, connectionsCheckingInterval: 1_000 },
    genReqId: correlationId,
  });
}

/** Body parsing, response headers, correlation, the log line of each request, and what a stopping node cuts. To be called before `init`. */
export function dressHttpServer(app: NestFastifyApplication, secure: boolean): void {
  const server = app.getHttpAdapter().getInstance();
  const logger = app.get(RelayLogger);
  const metrics = app.get(Metrics);
  const stopping = app.get(Stopping);
  app.useBodyParser('application/json', {}, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body.toString('utf8')));
    } catch (error) {
      done(error as Error);
    }
  });
  server.server.on('connection', (connection) => {
    stopping.connected(connection);
  });
  server.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as { bodyLimit?: number };
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(HEADERS);
    if (secure) reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
    if (stopping.begun) reply.header('connection', 'close');
    correlation.run(request.id, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    finish(request, reply);
    done();
  });

  function finish(request: FastifyRequest, reply: FastifyReply): void {
    // The pattern, never the path: a path holds ids.
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
    correlation.run(request.id, () => {
      logger.debug('request.answered', {
        method: request.method,
        route,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      });
    });
  }
}
