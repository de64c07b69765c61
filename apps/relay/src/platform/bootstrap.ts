import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { RelayModule } from '../relay.module.js';
import type { Config } from './config.js';
import { prepareDatabase } from './database.js';
import { dressHttpServer, httpAdapter } from './http-server.js';
import { RelayLogger } from './logger.js';
import { openApiOf } from './openapi.js';
import { OpenApiDocument } from './openapi.controller.js';
import { Origin } from './origin.js';
import { ProblemFilter } from './problem.filter.js';
import { SocketAdapter } from '../sockets/socket.adapter.js';
import { Stopping } from './stopping.js';
import { StrictValidationPipe } from './strict-validation.js';

/** A relay that is built but does not listen yet. @throws StartFault in one sentence for the operator */
export async function createRelay(config: Config): Promise<NestFastifyApplication> {
  await prepareDatabase(config);
  const app = await NestFactory.create<NestFastifyApplication>(
    RelayModule.with(config),
    httpAdapter(config.trustProxy),
    {
      abortOnError: false,
      bodyParser: false,
      logger: false,
    },
  );
  dressHttpServer(app, config.origin?.startsWith('https:') === true);
  app.useWebSocketAdapter(new SocketAdapter(app));
  app.useGlobalFilters(app.get(ProblemFilter));
  app.useGlobalPipes(new StrictValidationPipe());
  app.get(OpenApiDocument).make = () => openApiOf(app);
  return app;
}

/** Listens, and says where. */
export async function listen(app: NestFastifyApplication, config: Config): Promise<string> {
  await app.listen(config.port, config.listenHost);
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const origin = app.get(Origin);
  origin.listening(port);
  app.get(RelayLogger).info('relay.listening', { host: config.listenHost, port });
  return origin.value;
}

/** Refuses new work, lets what runs finish, closes sockets, stores, and pools. */
export async function stop(app: NestFastifyApplication): Promise<void> {
  app.get(Stopping).begin();
  await app.close();
}
