import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import type { Problem } from '#contracts';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

const PAGE = '<!doctype html><title>Comity</title>';
const SCRIPT = 'globalThis.desk = "desk";'.repeat(100);
const ASSET = 'assets/main-0a1b2c3d.js';
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; " +
  "font-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types comity";

const folder = mkdtempSync(join(tmpdir(), 'comity-web-'));
let relay: TestRelay;

/** An answer as it stands on the wire: fetch would unpack it. */
interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

async function get(path: string, headers: Record<string, string> = {}, to = relay, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // Not by its origin: that may be a proxy's.
    const { port } = to.app.getHttpServer().address() as AddressInfo;
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const problemIn = ({ body }: Answer) => (JSON.parse(body.toString()) as Problem).code;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  const files = { 'index.html': PAGE, 'service-worker.js': '', 'manifest.webmanifest': '{}', [ASSET]: SCRIPT };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, `${ASSET}.gz`), gzipSync(SCRIPT));
  writeFileSync(join(folder, `${ASSET}.br`), brotliCompressSync(SCRIPT));
  relay = await aRelay({ environment: { COMITY_WEB: folder } });
});

afterAll(async () => {
  await endRelays();
  rmSync(folder, { recursive: true, force: true });
});

describe('the web client', () => {
  it.each(['/', '/inbox', '/c/5Kx0?at=12', '/directory/authority:marenia-justice'])(
    'is one page at %s',
    async (path) => {
      const { status, headers, body } = await get(path, asBrowser);
      expect([status, headers['content-type'], body.toString()]).toEqual([200, 'text/html; charset=utf-8', PAGE]);
      expect(headers['cache-control']).toBe('no-cache');
    },
  );

  it.each(['/', `/${ASSET}`, '/service-worker.js', '/manifest.webmanifest'])(
    'tells a browser at %s to run nothing else, and to send nothing elsewhere',
    async (path) => {
      const { headers } = await get(path);
      expect(headers).toMatchObject({
        'content-security-policy': POLICY,
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=(), '),
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers['strict-transport-security'] ?? headers['server'] ?? headers['set-cookie']).toBeUndefined();
    },
  );

  it('is kept by a browser for good where a name holds a hash, and asked for anew elsewhere', async () => {
    expect((await get(`/${ASSET}`)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const { headers } = await get('/service-worker.js');
    expect(headers['cache-control']).toBe('no-cache');
    const again = await get('/service-worker.js', { 'if-none-match': String(headers['etag']) });
    expect([again.status, again.body.length, again.headers['content-security-policy']]).toEqual([304, 0, POLICY]);
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (bytes: Buffer) => bytes],
  ])('comes packed for a browser that takes %s', async (accepted, encoding, unpack) => {
    const { headers, body } = await get(`/${ASSET}`, { 'accept-encoding': accepted });
    expect([headers['content-encoding'], headers['vary']]).toEqual([encoding, 'accept-encoding']);
    expect(headers['content-type']).toMatch(/^(?:text|application)\/javascript; charset=utf-8$/);
    expect(unpack(body).toString()).toBe(SCRIPT);
  });

  it('comes as it is where nothing was packed', async () => {
    const { headers, body } = await get('/', { 'accept-encoding': 'br, gzip' });
    expect([headers['content-encoding'], body.toString()]).toEqual([undefined, PAGE]);
  });

  it('answers HEAD without a body', async () => {
    const { status, headers, body } = await get('/', {}, relay, 'HEAD');
    expect([status, headers['content-length'], body.length]).toEqual([200, String(PAGE.length), 0]);
  });

  it('leads from localhost to the address that invitations name', async () => {
    const host = new URL(relay.url).host.replace('127.0.0.1', 'localhost');
    const { status, headers } = await get('/inbox', { ...asBrowser, host });
    expect([status, headers['location']]).toEqual([307, `${relay.url}/inbox`]);
  });

  it.each(['/v1/inbox', '/health/inbox', '/metrics', '/assets/gone.js', '/..%2f..%2fpackage.json', '/inbox.html'])(
    'is not at %s, which is a problem even to a browser',
    async (path) => {
      const answer = await get(path, asBrowser);
      expect([answer.status, problemIn(answer)]).toEqual([404, 'request.unknown-route']);
      expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(answer.headers['cache-control']).toBe('no-store');
    },
  );

  it('leaves the routes of the relay to the relay', async () => {
    expect(JSON.parse((await get('/health', asBrowser)).body.toString())).toEqual({ status: 'ok' });
    expect((await get('/ready', asBrowser)).status).toBe(200);
  });

  it('has its page opened by nobody who posts', async () => {
    const answer = await get('/inbox', asBrowser, relay, 'POST');
    expect([answer.status, problemIn(answer)]).toEqual([404, 'request.unknown-route']);
  });

  it('is told over TLS to stay there', async () => {
    const environment = { COMITY_WEB: folder, COMITY_ORIGIN: 'https://relay.example' };
    const { headers } = await get('/', asBrowser, await aRelay({ beside: relay, environment }));
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
  });

  it.each(['off', '/nowhere'])('is not served, and the relay is, when COMITY_WEB is %s', async (web) => {
    const bare = await aRelay({ beside: relay, environment: { COMITY_WEB: web } });
    const answer = await get('/', asBrowser, bare);
    expect([answer.status, problemIn(answer)]).toEqual([404, 'request.unknown-route']);
    expect((await get('/ready', {}, bare)).status).toBe(200);
  });
});
