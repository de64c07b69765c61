import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { codeOf } from '#primitives';
import { SystemClock } from '#relay/platform/clock';
import {
  type Checkpoint,
  cosign,
  formatSignatures,
  judgeAddCheckpoint,
  noteSigner,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  type VerifierKey,
} from '#tlog';
import { aKey } from './directory.js';

/** A witness in this process, whose key is `aKey(name)`; it cosigns for the logs it is told of. */
export class TestWitness {
  readonly #last = new Map<string, Checkpoint>();
  readonly #server: Server;
  /** Added to its clock, in seconds. */
  ahead = 0;
  /** While true it answers nobody. */
  silent = false;
  /** While true it answers lines that are no cosignature of what it was asked. */
  babbling = false;

  private constructor(
    private readonly name: string,
    private readonly logs: readonly VerifierKey[],
  ) {
    this.#server = createServer((request, response) => {
      this.answer(request, response).catch(() => response.writeHead(500).end());
    });
  }

  static async start(name: string, logs: readonly VerifierKey[]): Promise<TestWitness> {
    const witness = new TestWitness(name, logs);
    await new Promise<void>((resolve) => witness.#server.listen(0, '127.0.0.1', resolve));
    return witness;
  }

  /** Its submission prefix. */
  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** As after a loss of its disk: it knows of no log how far it was. */
  forget(): void {
    this.#last.clear();
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (this.silent) {
      response.writeHead(503).end();
      return;
    }
    const asked = parseAddCheckpoint(body);
    const { origin } = parseCheckpoint(parseNote(asked.note).body);
    const log = this.logs.find(({ name }) => name === origin);
    if (log === undefined) {
      response.writeHead(404).end();
      return;
    }
    try {
      const { checkpoint, body: note } = judgeAddCheckpoint(asked, log, this.#last.get(origin));
      this.#last.set(origin, checkpoint);
      const time = Math.floor(new SystemClock().now() / 1000) + this.ahead;
      const line = cosign(note, time, this.signer());
      if (this.babbling) line.signature[20] = (line.signature[20] ?? 0) ^ 1;
      response.writeHead(200).end(formatSignatures([line]));
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'witness.old-size' && code !== 'witness.other-root') throw error;
      if (code === 'witness.other-root') response.writeHead(409).end();
      else
        response
          .writeHead(409, { 'content-type': 'text/x.tlog.size' })
          .end(`${String(this.#last.get(origin)?.size ?? 0)}\n`);
    }
  }

  private signer() {
    const { seed, publicKey, sign } = aKey(this.name);
    return noteSigner(this.name, 'cosignature', seed, {
      publicKeyOf: () => publicKey,
      signPublicNote: (_, note) => sign(note),
    });
  }
}
