import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import { limits, msgpackParser } from '#contracts';
import { SEAL_BYTES } from '#crypto/verify';
import { connect, type Connection, type Handle } from '../driver/index.js';

/** One client of either server, as the workloads see it. */
export interface Line {
  /** Settles when the server has acknowledged. */
  send(bytes: Uint8Array): Promise<unknown>;
  /** Called for what arrives at the other end: the other device, all members, or, for an echo, this client. */
  onArrival(heard: (bytes: Uint8Array) => void): void;
  close(): void;
}

/** Two devices with a direct conversation: the first writes, the second reads. */
export async function pairLine(writer: Handle, reader: Handle): Promise<Line> {
  const [from, to] = await Promise.all([connect(writer), connect(reader)]);
  return {
    send: (bytes) => from.sendDirect(reader.device, bytes),
    onArrival: (heard) => void (to.onMessage = (message) => heard(message.bytes)),
    close: () => [from, to].forEach((connection) => connection.close()),
  };
}

/** A writer of a group, and members that read. */
export function groupLine(group: string, writer: Connection, readers: readonly Connection[]): Line {
  return {
    send: (bytes) => writer.sendGroup(group, bytes),
    onArrival: (heard) => {
      for (const reader of readers) reader.onMessage = (message) => heard(message.bytes);
    },
    close: () => [writer, ...readers].forEach((connection) => connection.close()),
  };
}

const parser = msgpackParser({
  maxBinLength: limits.frameBytes,
  maxStrLength: 256,
  maxArrayLength: 8,
  maxMapLength: 8,
});

/** A client of the bare server. */
export async function bareSocket(url: string): Promise<Socket> {
  const socket = io(url, { parser, transports: ['websocket'], reconnection: false, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

const CONVERSATION = 'A'.repeat(43);
const STATEMENT = new Uint8Array(32);

// The shape and size that a message to the relay has.
const messageOf = (bytes: Uint8Array): unknown[] => {
  const frame = Buffer.alloc(bytes.length + SEAL_BYTES);
  frame.set(bytes, SEAL_BYTES);
  return [CONVERSATION, STATEMENT, v7(), frame];
};
const bytesOf = (message: unknown): Uint8Array => ((message as unknown[])[3] as Uint8Array).subarray(SEAL_BYTES);

/** A client whose every message comes back as the acknowledgement. */
export async function echoLine(url: string): Promise<Line> {
  const socket = await bareSocket(url);
  let heard: (bytes: Uint8Array) => void = () => undefined;
  return {
    send: (bytes) =>
      new Promise((resolve) =>
        socket.emit('echo', messageOf(bytes), (message: unknown) => {
          heard(bytesOf(message));
          resolve(message);
        }),
      ),
    onArrival: (listener) => void (heard = listener),
    close: () => socket.close(),
  };
}

/** A client whose every message goes to all clients. */
export function castLine(writer: Socket, readers: readonly Socket[]): Line {
  return {
    send: (bytes) => new Promise((resolve) => writer.emit('cast', messageOf(bytes), resolve)),
    onArrival: (heard) => {
      for (const reader of readers) reader.on('cast', (message: unknown) => heard(bytesOf(message)));
    },
    close: () => [writer, ...readers].forEach((socket) => socket.close()),
  };
}
