import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The wire between one client and the relay: a TCP proxy that a test cuts, closes and opens again. */
export class Wire {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  /** While true nothing gets through, and what tries is cut at once. */
  #closed = false;
  /** Connections that were made through it. */
  connections = 0;

  private constructor(private target: string) {
    this.#server = createServer((near) => {
      this.join(near);
    });
  }

  /** A wire to `target`, scheme, host and port. */
  static async to(target: string): Promise<Wire> {
    const wire = new Wire(target);
    await new Promise<void>((resolve) => wire.#server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  /** Where the client connects to. */
  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** From now on leads to another address. */
  leadTo(target: string): void {
    this.target = target;
    this.cut();
  }

  /** Breaks every connection that is open; new ones get through. */
  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
  }

  close(): void {
    this.#closed = true;
    this.cut();
  }

  open(): void {
    this.#closed = false;
  }

  /** Ends the proxy itself. */
  async end(): Promise<void> {
    this.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  private join(near: Socket): void {
    near.on('error', () => undefined);
    if (this.#closed) {
      near.destroy();
      return;
    }
    this.connections++;
    const { hostname, port } = new URL(this.target);
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    near.setNoDelay(true);
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    far.on('error', () => undefined);
    near.pipe(far);
    far.pipe(near);
    for (const [one, other] of [pair, [far, near]] as const) {
      one.on('close', () => {
        other.destroy();
        this.#pairs.delete(pair);
      });
    }
  }
}
