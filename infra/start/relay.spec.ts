import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startRelay, type RunningRelay } from './relay.js';

const folder = mkdtempSync(join(tmpdir(), 'comity-relay-'));
let running: RunningRelay | undefined;

/** Starts a program of a few lines in the relay's place. */
async function aRelay(
  source: string,
  own: { witnessUrls?: readonly string[]; environment?: Record<string, string> } = {},
): Promise<RunningRelay> {
  const program = join(folder, 'relay.mjs');
  writeFileSync(program, source);
  const port = await freePort(0);
  const where = { logFile: join(folder, 'relay.log'), keysDir: join(folder, 'keys') };
  running = await startRelay({
    port,
    databaseUrl: 'postgresql://h/d',
    witnessUrls: ['http://w'],
    environment: {},
    program,
    ...where,
    ...own,
  });
  return running;
}

const SERVES = `
  import { createServer } from 'node:http';
  const { COMITY_PORT, COMITY_LISTEN_HOST } = process.env;
  createServer((_, reply) => reply.end(JSON.stringify(process.env))).listen(COMITY_PORT, COMITY_LISTEN_HOST);`;

describe('startRelay', () => {
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells the relay where its database, keys and witnesses are', async () => {
    const { origin } = await aRelay(SERVES);
    expect(await (await fetch(origin)).json()).toMatchObject({
      COMITY_DATABASE_URL: 'postgresql://h/d',
      COMITY_LISTEN_HOST: '127.0.0.1',
      COMITY_ORIGIN: origin,
      COMITY_KEYS_DIR: join(folder, 'keys'),
      COMITY_WITNESS_URLS: 'http://w',
    });
  });

  it('leaves the witnesses to the environment when the start has none', async () => {
    const environment = { COMITY_WITNESS_URLS: 'http://other' };
    const { origin } = await aRelay(SERVES, { witnessUrls: [], environment });
    expect(await (await fetch(origin)).json()).toMatchObject(environment);
  });

  it('stops a relay that ends when it is asked', async () => {
    const relay = await aRelay(SERVES);
    await relay.stop();
    expect(await relay.ended).toEqual({ code: null, signal: 'SIGTERM' });
  });

  it("hands on the relay's own sentence when it does not start", async () => {
    const words = 'The schema of the database is newer than this release of the relay; run the newer release.';
    const start = aRelay(`console.log('{"level":30}'); console.error(${JSON.stringify(words)}); process.exit(2);`);
    await expect(start).rejects.toMatchObject({ code: 'start.relay', message: words });
  });

  it('says where to look when the relay gave no sentence', async () => {
    await expect(aRelay('process.exit(1)')).rejects.toThrow(/^The relay did not start: .*; see .*relay\.log\.$/);
  });
});

describe('freePort', () => {
  it('refuses in a sentence when another program listens on the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(freePort(port, 100)).rejects.toMatchObject({
      code: 'start.port-taken',
      message: `Port ${String(port)} of 127.0.0.1 cannot be used: another program listens on it; stop that program, or give another port by --port N.`,
    });
    other.close();
  });

  it('gives a port that was let go a moment later', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    setTimeout(() => other.close(), 200);
    expect(await freePort(port)).toBe(port);
  });
});
