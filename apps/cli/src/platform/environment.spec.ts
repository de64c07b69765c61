import { describe, expect, it } from '@jest/globals';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { http } from './environment.js';

async function answered(answer: (response: ServerResponse) => void, most: number): Promise<string | undefined> {
  const server = createServer((_, response) => {
    answer(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  try {
    return (await http({ method: 'GET', url, headers: {}, most })).body;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('an HTTP request of the command line', () => {
  it('reads an answer of as many bytes as were asked for, and none that is longer', async () => {
    const text = 'é'.repeat(50);
    expect(await answered((response) => response.end(text), 100)).toBe(text);
    expect(await answered((response) => response.end(text), 99)).toBeUndefined();
    expect(await answered((response) => response.writeHead(204).end(), 0)).toBe('');
  });

  it('counts the bytes that a packed answer becomes', async () => {
    const packed = gzipSync(Buffer.alloc(1_000_000, 97));
    const answer = (response: ServerResponse) => response.setHeader('content-encoding', 'gzip').end(packed);
    expect(await answered(answer, 999_999)).toBeUndefined();
  });

  it('goes on at once when an answer never ends', async () => {
    const endless = (response: ServerResponse): void => {
      response.write(Buffer.alloc(100_000));
    };
    expect(await answered(endless, 1000)).toBeUndefined();
  });
});
