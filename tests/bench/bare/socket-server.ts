import { createServer } from 'node:http';
import { once } from 'node:events';
import { Server } from 'socket.io';
import { limits, msgpackParser } from '#contracts';
import { answerCalls } from '../setting/child.js';

/** The limit of the transport: socket.io with the relay's parser and options, which answers and does nothing else. */
const parser = msgpackParser({
  maxBinLength: limits.frameBytes,
  maxStrLength: 256,
  maxArrayLength: 8,
  maxMapLength: 8,
});

answerCalls({
  listen: async (): Promise<string> => {
    const http = createServer();
    const server = new Server(http, {
      parser,
      transports: ['websocket'],
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: limits.socketMessageBytes,
      pingInterval: 5_000,
      pingTimeout: 4_500,
      serveClient: false,
    });
    server.on('connection', (socket) => {
      void socket.join('all');
      socket.on('echo', (message: unknown, answer: (message: unknown) => void) => answer(message));
      socket.on('cast', (message: unknown, answer: (message: unknown) => void) => {
        server.to('all').emit('cast', message);
        answer(0);
      });
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return `http://127.0.0.1:${(http.address() as { port: number }).port}`;
  },
});
