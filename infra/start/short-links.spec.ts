import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { freePort } from './relay.js';
import { serveShortLinks } from './short-links.js';

const LINK = `http://127.0.0.1:7420/#invitation=${'A'.repeat(3000)}`;
let stopping = new AbortController();

afterEach(() => {
  stopping.abort();
  stopping = new AbortController();
});

const follow = async (address: string) => fetch(address, { redirect: 'manual' });

describe('serveShortLinks', () => {
  it('leads to a link, what no server is sent of it included', async () => {
    const origin = await serveShortLinks(new Map([['ana', LINK]]), 0, stopping.signal);
    const answer = await follow(`${origin}/ana`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, LINK]);
    expect((await follow(`${origin}/bashir`)).status).toBe(404);
  });

  it('takes the port that it is asked to, or any other where that is taken or is none', async () => {
    const wanted = await freePort(0);
    expect(await serveShortLinks(new Map(), wanted, stopping.signal)).toBe(`http://127.0.0.1:${String(wanted)}`);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    for (const port of [(other.address() as AddressInfo).port, 65_536])
      expect(await serveShortLinks(new Map(), port, stopping.signal)).not.toContain(`:${String(port)}`);
    other.close();
  });

  it('ends when it is told to', async () => {
    const origin = await serveShortLinks(new Map([['ana', LINK]]), 0, stopping.signal);
    stopping.abort();
    await expect(follow(`${origin}/ana`)).rejects.toThrow();
  });
});
