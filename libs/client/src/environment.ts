import type { Clock, Logger } from '#primitives';
import type { AbstractLevel } from 'abstract-level';
import type { CheckName } from './checks.js';

/** An HTTP request as the client makes it: JSON text or nothing. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most bytes of an answer's body that are read. */
  readonly most: number;
}

/** What came back: the status, and the body as text; no body where it is longer than was asked for. */
export interface HttpResponse {
  readonly status: number;
  readonly body: string | undefined;
}

/** Makes one request; rejects only when no answer came. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** An HTTP request whose body or whose answer is bytes: a piece of an attachment's ciphertext. */
export interface BytesRequest {
  readonly method: 'GET' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** The most bytes of an answer's body that are read. */
  readonly most: number;
}

/** What came back: headers by their names in lower case; no body where it is longer than was asked for. */
export interface BytesResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** As {@link Http}, for bytes. A piece is never larger than `limits.attachmentPieceBytes`. */
export type HttpBytes = (request: BytesRequest) => Promise<BytesResponse>;

/** What the client needs of a socket.io socket: reconnection with back-off is the library's own. */
export interface ClientSocket {
  readonly connected: boolean;
  connect(): void;
  disconnect(): void;
  on(event: string, listener: (...args: never[]) => void): void;
  /** Rejects when no acknowledgement came in time. */
  emitWithAck(event: string, argument: unknown): Promise<unknown>;
}

/** Makes a socket that is not yet connected; `ticket` is asked anew before every connection. */
export type MakeSocket = (url: string, ticket: () => Promise<string>) => ClientSocket;

/** Runs `act` again and again until stopped; the returned function stops it. */
export interface Timers {
  /** Resolves after `milliseconds`. */
  sleep(milliseconds: number): Promise<void>;
  /** Calls `act` every `milliseconds`; the answer stops it. Never overlaps: a slow act delays the next. */
  every(milliseconds: number, act: () => Promise<void>): () => void;
}

/** A key-value database of abstract-level with text keys and bytes as values: memory, disk, or the browser's. */
// oxlint-disable-next-line typescript/no-explicit-any -- the storage format is the implementation's own
export type Database = AbstractLevel<any, string, Uint8Array>;

/** Everything of the platform that the client uses, given as arguments, so that it runs in Node and in a browser alike. */
export interface ClientEnvironment {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly http: Http;
  readonly httpBytes: HttpBytes;
  readonly makeSocket: MakeSocket;
  readonly timers: Timers;
  readonly database: Database;
  /** Checks that a hostile test takes away, to show what each is worth. Never set otherwise. */
  readonly unsafeTestingWithout?: readonly CheckName[];
}
