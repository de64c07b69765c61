import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { limits } from '#contracts';
import { directoryRelay } from './directory-relay.js';
import { Transport } from './transport.js';

/** A relay with a log of so many entries, none about the network; it gives at most `page` of them at once. */
function aRelay(size: number, page: number = limits.pageEntries) {
  const hashes = Array.from({ length: size }, (_, i) => String(i).padStart(42, 'h') + 'A');
  const asked = { times: 0, now: 0, most: 0 };
  const http = async ({ url }: { readonly url: string }) => {
    const { pathname, searchParams } = new URL(url);
    const from = Number(searchParams.get('from'));
    const end = from + Math.min(page, Number(searchParams.get('limit')));
    asked.times++;
    asked.most = Math.max(asked.most, ++asked.now);
    await turn();
    asked.now--;
    const entries = hashes.slice(from, end).map((statement) => ({ subject: 'authority:north', statement }));
    return { status: 200, body: JSON.stringify(pathname.endsWith('/entries') ? { entries } : { statements: [] }) };
  };
  return { hashes, asked, relay: directoryRelay(new Transport({ http }, 'https://relay.example'), undefined) };
}

describe('the entries of a directory log', () => {
  it('are asked for in several pages at a time, and come in order', async () => {
    const { hashes, asked, relay } = aRelay(5500);
    const entries = await relay.entries(0, 5500);
    expect(entries.map(({ hash }) => hash)).toEqual(hashes);
    expect(asked.most).toBe(4);
  });

  it('are asked for again from where a page ended early', async () => {
    const { hashes, relay } = aRelay(2500, 600);
    const entries = await relay.entries(100, 2500);
    expect(entries.map(({ hash }) => hash)).toEqual(hashes.slice(100));
  });

  it('are as many as the relay has, and no more than were asked for', async () => {
    const { hashes, asked, relay } = aRelay(2500);
    expect((await relay.entries(0, 9000)).length).toBe(hashes.length);
    // Two rounds of four pages, and what is said of the network.
    expect(asked.times).toBe(9);
    expect((await relay.entries(0, 1700)).map(({ hash }) => hash)).toEqual(hashes.slice(0, 1700));
  });
});
