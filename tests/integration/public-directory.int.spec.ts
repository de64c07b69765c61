import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fieldCommitment, sha256 } from '#crypto/verify';
import type { Problem } from '#contracts';
import { toBase64url, utf8 } from '#primitives';
import { pageStyle } from '#pages';
import { SystemClock } from '#relay/platform/clock';
import { RateLimiter } from '#relay/platform/rate-limiter';
import {
  aNetwork,
  aPage,
  type AuthorityBuilder,
  type DeviceBuilder,
  type NetworkBuilder,
} from '../support/directory.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

const HOSTILE = '<script>alert(1)</script>';
const r = new Uint8Array(32).fill(9);
const everyone = ['Bea', '+00 555 0100'];
const NEEDS = 'A second line for the office';
const members = ['Carl', 'carl@example.invalid'];

let network: NetworkBuilder;
let justice: AuthorityBuilder;
let editing: DeviceBuilder;
let approving: DeviceBuilder;
let relay: TestRelay;

const field = (label: string, value: string, visible: 'everyone' | 'members') => ({
  commitment: toBase64url(fieldCommitment(r, label, value)),
  visible,
});
const opening = (label: string, value: string) => ({ label, value, r: toBase64url(r) });

async function get(path: string, headers: Record<string, string> = {}, of = relay) {
  const answer = await fetch(of.url + path, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
const jsonOf = async (path: string) => JSON.parse((await get(path)).text) as Record<string, never>;
const codeOf = ({ text }: { text: string }) => (JSON.parse(text) as Problem).code;

async function publish(changes: Parameters<typeof aPage>[0], openings: readonly object[]) {
  const page = aPage(changes);
  const statement = network.signed({ type: 'page.published', subject: justice.id, page }, editing, approving);
  const answer = await relay.post('/v1/directory/statements', { statement, openings });
  expect(answer.status).toBe(201);
  network.log(statement, justice.id);
  await relay.until(async () => (await relay.directorySize()) === network.entries.length);
}

beforeAll(async () => {
  network = aNetwork();
  approving = network.aSecretariat().anAdministrator('ilse').aDevice();
  justice = network.anAuthority('vl-moj', { state: 'VL', name: `Ministry of Justice ${HOSTILE}` });
  editing = justice.anAdministrator('ana').aDevice();
  const bureau = network.anAuthority('fr-bemi', { state: 'FR', name: 'Bureau', functions: ['extradition'] });
  const coordinator = justice.anAdministrator('bo');
  const coast = network.aRegion('coast', coordinator);
  const joining = { type: 'network.member-added' as const, subject: coast, authority: bureau.id };
  expect(network.say(joining, coordinator.aDevice(), bureau.key)).toEqual({ effect: 'applied' });
  relay = await aRelay({ network });
  const [name = '', telephone = ''] = everyone;
  const [other = '', email = ''] = members;
  await publish(
    {
      channels: ['interpol'],
      sections: [{ topic: 'needs', language: 'en', text: { ...field('text', NEEDS, 'members'), visible: 'members' } }],
      persons: [
        {
          role: 'head',
          fields: { name: field('name', name, 'everyone'), telephone: field('telephone', telephone, 'everyone') },
        },
        { role: 'deputy', fields: { name: field('name', other, 'members'), email: field('email', email, 'members') } },
      ],
    },
    [
      opening('name', name),
      opening('telephone', telephone),
      opening('name', other),
      opening('email', email),
      opening('text', NEEDS),
    ],
  );
}, 120_000);

afterAll(endRelays);

describe('the public directory', () => {
  it('lists authorities by State without script, under a policy that allows its own style alone', async () => {
    const { status, headers, text } = await get('/public', { accept: 'text/html' });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const style = Buffer.from(sha256(utf8(pageStyle))).toString('base64');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${style}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(text).toContain('<html lang="en" dir="ltr">');
    expect(text).toContain('<h2>France</h2>');
    expect(text).toContain('Ministry of Justice &lt;script&gt;');
    expect(text).not.toContain('<script');
    expect(Buffer.byteLength(text)).toBeLessThan(12 * 1024);
  });

  it('shows of persons and of texts what their State opened to everyone, and nothing else', async () => {
    for (const path of [`/public/${justice.id}`, `/public/${justice.id}.json`]) {
      const { text } = await get(path);
      for (const value of everyone) expect(text).toContain(value);
      for (const value of [...members, NEEDS, 'needs']) expect(text).not.toContain(value);
    }
  });

  it('no longer shows what a later page opens to members alone', async () => {
    const [name = ''] = everyone;
    await publish({ persons: [{ role: 'head', fields: { name: field('name', name, 'members') } }] }, []);
    expect((await get(`/public/${justice.id}`)).text).not.toContain(name);
    await publish({ channels: ['interpol'] }, []);
  });

  it('names the places in the log that it was made from', async () => {
    const { log } = (await jsonOf(`/public/${justice.id}.json`)) as unknown as {
      log: { size: number; root: string; designation: number; page: number };
    };
    expect(log.size).toBe(network.entries.length);
    expect([log.designation, log.page].map((at) => network.entries[at]?.subject)).toEqual([justice.id, justice.id]);
    expect(network.entries[log.page]?.statement).toContain('"page.published"');
    const { note } = (await relay.get('/v1/directory/checkpoint')).body as { note: string };
    expect(note).toContain(Buffer.from(log.root, 'base64url').toString('base64'));
  });

  it.each([
    ['state=FR', ['authority:fr-bemi']],
    ['function=extradition', ['authority:fr-bemi']],
    ['instrument=uncac', []],
    ['language=fr', ['authority:vl-moj']],
    ['channel=interpol', ['authority:vl-moj']],
    ['network=region:coast', ['authority:fr-bemi']],
    ['words=JUSTICE+vl', ['authority:vl-moj']],
    [
      'words=&state=&function=&instrument=&language=&channel=&page=1',
      ['authority:fr-bemi', 'authority:secretariat', 'authority:vl-moj'],
    ],
  ])('narrows the list by %s', async (query, ids) => {
    const { authorities } = (await jsonOf(`/public.json?${query}`)) as unknown as { authorities: { id: string }[] };
    expect(authorities.map(({ id }) => id).sort()).toEqual(ids);
  });

  it('is sent again only when it says something else', async () => {
    const first = await get('/public');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    expect((await get('/public', { 'if-none-match': etag })).status).toBe(304);
    network.anAuthority('de-bfj', { state: 'DE', name: 'Amt' });
    await relay.tell(network);
    expect((await get('/public', { 'if-none-match': etag })).status).toBe(200);
  });

  it.each([
    '/public?state=QM&state=QN',
    '/public?unknown=1',
    '/public?page=0',
    '/public?open=yes',
    `/public?words=${'x'.repeat(201)}`,
  ])('refuses %s', async (path) => {
    const answer = await get(path, { accept: 'text/html' });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'request.invalid']);
  });

  it('has no page of an authority that is not there, nor below one that is', async () => {
    const ids = ['authority:nobody', 'authority:-', 'authority:VL', 'vl-moj', `${justice.id}/x`];
    for (const path of ids.map((id) => `/public/${id}`)) {
      const answer = await get(path, { accept: 'text/html' });
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect([path, answer.headers.get('content-type')]).toEqual([path, 'text/html; charset=utf-8']);
      expect(answer.headers.get('content-security-policy')).toContain("style-src 'sha256-");
      expect(answer.text).toContain('<h1>No authority at this address</h1>');
      const problem = await get(path, { accept: 'application/json' });
      expect([path, problem.status, codeOf(problem)]).toEqual([path, 404, 'request.unknown-route']);
    }
    const bare = await get('/public/', { accept: 'text/html' });
    expect([bare.status, bare.headers.get('cache-control')]).toEqual([404, 'no-store']);
    const named = await get('/public/authority:nobody.json', { accept: 'text/html' });
    expect([named.status, codeOf(named)]).toEqual([404, 'request.unknown-route']);
  });

  it('stands in the description for programs', async () => {
    const { paths } = (await relay.get('/v1/openapi.json')).body as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/public.json', '/public/{authority}']));
  });

  it('is not served where the operator turned it off', async () => {
    const bare = await aRelay({ beside: relay, environment: { COMITY_PUBLIC_DIRECTORY: 'off' } });
    for (const path of ['/public', '/public.json', `/public/${justice.id}`]) {
      const answer = await get(path, { accept: 'text/html' }, bare);
      expect([answer.status, codeOf(answer)]).toEqual([404, 'request.unknown-route']);
    }
  });

  it('lets one address have so many pages made and no more', async () => {
    const [limiter, clock] = [relay.app.get(RateLimiter), relay.app.get(SystemClock)];
    const [now, at] = [clock.now.bind(clock), clock.now()];
    clock.now = () => at;
    try {
      for (let i = 0; i < 300; i++) {
        try {
          limiter.take('public 127.0.0.1', 300);
        } catch {
          break;
        }
      }
      expect(codeOf(await get('/public'))).toBe('rate.limited');
    } finally {
      clock.now = now;
    }
  });
});
