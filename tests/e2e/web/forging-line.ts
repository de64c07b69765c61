import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What an answer is changed to. */
type Forge = (answer: string) => string;

/** A line on which answers of the relay to a path are changed: for the browser, a relay that cheats. */
export class ForgingLine {
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #forges = new Map<string, Forge>();

  private constructor() {
    this.#server = createServer((request, response) => {
      this.pass(request, response);
    });
    this.#server.on('connection', (socket: Socket) => {
      this.keep(socket);
    });
    this.#server.on('connect', (request: IncomingMessage, near: Duplex) => {
      const { hostname, port } = new URL(`http://${request.url ?? ''}`);
      const far = connect({ host: hostname, port: Number(port) }, () => {
        near.write('HTTP/1.1 200 Connection established\r\n\r\n');
        near.pipe(far).pipe(near);
      });
      this.keep(near);
      this.keep(far);
    });
  }

  static async open(): Promise<ForgingLine> {
    const line = new ForgingLine();
    await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** How a profile goes by this line. */
  get proxy(): { readonly server: string; readonly bypass: string } {
    const { port } = this.#server.address() as AddressInfo;
    return { server: `http://127.0.0.1:${String(port)}`, bypass: '<-loopback>' };
  }

  /** From now on every good answer to a path is what `forge` makes of it. */
  forge(path: string, forge: Forge): void {
    this.#forges.set(path, forge);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  private keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://unnamed.invalid');
    const forge = this.#forges.get(url.pathname);
    const headers = { ...request.headers, 'accept-encoding': forge === undefined ? 'gzip' : 'identity' };
    const onward = ask(url, { method: request.method, headers, agent: false }, (answer) => {
      const { statusCode = 502, headers: told } = answer;
      if (forge === undefined || statusCode !== 200) {
        response.writeHead(statusCode, told);
        answer.pipe(response);
        return;
      }
      const { 'content-length': _length, ...kept } = told;
      void textOf(answer).then((text) => response.writeHead(200, kept).end(forge(text)));
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
