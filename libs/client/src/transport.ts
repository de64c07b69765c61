import { limits, Problem, ProblemError } from '#contracts';
import { codeOf, fromUtf8 } from '#primitives';
import type { z } from 'zod';
import type { BytesRequest, BytesResponse, ClientEnvironment, HttpResponse } from './environment.js';
import { refuse } from './errors.js';

/** One call of the relay's HTTP interface. */
export interface Call<Answer> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query string: none of it is secret. */
  readonly path: string;
  readonly body?: unknown;
  /** What the answer must be; from the relay: untrusted until it parses. Absent when the answer is empty. */
  readonly answer?: z.ZodType<Answer>;
  /** The most bytes of the answer; those of `limits` unless said otherwise. */
  readonly most?: number;
}

/** One call whose body or whose answer is bytes. */
export interface BytesCall extends Omit<BytesRequest, 'url'> {
  readonly path: string;
}

/** How a call proves who makes it; renewed when the relay says that it ended. */
export interface Credentials {
  /** Of the `Authorization` header; `Bearer` unless another is named. */
  readonly scheme?: string;
  token(): Promise<string>;
  forget(): void;
  /** Whether they are shown for a path; for all where absent. */
  covers?(path: string): boolean;
}

/**
 * The HTTP side of the relay. It alone turns a problem back into a {@link ProblemError}; no answer is
 * `client.offline`, one of another shape, or longer than any may be, `client.answer`.
 */
export class Transport {
  constructor(
    private readonly environment: Pick<ClientEnvironment, 'http'> & Partial<Pick<ClientEnvironment, 'httpBytes'>>,
    /** Scheme, host and port, without a slash at the end. */
    readonly origin: string,
  ) {}

  /** Makes a call, signed in when credentials are given; an ended session is renewed once. */
  call<Answer>(call: Call<Answer>, credentials?: Credentials): Promise<Answer> {
    return renewing(credentials, () => this.once(call, credentials));
  }

  /** As {@link call}, for bytes. */
  bytes(call: BytesCall, credentials?: Credentials): Promise<BytesResponse & { readonly body: Uint8Array }> {
    return renewing(credentials, () => this.bytesOnce(call, credentials));
  }

  private async bytesOnce({ path, headers, ...call }: BytesCall, credentials?: Credentials) {
    const { httpBytes } = this.environment;
    if (httpBytes === undefined) throw new Error('a transport without bytes was asked for some');
    const request = {
      ...call,
      url: this.origin + path,
      headers: { ...headers, ...(await authorizationOf(credentials, path)) },
    };
    const answer = await httpBytes(request).catch((error: unknown) =>
      refuse('client.offline', 'the relay did not answer', error),
    );
    const { status, body } = answer;
    if (body === undefined || body.length > call.most)
      return refuse('client.answer', `the relay's answer to ${call.method} ${path} is longer than any may be`);
    if (status >= 400) throw problemOf(readText(body), status);
    return { ...answer, body };
  }

  private async once<Answer>(call: Call<Answer>, credentials?: Credentials): Promise<Answer> {
    const headers: Record<string, string> = {
      accept: 'application/json, application/problem+json',
      ...(await authorizationOf(credentials, call.path)),
    };
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    const most = call.most ?? limits.answerBytes;
    const request = {
      method: call.method,
      url: this.origin + call.path,
      headers,
      most,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    };
    const send = (): Promise<HttpResponse> =>
      this.environment
        .http(request)
        .catch((error: unknown) => refuse('client.offline', 'the relay did not answer', error));
    const first = await send();
    // A busy machine may have opened the line and then said nothing for too long; the relay has taken nothing of it.
    const { status, body } = first.status === LATE ? await send() : first;
    const asked = `${call.method} ${pathOnly(call.path)}`;
    if (body === undefined || body.length > most)
      return refuse('client.answer', `the relay's answer to ${asked} is longer than any may be`);
    if (status >= 400) throw problemOf(body, status);
    if (call.answer === undefined) return undefined as Answer;
    const parsed = call.answer.safeParse(parseJson(body));
    return parsed.success ? parsed.data : refuse('client.answer', `the relay's answer to ${asked} has another shape`);
  }
}

async function authorizationOf(credentials: Credentials | undefined, path: string): Promise<Record<string, string>> {
  if (credentials === undefined || credentials.covers?.(path) === false) return {};
  return { authorization: `${credentials.scheme ?? 'Bearer'} ${await credentials.token()}` };
}

async function renewing<Answer>(credentials: Credentials | undefined, act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (credentials === undefined || (codeOf(error) !== 'session.expired' && codeOf(error) !== 'session.required'))
      throw error;
    credentials.forget();
    return act();
  }
}

/** What a server says that did not get a whole request in time, and a proxy whose relay is away. */
const LATE = 408;
const AWAY: ReadonlySet<number> = new Set([LATE, 502, 503, 504]);

/** The error that stands in a problem document, or a fault when there is none. From the relay: untrusted. */
export function problemOf(body: string, status: number): Error {
  const parsed = Problem.safeParse(parseJson(body));
  if (parsed.success) return new ProblemError(parsed.data.code, parsed.data.detail);
  return new ProblemError(AWAY.has(status) ? 'relay.unavailable' : 'relay.fault', `status ${String(status)}`);
}

function readText(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return '';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function pathOnly(path: string): string {
  return path.split('?', 1)[0] ?? path;
}
