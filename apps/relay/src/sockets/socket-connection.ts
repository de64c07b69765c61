import type { Socket } from 'socket.io';

// What of engine.io 6.6 and ws 8 is used beyond their published types; a test fails when an upgrade moves it.
interface EngineConnection {
  readonly readyState: string;
  readonly writeBuffer: readonly { readonly data?: string | Uint8Array }[];
  readonly transport: EngineTransport;
  write(
    data: Uint8Array,
    options: { readonly compress: boolean; readonly wsPreEncodedFrame: readonly Uint8Array[] },
  ): void;
  close(discard: boolean): void;
}

interface EngineTransport {
  writable: boolean;
  /** Of ws; long polling has none. */
  readonly socket?: { readonly bufferedAmount: number; readonly _socket: Corkable | null; terminate(): void };
}

interface Corkable {
  readonly writableCorked: number;
  cork(): void;
  uncork(): void;
}

interface EngineServer {
  on(event: 'flush' | 'drain', listener: (connection: EngineConnection) => void): unknown;
}

const FINAL_BINARY = 0x82;

/** A message that is written to many sockets: encoded, and framed for WebSocket, once. */
export interface Broadcast {
  readonly message: Uint8Array;
  readonly frame: readonly Uint8Array[];
}

/** Frames a message as one unmasked, final, binary WebSocket frame (RFC 6455 §5.2). */
export function broadcastOf(message: Uint8Array): Broadcast {
  const { length } = message;
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = FINAL_BINARY;
  if (headerLength === 2) {
    frame[1] = length;
  } else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(message, headerLength);
  return { message: frame.subarray(headerLength), frame: [frame] };
}

/** Writes an encoded packet to one socket; over long polling the message goes without its frame. */
export function writeTo(socket: Socket, { message, frame }: Broadcast): void {
  engineOf(socket).write(message, { compress: false, wsPreEncodedFrame: frame });
}

/** Bytes that the peer has not taken yet and that this process therefore holds. */
export function bufferedBytes(socket: Socket): number {
  const { writeBuffer, transport } = engineOf(socket);
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += data?.length ?? 0;
  return bytes;
}

/** Ends the connection at once, without waiting for a peer that may never read what is left. */
export function cut(socket: Socket): void {
  const engine = engineOf(socket);
  if (engine.transport.socket === undefined) engine.close(true);
  else engine.transport.socket.terminate();
}

/**
 * Has everything that one turn of the event loop writes to a WebSocket leave in one system call. engine.io holds back
 * whatever follows a packet until that is written, and writes each on its own: half of the relay's time under load.
 */
export function gatherWrites(server: EngineServer): void {
  let corked: Corkable[] = [];
  const release = (): void => {
    const sockets = corked;
    corked = [];
    for (const socket of sockets) socket.uncork();
  };
  server.on('flush', ({ transport }) => {
    const tcp = transport.socket?._socket;
    if (tcp === undefined || tcp === null || tcp.writableCorked > 0) return;
    tcp.cork();
    if (corked.push(tcp) === 1) setImmediate(release);
  });
  server.on('drain', ({ transport }) => {
    // ws keeps the order by itself; long polling needs to be held back.
    if (transport.socket !== undefined) transport.writable = true;
  });
}

function engineOf(socket: Socket): EngineConnection {
  return socket.conn as unknown as EngineConnection;
}
