import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SystemClock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { Database, runTimeOptions } from './database.js';
import { HealthController } from './health.controller.js';
import { RelayLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { OpenApiController, OpenApiDocument } from './openapi.controller.js';
import { Origin } from './origin.js';
import { ProblemFilter } from './problem.filter.js';
import { RateLimiter } from './rate-limiter.js';
import { Stopping } from './stopping.js';

const everywhere = [
  Database,
  Metrics,
  OpenApiDocument,
  Origin,
  ProblemFilter,
  RateLimiter,
  RelayLogger,
  Stopping,
  SystemClock,
];

/** What every feature may ask for: configuration, database, clock, logger, limits. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRoot({ ...runTimeOptions(config), autoLoadEntities: true, retryAttempts: 0 })],
      controllers: [HealthController, OpenApiController],
      providers: [{ provide: CONFIG, useValue: config }, ...everywhere],
      exports: [CONFIG, ...everywhere],
    };
  }
}
