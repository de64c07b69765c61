import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Transform, type Duplex, type TransformCallback } from 'node:stream';

const REPORTS = '/content-security-policy-report';

/** How slow a line is. */
export interface Slowness {
  /** In each direction. */
  readonly bitsPerSecond: number;
  /** There and back. */
  readonly roundTripMilliseconds: number;
}

/** The slow line of the targets. */
export const SLOW: Slowness = { bitsPerSecond: 64_000, roundTripMilliseconds: 300 };

/**
 * The line between one browser profile and everything: an HTTP proxy that is cut, opened and slowed, that sees every
 * request, also those of workers, and to which browsers report what the content security policy stopped.
 */
export class Line {
  /** Every address that was asked for, `GET http://…` or `CONNECT host:port`. */
  readonly asked: string[] = [];
  /** What the content security policy stopped. */
  readonly violations: string[] = [];
  /** Bytes that came from the relay, headers not counted, and bytes that went to it. */
  received = 0;
  sent = 0;
  #carried = 0;

  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Those of the browser. */
  readonly #near = new Set<Socket>();
  #isCut = false;
  #slowness: Slowness | undefined;
  #blocksWebSocket = false;
  readonly #altered = new Map<string, (text: string) => string>();

  private constructor() {
    this.#server = createServer((request, response) => {
      this.pass(request, response);
    });
    this.#server.on('connection', (socket: Socket) => {
      this.keep(socket);
      this.#near.add(socket);
      socket.on('close', () => {
        this.#near.delete(socket);
        this.#carried += socket.bytesRead + socket.bytesWritten;
      });
    });
    this.#server.on('connect', (request: IncomingMessage, near: Duplex) => {
      this.tunnel(request, near);
    });
  }

  static async open(): Promise<Line> {
    const line = new Line();
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** What a browser is told as its proxy. */
  get address(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** Every byte between the browser and this line so far, both ways, heads of requests and answers included. */
  get carried(): number {
    return [...this.#near].reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, this.#carried);
  }

  /** What was asked of others than `origin`. */
  foreign(origin: string): string[] {
    const own = new URL(origin);
    return this.asked.filter((asked) => !asked.includes(` ${own.origin}/`) && asked !== `CONNECT ${own.host}`);
  }

  /** Breaks every connection, and lets none through until it is mended. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  /** From now on new connections are as slow as this; `undefined` is as fast as it goes. */
  slow(slowness: Slowness | undefined): void {
    this.#slowness = slowness;
  }

  /** As proxies that know no WebSocket do: the tunnel is refused. */
  blockWebSocket(): void {
    this.#blocksWebSocket = true;
  }

  /** From now on every good answer to a path is what `words` makes of it: of a newer version of the relay, or of one that cheats. */
  alter(path: string, words: (text: string) => string): void {
    this.#altered.set(path, words);
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  private keep(socket: Socket): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://unnamed.invalid');
    if (url.pathname === REPORTS) {
      void textOf(request).then((text) => this.violations.push(text));
      response.writeHead(204).end();
      return;
    }
    this.asked.push(`${request.method ?? ''} ${url.href}`);
    const altered = this.#altered.get(url.pathname);
    const headers = { ...request.headers, 'accept-encoding': altered === undefined ? 'gzip' : 'identity' };
    const onward = ask(url, { method: request.method, headers, agent: false }, (answer) => {
      const policy = answer.headers['content-security-policy'];
      const reported =
        policy === undefined ? {} : { 'content-security-policy': `${String(policy)}; report-uri ${REPORTS}` };
      if (altered !== undefined && answer.statusCode === 200) {
        const { 'content-length': _, ...kept } = answer.headers;
        response.writeHead(200, { ...kept, ...reported });
        void textOf(answer).then(
          (text) => response.end(altered(text)),
          () => response.destroy(),
        );
        return;
      }
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...reported });
      answer.on('data', (chunk: Buffer) => (this.received += chunk.length));
      this.slowed(answer).pipe(response);
    });
    onward.on('socket', (socket) => {
      this.keep(socket);
    });
    onward.on('error', () => response.destroy());
    request.on('data', (chunk: Buffer) => (this.sent += chunk.length));
    this.slowed(request).pipe(onward);
  }

  private tunnel(request: IncomingMessage, near: Duplex): void {
    this.asked.push(`CONNECT ${request.url ?? ''}`);
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    near.on('error', () => undefined);
    if (this.#blocksWebSocket) {
      near.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const far = connect({ host: hostname, port: Number(port === '' ? 80 : port) }, () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.on('data', (chunk: Buffer) => (this.sent += chunk.length));
      far.on('data', (chunk: Buffer) => (this.received += chunk.length));
      this.slowed(near).pipe(far);
      this.slowed(far).pipe(near);
    });
    this.keep(far);
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  }

  private slowed<Stream extends NodeJS.ReadableStream>(stream: Stream): Stream | Transform {
    return this.#slowness === undefined ? stream : stream.pipe(new Slow(this.#slowness));
  }
}

/** Passes bytes on as late, and no faster, than a slow line does. */
class Slow extends Transform {
  #free = performance.now();

  constructor(private readonly slowness: Slowness) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    const { bitsPerSecond, roundTripMilliseconds } = this.slowness;
    const now = performance.now();
    this.#free = Math.max(this.#free, now) + (chunk.length * 8_000) / bitsPerSecond;
    setTimeout(() => this.push(chunk), this.#free - now + roundTripMilliseconds / 2);
    // The next chunk is taken when this one has left, so that no more than the line holds is under way.
    setTimeout(done, this.#free - now);
  }

  override _flush(done: TransformCallback): void {
    const { roundTripMilliseconds } = this.slowness;
    setTimeout(done, Math.max(0, this.#free - performance.now()) + roundTripMilliseconds / 2 + 1);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
