import { Decoder as MsgpackDecoder, Encoder as MsgpackEncoder } from '@msgpack/msgpack';
import { Emitter } from '@socket.io/component-emitter';

/** The kinds of a socket.io packet (protocol revision 5), as `socket.io-parser` numbers them. */
const PacketType = Object.freeze({ CONNECT: 0, DISCONNECT: 1, EVENT: 2, ACK: 3, CONNECT_ERROR: 4 });

/** One packet between socket.io and its parser. */
export interface Packet {
  readonly type: number;
  readonly nsp: string;
  readonly data?: unknown;
  readonly id?: number;
}

/** What a decoder accepts; everything beyond is refused before it is built. Sizes are bytes, characters or items. */
export interface PacketBounds {
  readonly maxBinLength: number;
  readonly maxStrLength: number;
  readonly maxArrayLength: number;
  readonly maxMapLength: number;
}

// socket.io raises these itself; one sent by a peer would run the handlers of a disconnection that did not happen.
const RESERVED = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'error',
  'newListener',
  'removeListener',
]);
const MAX_NAMESPACE = 64;

type NoEvents = Record<string, never>;

class PacketEncoder {
  readonly #msgpack = new MsgpackEncoder({ ignoreUndefined: true });

  /** One message of exactly the packet's bytes. A view is written as its own bytes, never as the buffer behind it. */
  encode({ type, nsp, data, id }: Packet): [Uint8Array] {
    return [this.#msgpack.encode({ type, nsp, data, id })];
  }
}

class PacketDecoder extends Emitter<NoEvents, NoEvents, { decoded: (packet: Packet) => void }> {
  constructor(private readonly msgpack: MsgpackDecoder) {
    super();
  }

  /**
   * Reads one message and emits `decoded`. Bytes in it come out as views of the message, always plain `Uint8Array`s.
   * @param message - from the peer: untrusted
   * @throws Error for anything that is not one whole packet; socket.io then closes that connection and no other
   */
  add(message: unknown): void {
    this.emitReserved('decoded', checkedPacket(this.msgpack.decode(bytesOf(message))));
  }

  /** Nothing is kept between messages. */
  destroy(): void {
    this.off();
  }
}

/**
 * A socket.io parser over msgpack. The published one sends a view as its whole backing buffer and leaves what is
 * decoded unbounded (`socket.io-msgpack-parser` 3.0.2); the packets themselves have the same form.
 */
export function msgpackParser(bounds: PacketBounds) {
  // One for all connections: it reads a message at a time, and keeps the last one, which would be one for each socket.
  const msgpack = new MsgpackDecoder({ ...bounds, maxExtLength: 0 });
  return {
    protocol: 5,
    PacketType,
    Encoder: PacketEncoder,
    Decoder: class extends PacketDecoder {
      constructor() {
        super(msgpack);
      }
    },
  };
}

function bytesOf(message: unknown): Uint8Array {
  if (message instanceof ArrayBuffer) return new Uint8Array(message);
  // A Buffer would hand its class on to every view, and with it a different `slice`.
  if (ArrayBuffer.isView(message)) return new Uint8Array(message.buffer, message.byteOffset, message.byteLength);
  throw new Error('packet: not binary');
}

function checkedPacket(value: unknown): Packet {
  if (!isMap(value)) throw new Error('packet: not a map');
  const { type, nsp, data, id } = value as Partial<Record<keyof Packet, unknown>>;
  if (typeof nsp !== 'string' || nsp.length > MAX_NAMESPACE) throw new Error('packet: namespace');
  if (id !== undefined && !(Number.isSafeInteger(id) && (id as number) >= 0)) throw new Error('packet: id');
  if (typeof type !== 'number' || !dataFits(type, data, id)) throw new Error('packet: data');
  const packet = { type, nsp, data };
  return id === undefined ? packet : { ...packet, id: id as number };
}

function dataFits(type: number, data: unknown, id: unknown): boolean {
  switch (type) {
    case PacketType.CONNECT:
      // socket.io reads properties of what comes here in a promise that nobody watches: a null would end the process.
      return data === undefined || isMap(data);
    case PacketType.DISCONNECT:
      return data === undefined;
    case PacketType.EVENT:
      return Array.isArray(data) && typeof data[0] === 'string' && !RESERVED.has(data[0]);
    case PacketType.ACK:
      return Array.isArray(data) && id !== undefined;
    case PacketType.CONNECT_ERROR:
      return isMap(data);
    default:
      return false;
  }
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
