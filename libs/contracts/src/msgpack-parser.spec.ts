import { describe, expect, it } from '@jest/globals';
import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { msgpackParser, type Packet } from './msgpack-parser.js';

const bounds = { maxBinLength: 100_000, maxStrLength: 1000, maxArrayLength: 20, maxMapLength: 20 };
const { Encoder, Decoder } = msgpackParser(bounds);

function decoded(message: unknown): Packet {
  const packets: Packet[] = [];
  const decoder = new Decoder();
  decoder.on('decoded', (packet) => packets.push(packet));
  decoder.add(message);
  const [packet] = packets;
  if (packet === undefined || packets.length !== 1) throw new Error('not one packet');
  return packet;
}

const encoded = (packet: Packet): Uint8Array => new Encoder().encode(packet)[0];
const event = (...data: unknown[]): Packet => ({ type: 2, nsp: '/', data, id: 7 });
const plain = fc.oneof(
  fc.uint8Array(),
  fc.string({ unit: 'binary-ascii', maxLength: 50 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);

describe('msgpackParser', () => {
  it('gives every packet back as it was', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 10 }), (args) => {
        expect(decoded(encoded(event('message.send', ...args)))).toEqual(event('message.send', ...args));
      }),
    );
    expect(decoded(encoded({ type: 0, nsp: '/', data: { ticket: 'x' } }))).toEqual({
      type: 0,
      nsp: '/',
      data: { ticket: 'x' },
    });
    expect(decoded(encoded({ type: 0, nsp: '/' }))).toEqual({ type: 0, nsp: '/', data: undefined });
    expect(decoded(encoded({ type: 3, nsp: '/', data: [{ seq: 1 }], id: 0 }))).toEqual({
      type: 3,
      nsp: '/',
      data: [{ seq: 1 }],
      id: 0,
    });
  });

  it('writes a view as its own bytes when the buffer behind it holds more', () => {
    const secret = new TextEncoder().encode('beginning SECRET ending');
    const { data } = decoded(
      encoded(
        event('e', secret.subarray(10, 12), Buffer.from(secret.buffer, 17, 3), new DataView(secret.buffer, 0, 2)),
      ),
    );
    expect(data).toEqual([
      'e',
      Uint8Array.from(Buffer.from('SE')),
      Uint8Array.from(Buffer.from('end')),
      Uint8Array.from(Buffer.from('be')),
    ]);
    const message = encoded(event('e', secret.subarray(10, 12)));
    expect(Buffer.from(message).includes('CRET')).toBe(false);
    expect(message.byteLength).toBe(message.buffer.byteLength);
  });

  it('does not change an encoded message when the next one is encoded', () => {
    const encoder = new Encoder();
    const [first] = encoder.encode(event('first'));
    const copy = Uint8Array.from(first);
    encoder.encode(event('second'));
    expect(first).toEqual(copy);
  });

  it('gives bytes as plain Uint8Arrays when the message came as a Buffer or an ArrayBuffer', () => {
    const message = encoded(event('e', Uint8Array.of(1, 2, 3)));
    for (const form of [Buffer.from(message), Uint8Array.from(message).buffer]) {
      const [, bytes] = decoded(form).data as [string, Uint8Array];
      expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype);
      expect(bytes).toEqual(Uint8Array.of(1, 2, 3));
    }
  });

  it('refuses every truncation of a packet, and whatever follows one', () => {
    const message = encoded(event('message.send', ['c', new Uint8Array(40), 'id', new Uint8Array(100)]));
    for (let length = 0; length < message.length; length++)
      expect(() => decoded(message.subarray(0, length))).toThrow();
    expect(() => decoded(Uint8Array.of(...message, 0))).toThrow();
  });

  it('reads one connection as if there were no other when the other broke off in the middle of a packet', () => {
    const message = encoded(event('message.send', ['c', { d: [1, [2]] }], new Uint8Array(40)));
    const next = event('frames.fetch', ['c', 0, 1]);
    for (let length = 0; length < message.length; length++) {
      expect(() => decoded(message.subarray(0, length))).toThrow();
      expect(decoded(encoded(next))).toEqual(next);
    }
  });

  it('throws or gives a packet, and nothing else, when the bytes are any', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          expect([0, 1, 2, 3, 4]).toContain(decoded(bytes).type);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['text', '2["message.send"]'],
    ['nothing', undefined],
    ['an array', encode([2, '/', []])],
    ['bytes', encode(new Uint8Array(3))],
    ['an unknown type', encode({ type: 5, nsp: '/', data: [] })],
    ['no namespace', encode({ type: 2, data: ['e'] })],
    ['a long namespace', encode({ type: 2, nsp: '/'.repeat(65), data: ['e'] })],
    ['a negative id', encode({ type: 2, nsp: '/', data: ['e'], id: -1 })],
    ['an id with a fraction', encode({ type: 2, nsp: '/', data: ['e'], id: 0.5 })],
    ['an event without a name', encode({ type: 2, nsp: '/', data: [] })],
    ['an event named by a number', encode({ type: 2, nsp: '/', data: [1] })],
    ['a reserved event', encode({ type: 2, nsp: '/', data: ['disconnect', 'transport close'] })],
    ['an error event', encode({ type: 2, nsp: '/', data: ['error', 'x'] })],
    ['an acknowledgement of nothing', encode({ type: 3, nsp: '/', data: [] })],
    ['a sign-in with null', encode({ type: 0, nsp: '/', data: null })],
    ['a sign-in with bytes', encode({ type: 0, nsp: '/', data: new Uint8Array(2) })],
    ['a sign-in with an array', encode({ type: 0, nsp: '/', data: [] })],
    ['a goodbye with data', encode({ type: 1, nsp: '/', data: 'x' })],
    ['an error that is text', encode({ type: 4, nsp: '/', data: 'x' })],
    ['a time', encode({ type: 2, nsp: '/', data: ['e', new Date(0)] })],
    ['__proto__ as a key', Uint8Array.of(0x81, 0xa9, ...new TextEncoder().encode('__proto__'), 0x80)],
  ])('refuses a message that is %s', (_, message) => {
    expect(() => decoded(message)).toThrow();
  });

  it.each([
    ['bytes', event('e', new Uint8Array(100_001))],
    ['text', event('e', 'x'.repeat(1001))],
    ['a list', event('e', new Array(21).fill(0))],
    ['a map', event('e', Object.fromEntries(Array.from({ length: 21 }, (__, i) => [`k${String(i)}`, 0])))],
  ])('refuses %s beyond the bounds', (_, packet) => {
    expect(() => decoded(encoded(packet))).toThrow();
  });

  it('refuses a list that promises more than it brings before making room for it', () => {
    expect(() => decoded(Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff))).toThrow();
  });

  it('survives nesting to any depth', () => {
    expect(() => decoded(new Uint8Array(100_000).fill(0x91))).toThrow();
  });
});
