import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import {
  type ClientEvents,
  type FramesPage,
  limits,
  type MessageStored,
  msgpackParser,
  type RelayEvents,
  type WireFrame,
} from '#contracts';
import { fromBase64url } from '#primitives';
import { disclose, enclose } from './envelope.js';
import type { Handle, Place } from './handle.js';
import { Http } from './http.js';
import { signIn, ticketFor } from './session.js';

/** What one client may be sent in one packet. */
const parser = msgpackParser({
  maxBinLength: 2 * limits.pageBytes,
  maxStrLength: 1024,
  maxArrayLength: limits.pageFrames,
  maxMapLength: 16,
});

/** A message out of an archive or as it came in. */
interface Received {
  /** Place in the conversation's sequence. */
  readonly seq: number;
  /** The sender's device. */
  readonly from: string;
  readonly bytes: Uint8Array;
}

/** One signed-in client; sends settle on the relay's acknowledgement, which it gives when the message is durable. */
export interface Connection {
  /** To another device by its id, which shares a direct conversation with this one. Returns the place in the sequence. */
  sendDirect(to: string, bytes: Uint8Array): Promise<number>;
  /** Settles when the relay has shown that this device is a member; a roster's members need not join. */
  joinGroup(id: string): Promise<void>;
  sendGroup(id: string, bytes: Uint8Array): Promise<number>;
  /** At most `limit` messages after a place, of a group or of the direct conversation with a device. */
  fetchArchive(id: string, after: number, limit: number): Promise<Received[]>;
  /** What is sealed already, under the id it was sealed for. */
  sendSealed(name: string, id: string, sealed: Uint8Array): Promise<number>;
  close(): void;
  /** Bytes of this client's TCP connection so far, both ways. */
  wireBytes(): number;
  /** Messages of others that came in. */
  readonly rx: number;
  /** Called for each of them. */
  onMessage: ((message: Received) => void) | undefined;
}

/** Signs a device in and opens its socket. */
export async function connect(handle: Handle): Promise<Connection> {
  const http = new Http(handle.url, 1);
  try {
    const { url, device, networkId, privateKey } = handle;
    const who = { url, device, networkId: fromBase64url(networkId), privateKey: fromBase64url(privateKey) };
    const ticket = await ticketFor(http, await signIn(http, who));
    return await BenchConnection.open(handle, ticket);
  } finally {
    http.close();
  }
}

type RelayClientSocket = Socket<RelayEvents, ClientEvents>;
// engine.io-client over ws, as it is in Node.
type EngineOfNode = {
  readonly transport: { readonly ws: { readonly _socket: { bytesRead: number; bytesWritten: number } } };
};
type Known = { readonly conversation: string; readonly statement: Uint8Array };

class BenchConnection implements Connection {
  rx = 0;
  onMessage: ((message: Received) => void) | undefined;
  readonly #places = new Map<string, Known>();
  readonly #waiting = new Set<(error: Error) => void>();

  private constructor(
    private readonly handle: Handle,
    private readonly socket: RelayClientSocket,
  ) {
    const { directs, groups } = handle;
    for (const [name, place] of Object.entries({ ...directs, ...groups })) this.#places.set(name, known(place));
    socket.on('frames.stored', (_, frames) => this.#receive(frames));
    socket.on('disconnect', (reason) => {
      for (const reject of this.#waiting) reject(new Error(`the socket of ${handle.device} closed: ${reason}`));
      this.#waiting.clear();
    });
  }

  static async open(handle: Handle, ticket: string): Promise<BenchConnection> {
    const options = { parser, transports: ['websocket'], auth: { ticket }, reconnection: false, forceNew: true };
    const socket: RelayClientSocket = io(handle.url, options);
    // Listens from before the handshake ends: frames may come right behind it.
    const connection = new BenchConnection(handle, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.close();
        reject(error);
      });
    });
    return connection;
  }

  async sendDirect(to: string, bytes: Uint8Array): Promise<number> {
    return this.#send(to, bytes);
  }

  async sendGroup(id: string, bytes: Uint8Array): Promise<number> {
    return this.#send(id, bytes);
  }

  async joinGroup(id: string): Promise<void> {
    await this.#page(id, 0, 1);
  }

  async fetchArchive(id: string, after: number, limit: number): Promise<Received[]> {
    const messages: Received[] = [];
    for (let last = after; ;) {
      const { frames, seq } = await this.#page(id, last, Math.min(limits.pageFrames, limit - messages.length));
      for (const frame of frames) if (frame[1] === 'content') messages.push(received(frame));
      last = frames.at(-1)?.[0] ?? seq;
      if (last >= seq || messages.length >= limit) return messages;
    }
  }

  close(): void {
    this.socket.close();
  }

  wireBytes(): number {
    const { transport } = this.socket.io.engine as unknown as EngineOfNode;
    return transport.ws._socket.bytesRead + transport.ws._socket.bytesWritten;
  }

  async #send(name: string, bytes: Uint8Array): Promise<number> {
    return this.sendSealed(name, v7(), enclose(bytes));
  }

  async sendSealed(name: string, id: string, sealed: Uint8Array): Promise<number> {
    const { conversation, statement } = this.#place(name);
    const message = [conversation, statement, id, sealed] as const;
    const { seq } = await this.#ask<MessageStored>((answer) => this.socket.emit('message.send', message, answer));
    return seq;
  }

  #page(name: string, after: number, limit: number): Promise<FramesPage> {
    const { conversation } = this.#place(name);
    return this.#ask((answer) => this.socket.emit('frames.fetch', [conversation, after, limit], answer));
  }

  #place(name: string): Known {
    const place = this.#places.get(name);
    if (place === undefined) throw new Error(`${this.handle.device} has no conversation with ${name}`);
    return place;
  }

  #ask<Answer extends object>(
    emit: (answer: (answer: Answer | { problem: { code: string } }) => void) => void,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      emit((answer) => {
        this.#waiting.delete(reject);
        if ('problem' in answer) reject(new Error(answer.problem.code));
        else resolve(answer);
      });
    });
  }

  #receive(frames: readonly WireFrame[]): void {
    for (const frame of frames) {
      if (frame[1] !== 'content' || frame[3] === this.handle.device) continue;
      this.rx++;
      this.onMessage?.(received(frame));
    }
  }
}

function known({ conversation, statement }: Place): Known {
  return { conversation, statement: fromBase64url(statement) };
}

function received([seq, , , from, , bytes]: WireFrame): Received {
  return { seq, from, bytes: disclose(bytes) };
}
