import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { aBuiltRelay } from '../support/built-relay.js';
import { endRelays } from '../support/relay.js';

const DIST = pathToFileURL(`${process.cwd()}/dist/`).href;

/** All that the relay may load of libs/crypto: hashes, encodings, sizes, signatures to be verified, and the logs' own signer. */
const CRYPTO = [
  'agreement', 'application-entry', 'buckets', 'canonical-json', 'equal-secrets', 'errors', 'hash', 'head', 'log-signer', 'lp', 'record', 'session', 'signature', 'sodium', 'unreadable', 'verify',
]; // oxfmt-ignore
/** Of our own, beside it. */
const OURS = [
  'apps/relay',
  'libs/contracts',
  'libs/crypto',
  'libs/directory',
  'libs/pages',
  'libs/primitives',
  'libs/roster',
  'libs/tlog',
];

const folder = mkdtempSync(join(tmpdir(), 'comity-modules-'));

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await endRelays();
});

/** Addresses of every script that the running relay has loaded, as V8 itself counts them. */
async function loadedByRelay(): Promise<string[]> {
  const relay = await aBuiltRelay({ NODE_V8_COVERAGE: folder });
  await fetch(`${relay.url}/v1/directory/checkpoint`);
  await relay.stop();
  const [report = ''] = readdirSync(folder);
  const { result } = JSON.parse(readFileSync(join(folder, report), 'utf8')) as { result: { url: string }[] };
  return result.map(({ url }) => url);
}

describe('the modules that a running relay has loaded', () => {
  it('hold nothing of ours that can open, unwrap or derive a key', async () => {
    const loaded = await loadedByRelay();
    const own = loaded.filter((url) => url.startsWith(DIST)).map((url) => url.slice(DIST.length));
    const crypto = own
      .filter((path) => path.startsWith('libs/crypto/'))
      .map((path) => path.replace(/^libs\/crypto\/src\/(.*)\.js$/, '$1'));
    expect(crypto.sort()).toEqual(CRYPTO);
    expect([...new Set(own.map((path) => path.split('/').slice(0, 2).join('/')))].sort()).toEqual(OURS);
    expect(loaded.some((url) => url.includes('/apps/relay/src/messages/'))).toBe(true);
    const foreign = loaded.filter((url) => /node_modules\/(?:@noble|shamir|ts-mls|openpgp|tweetnacl)/.test(url));
    expect(foreign).toEqual([]);
  }, 60_000);
});
