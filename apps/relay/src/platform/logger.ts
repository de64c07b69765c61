import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { pino } from 'pino';
import type { LogFields, Logger } from '#primitives';
import { CONFIG, type Config } from './config.js';

// What may stand in a log line. A key that is not here is dropped, so that a careless call cannot leak a body or an identity.
const ALLOWED = new Set([
  'address',
  'code',
  'count',
  'device',
  'event',
  'fault',
  'host',
  'index',
  'log',
  'method',
  'milliseconds',
  'port',
  'reason',
  'route',
  'seq',
  'size',
  'sockets',
  'stage',
  'status',
  'version',
  'witness',
]);
const SHORTENED = new Set(['device', 'address']);

/** Joins the lines of one request or socket event; read by the logger alone. */
export const correlation = new AsyncLocalStorage<string>();

/** Structured logs on standard output by an allow-list of keys; identities are cut to six characters. */
@Injectable()
export class RelayLogger implements Logger {
  readonly #sink;

  constructor(@Inject(CONFIG) config: Config) {
    this.#sink = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  }

  debug(event: string, fields?: LogFields): void {
    this.#sink.debug(allowed(fields), event);
  }

  info(event: string, fields?: LogFields): void {
    this.#sink.info(allowed(fields), event);
  }

  warn(event: string, fields?: LogFields): void {
    this.#sink.warn(allowed(fields), event);
  }

  error(event: string, fields?: LogFields): void {
    this.#sink.error(allowed(fields), event);
  }
}

/** The fields that may be logged, ids shortened, with the correlation id of what is going on. */
export function allowed(fields: LogFields = {}): Record<string, string | number | boolean> {
  const line: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined || !ALLOWED.has(key)) continue;
    line[key] = SHORTENED.has(key) && typeof value === 'string' ? value.slice(0, 6) : value;
  }
  const id = correlation.getStore();
  return id === undefined ? line : { ...line, correlation: id };
}
