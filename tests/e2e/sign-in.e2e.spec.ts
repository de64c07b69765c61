import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryLevel } from 'memory-level';
import { nodeEnvironment } from '#cli/platform/environment';
import { awaitEnrolment, newIdentity, openClient, parseInvitation, Store, Transport, type Client } from '#client';
import { finished, Product, textOf, until } from './cli-product.js';

const CHEAP = { unsafeTestingCost: { ops: 1, memory: 8 } };
let product: Product;
const clients: Client[] = [];

const web = (): string => / web {5}(http:\S+)/.exec(product.screen)?.[1] ?? '';
/** The address that the screen shows beside a name. */
const addressOf = (name: string): string => new RegExp(`(http:\\S+) +${name}`).exec(product.screen)?.[1] ?? '';
const linkAt = async (address: string): Promise<string> =>
  (await fetch(address, { redirect: 'manual' })).headers.get('location') ?? '';

/** Runs the line that the screen says to type for an officer, with the words in their place. */
async function typed(name: string, words: readonly string[]): Promise<void> {
  const line =
    new RegExp(`for [^\\n]*${name}[^\\n]*\\n *npx comity ([^\\n]*) "the six words"`).exec(product.screen)?.[1] ?? '';
  const { code, err } = await finished(
    spawn(process.execPath, ['apps/cli/bin/comity.mjs', ...line.split(' '), words.join(' ')]),
  );
  if (code !== 0) throw new Error(err);
}

/** What a browser does with a link, without one. */
async function signedIn(name: string, link: string): Promise<Client> {
  const environment = nodeEnvironment(new MemoryLevel<string, Uint8Array>({ valueEncoding: 'view' }));
  const store = await Store.create(environment.database, 'a passphrase of some words', CHEAP);
  const { identity, writes } = newIdentity(parseInvitation(link), 'web', 2_000_000_000);
  await store.write(writes);
  await awaitEnrolment({
    environment,
    transport: new Transport(environment, identity.invitation.relay),
    identity,
    cancelled: () => false,
    onRequest: async ({ words }) => typed(name, words),
  });
  const client = await openClient(environment, store);
  await client.sync();
  await client.connect();
  return client;
}

beforeAll(async () => {
  product = await Product.start();
}, 320_000);

afterAll(async () => {
  for (const client of clients) await client.close();
  await (product as Product | undefined)?.stop();
}, 60_000);

describe('the web client that npm start serves', () => {
  it('is a page that may run nothing but its own', async () => {
    const page = await fetch(web());
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*trusted-types comity$/);
    const text = await page.text();
    expect(text).toContain('<title>Comity</title>');
    expect(text).not.toMatch(/<script>|<style|\son\w+=|\sstyle=/);
    const [, script = ''] = /<script[^>]* src="([^"]+)"/.exec(text) ?? [];
    const { status, headers } = await fetch(web() + script, { headers: { 'accept-encoding': 'br' } });
    expect([status, headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(headers.get('cache-control')).toContain('immutable');
  });

  it('lets two officers and an administrator in by a link and six words, and both officers into the consultation', async () => {
    const names = ['Livia Montoro', 'Samir Velkan', 'Oren Calloway'];
    for (const name of names) {
      const link = await linkAt(addressOf(name));
      expect(link).toMatch(new RegExp(`^${web()}/#invitation=[\\w-]+$`));
      clients.push(await signedIn(name, link));
    }
    await until(() => product.screen.match(/is in the consultation under way/g)?.length === 2, 120_000);
    const [livia, samir] = clients as [Client, Client, Client];
    for (const client of [livia, samir]) {
      const texts = async (): Promise<number> => {
        const [conversation] = await client.conversations();
        const { items } = conversation === undefined ? { items: [] } : await client.messages(conversation.id);
        return items.filter((item) => textOf(item) !== undefined).length;
      };
      // The launcher knows it sooner than the client that it has brought in.
      for (let tries = 0; (await texts()) < 2 && tries < 900; tries++) await sleep(50);
      expect(await texts()).toBe(2);
    }
    const [consultation] = await livia.conversations();
    await livia.say(consultation!.id, 'Good afternoon from a browser.');
    const heard = async (): Promise<boolean> =>
      JSON.stringify((await samir.messages(consultation!.id)).items).includes('from a browser');
    for (let tries = 0; !(await heard()) && tries < 900; tries++) await sleep(50);
    expect(await heard()).toBe(true);
  }, 240_000);

  it('is where they sign in again after a restart, and no link is shown that was used', async () => {
    const before = web();
    await product.restarts();
    for (const name of ['Livia Montoro', 'Samir Velkan', 'Oren Calloway']) expect(addressOf(name)).toBe(before);
    expect(product.screen).not.toMatch(/^ *for .*(?:Livia|Samir|Oren)/m);
    expect(readdirSync(product.file('invitations')).filter((file) => file.endsWith('.link'))).toHaveLength(5);
  }, 90_000);
});
