import { createServer, type Server } from 'node:http';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { CONFIG, type Config } from './config.js';

/**
 * Figures without identities, served on their own port of 127.0.0.1 only, so that no route of the public port can
 * reach them. Every label is a route, an event or a code: a closed set.
 */
@Injectable()
export class Metrics implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'comity_http_request_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['route', 'status'],
    registers: [this.registry],
  });
  readonly refusals = new Counter({
    name: 'comity_refusals_total',
    help: 'Requests and events refused, by code',
    labelNames: ['code'],
    registers: [this.registry],
  });
  readonly frames = new Counter({ name: 'comity_frames_total', help: 'Frames stored', registers: [this.registry] });
  readonly batch = new Histogram({
    name: 'comity_batch_frames',
    help: 'Frames stored by one transaction',
    buckets: [1, 2, 5, 10, 50, 100, 500],
    registers: [this.registry],
  });
  readonly sockets = new Gauge({ name: 'comity_sockets', help: 'Open sockets', registers: [this.registry] });
  readonly logSize = new Gauge({
    name: 'comity_log_size',
    help: 'Leaves of a log',
    labelNames: ['log'],
    registers: [this.registry],
  });
  readonly checkpointAt = new Gauge({
    name: 'comity_checkpoint_cosigned_seconds',
    help: 'Cosignature time of the newest checkpoint',
    labelNames: ['log'],
    registers: [this.registry],
  });
  #server: Server | undefined;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.metricsPort === 0) return;
    collectDefaultMetrics({ register: this.registry });
    const server = createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      this.registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': this.registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.config.metricsPort, '127.0.0.1', resolve);
    });
  }

  beforeApplicationShutdown(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }
}
