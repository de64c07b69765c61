import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ProblemError, problemStatus, type Problem, type ProblemCode } from '#contracts';
import { RelayLogger } from './logger.js';

const TITLES: Partial<Record<ProblemCode, string>> = {
  'request.invalid': 'The request is not of the form that this route takes.',
  'session.required': 'Sign in first.',
  'session.expired': 'The session has ended; sign in again.',
  'relay.fault': 'The relay failed; nothing was stored.',
  'relay.stopping': 'The relay is stopping; try again in a moment.',
  'rate.limited': 'Too much at once; slow down.',
};
const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'request.invalid',
  404: 'request.unknown-route',
  413: 'request.too-large',
  415: 'request.unsupported',
  429: 'rate.limited',
  503: 'relay.unavailable',
};
// PostgreSQL's classes 53 (resources) and 57P, 08 (connection) say nothing about the request.
const FULL = new Set(['53100', '53200']);
const AWAY = /^(?:08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/;

/** The problem that a thrown value is on the wire. Whatever is not a {@link ProblemError} tells nothing of its cause. */
export function problemOf(error: unknown): Problem {
  const [code, detail] = classify(error);
  const problem = { code, title: TITLES[code] ?? code, status: problemStatus[code] };
  return detail === undefined ? problem : { ...problem, detail: detail.slice(0, 500) };
}

function classify(error: unknown): [code: ProblemCode, detail?: string | undefined] {
  if (error instanceof ProblemError) return [error.code, error.detail];
  if (error instanceof HttpException) return [BY_STATUS[error.getStatus()] ?? 'relay.fault'];
  const { code, statusCode } =
    typeof error === 'object' && error !== null ? (error as { code?: unknown; statusCode?: unknown }) : {};
  if (typeof statusCode === 'number') return [BY_STATUS[statusCode] ?? 'relay.fault'];
  if (typeof code === 'string' && FULL.has(code)) return ['storage.full'];
  if (typeof code === 'string' && AWAY.test(code)) return ['relay.unavailable'];
  return ['relay.fault'];
}

/** The one place that makes a refusal a response (RFC 9457); a 500 says nothing and is logged with its stack's first line. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: RelayLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = problemOf(error);
    if (problem.code === 'relay.fault') this.logger.error('request.fault', { fault: faultText(error) });
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply
      .status(problem.status)
      .type('application/problem+json')
      // What a handler says of its answers holds for no refusal: a tile that is not there yet may be there soon.
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problem));
  }
}

/** Where a fault was thrown, without its message, which could hold values. */
export function faultText(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.name}${code} ${place?.trim() ?? ''}`;
}
