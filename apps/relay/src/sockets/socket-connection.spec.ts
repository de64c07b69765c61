import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { io, type Socket as ClientSocket } from 'socket.io-client';
import { msgpackParser } from '#contracts';
import { equalBytes } from '#primitives';
import { broadcastOf, bufferedBytes, cut, gatherWrites, writeTo } from './socket-connection.js';

const parser = msgpackParser({ maxBinLength: 1e6, maxStrLength: 1e6, maxArrayLength: 100, maxMapLength: 100 });

/** A socket.io server and one socket of it, its other end raw WebSocket or the library's client. */
async function aConnection() {
  const http = createServer();
  const server = new Server(http, { parser, transports: ['websocket', 'polling'] });
  gatherWrites(server.engine);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  return { server, url };
}

async function bothEnds(transport: 'websocket' | 'polling') {
  const { server, url } = await aConnection();
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const client = io(url, { parser, transports: [transport], forceNew: true, reconnection: false });
  return { server, client, socket: await accepted };
}

const connected = async (client: ClientSocket): Promise<void> =>
  new Promise((resolve) => client.once('connect', resolve));

// RFC 6455 §5.2, written a second time: final, binary, unmasked.
function frameOf(data: Buffer): Buffer[] {
  const { length } = data;
  if (length < 126) return [Buffer.of(0x82, length), data];
  if (length < 65_536) return [Buffer.of(0x82, 126, length >> 8, length & 255), data];
  const header = Buffer.alloc(10);
  header[0] = 0x82;
  header[1] = 127;
  header.writeUInt32BE(length, 6);
  return [header, data];
}

describe('broadcastOf', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('frames a message of %i bytes as RFC 6455 says', (length) => {
    const message = new Uint8Array(length).fill(7);
    const { message: kept, frame } = broadcastOf(message);
    const expected = Buffer.concat(frameOf(Buffer.from(message)));
    expect(equalBytes(Buffer.concat(frame), expected)).toBe(true);
    expect(equalBytes(Uint8Array.from(kept), message)).toBe(true);
  });
});

describe('a connection', () => {
  it.each(['websocket', 'polling'] as const)(
    'is written to in order over %s, broadcasts among other packets',
    async (transport) => {
      const { server, client, socket } = await bothEnds(transport);
      const seen: unknown[] = [];
      client.on('n', (n: number) => seen.push(n));
      const done = new Promise((resolve) => client.once('done', resolve));
      const { Encoder } = parser;
      for (let n = 0; n < 100; n++) {
        if (n % 3 === 0) writeTo(socket, broadcastOf(new Encoder().encode({ type: 2, nsp: '/', data: ['n', n] })[0]));
        else socket.emit('n', n);
      }
      socket.emit('done');
      await done;
      expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => n));
      client.disconnect();
      await server.close();
    },
  );

  it('leaves in one write what one turn brings', async () => {
    const { server, client, socket } = await bothEnds('websocket');
    await connected(client);
    const tcp = (socket.conn.transport as unknown as { socket: { _socket: { _writev: unknown; _write: unknown } } })
      .socket._socket;
    let writes = 0;
    for (const name of ['_writev', '_write'] as const) {
      const original = tcp[name] as (...args: unknown[]) => unknown;
      tcp[name] = function (this: unknown, ...args: unknown[]) {
        writes++;
        return original.apply(this, args);
      };
    }
    const done = new Promise((resolve) => client.once('done', resolve));
    for (let n = 0; n < 20; n++) socket.emit('n', n);
    socket.emit('done');
    await done;
    expect(writes).toBe(1);
    client.disconnect();
    await server.close();
  });

  it('says what its peer has not taken, and is cut without waiting for it', async () => {
    const { server, client, socket } = await bothEnds('websocket');
    await connected(client);
    expect(bufferedBytes(socket)).toBe(0);
    socket.emit('n', new Uint8Array(500_000));
    expect(bufferedBytes(socket)).toBeGreaterThanOrEqual(500_000);
    const gone = once(socket, 'disconnect');
    cut(socket);
    await gone;
    client.disconnect();
    await server.close();
  });
});
