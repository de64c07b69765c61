import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { limits, type LookUpTokenMade, type Problem } from '#contracts';
import { SystemClock } from '#relay/platform/clock';
import { policyOf } from '#relay/platform/policy';
import { type EventName, SocketEvents } from '#relay/sockets/socket-events';
import { aPost } from '../support/archive.js';
import { aNetwork, type DeviceBuilder } from '../support/directory.js';
import {
  aMessageId,
  closeSockets,
  codeOfAnswer,
  connected,
  Member,
  openSocket,
  sealedBytes,
} from '../support/member.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';
import { requested, type Route, routesIn } from '../support/routes.js';

let relay: TestRelay;
let routes: Route[];
let token: string;
let lookUp: string;
let laptop: DeviceBuilder;

const request = async (route: Route, body?: unknown, query = '', bearer?: string) =>
  requested(relay, route, body, query, bearer);
const codeIn = ({ body }: { body: unknown }) => (body as Problem | undefined)?.code;

beforeAll(async () => {
  const network = aNetwork();
  laptop = network.anAuthority('vl-moj').anAdministrator('ana').aDevice();
  relay = await aRelay({ network });
  token = await relay.signIn(laptop);
  const made = await relay.post('/v1/look-up/tokens', { name: 'Case management', days: 1 }, token);
  lookUp = (made.body as LookUpTokenMade).token;
  routes = routesIn(relay);
});

afterAll(async () => {
  closeSockets();
  await endRelays();
});

describe('every handler', () => {
  it('has a policy, over HTTP and by socket', () => {
    expect(routes.length).toBeGreaterThan(15);
    expect(routes.filter(({ handler }) => policyOf(handler) === undefined).map(({ name }) => name)).toEqual([]);
    const events = relay.app.get(SocketEvents);
    expect(events.missing()).toEqual([]);
    expect(events.names().filter((name) => events.of(name)?.policy !== 'session')).toEqual([]);
  });

  it('is public for these routes alone', () => {
    const open = routes
      .filter(({ handler }) => policyOf(handler) === 'public')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual([
      'GET /*',
      'GET /health',
      'GET /public',
      'GET /public.json',
      'GET /public/*',
      'GET /public/:authority',
      'GET /ready',
      'GET /tlog/:log/checkpoint',
      'GET /tlog/:log/tile/*',
      'GET /v1/directory/checkpoint',
      'GET /v1/directory/entries',
      'GET /v1/directory/statements',
      'GET /v1/directory/subjects/:subject',
      'GET /v1/enrolments/:id',
      'GET /v1/network',
      'GET /v1/openapi.json',
      'GET /v1/record/:log/checkpoint',
      'GET /v1/record/:log/consistency',
      'GET /v1/secretariat/keys',
      'GET /v1/secretariat/map',
      'POST /v1/directory/statements',
      'POST /v1/enrolments',
      'POST /v1/sessions',
      'POST /v1/sessions/challenges',
    ]);
  });

  it('is refused without a session where its policy asks for one, and with one that was never issued everywhere', async () => {
    for (const route of routes) {
      const needs = policyOf(route.handler) !== 'public';
      const body = route.method === 'POST' ? {} : undefined;
      if (needs) expect([route.name, codeIn(await request(route, body))]).toEqual([route.name, 'session.required']);
      const forged = await request(route, body, '', 'A'.repeat(43));
      expect([route.name, codeIn(forged)]).toEqual([route.name, 'session.expired']);
      expect(codeIn(await request(route, body, '', 'short'))).toBe('session.required');
    }
  });

  it('refuses a field it does not know, in a body and in a query', async () => {
    const strict = routes.filter(({ takes }) => takes.body || takes.query);
    expect(strict.length).toBeGreaterThan(8);
    for (const route of strict) {
      const policy = policyOf(route.handler);
      const bearer = policy === 'public' ? undefined : policy === 'look-up' ? lookUp : token;
      const body = route.method === 'POST' ? { unknown: 1 } : undefined;
      const answer = await request(route, body, route.takes.query ? '?unknown=1' : '', bearer);
      expect([route.name, codeIn(answer)]).toEqual([route.name, 'request.invalid']);
    }
  });

  it('of a socket refuses whatever has another form, one part more or an argument more', async () => {
    const member = await Member.of(relay, laptop, { dormant: true });
    const hash = 'A'.repeat(43);
    // The compiler asks for a row for each event there is.
    const right: Readonly<Record<EventName, unknown>> = {
      'message.send': [hash, new Uint8Array(32), aMessageId(), sealedBytes()],
      'archive.post': [hash, new Uint8Array(32), aMessageId(), aPost()],
      'frames.fetch': [hash, 0, 1],
      'session.renew': hash,
    };
    expect(Object.keys(right).sort()).toEqual([...relay.app.get(SocketEvents).names()].sort());
    for (const [name, argument] of Object.entries(right)) {
      const longer = Array.isArray(argument) ? [...(argument as unknown[]), 1] : `${hash}A`;
      const answers = [await member.ask(name, argument)];
      for (const args of [[longer], [{ unknown: 1 }], [argument, 1], []]) answers.push(await member.ask(name, ...args));
      const [formed, ...others] = answers.map(codeOfAnswer);
      expect([name, formed]).toEqual([name, name === 'session.renew' ? 'session.expired' : 'conversation.unknown']);
      expect([name, ...new Set(others)]).toEqual([name, 'request.invalid']);
    }
  });

  it('of a socket is refused when the session is over, and there is no socket without one', async () => {
    const member = await Member.of(relay, laptop, { dormant: true });
    const clock = relay.app.get(SystemClock);
    const now = clock.now.bind(clock);
    clock.now = () => now() + limits.sessionSeconds * 1000 + 1000;
    try {
      const asked = relay.app
        .get(SocketEvents)
        .names()
        .map(async (name) => member.ask(name, []));
      expect(new Set((await Promise.all(asked)).map(codeOfAnswer))).toEqual(new Set(['session.expired']));
    } finally {
      clock.now = now;
    }
    await expect(connected(openSocket(relay.url, undefined))).rejects.toThrow('request.invalid');
  });

  it('is described in OpenAPI', async () => {
    const { paths } = (await relay.get('/v1/openapi.json')).body as { paths: Record<string, Record<string, unknown>> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const expected = routes
      .map(({ method, path }) => `${method} ${path}`)
      .filter((one) => !one.endsWith('openapi.json') && one !== 'GET /*')
      // A path to the end has a name there.
      .map((one) => one.replace(/\*$/, ':path'));
    expect(described.sort()).toEqual(expected.sort());
  });
});

describe('the door', () => {
  it.each([
    ['not JSON', 'nonsense', 'application/json', 400, 'request.invalid'],
    ['a key twice', '{"device":"a","device":"b"}', 'application/json', 400, 'request.invalid'],
    ['deep nesting', '['.repeat(40), 'application/json', 400, 'request.invalid'],
    ['another type', 'device=a', 'application/x-www-form-urlencoded', 415, 'request.unsupported'],
    ['too many bytes', JSON.stringify({ device: 'x'.repeat(300_000) }), 'application/json', 413, 'request.too-large'],
  ])('refuses %s as a problem that tells nothing', async (_, body, type, status, code) => {
    const answer = await relay.call('POST', '/v1/sessions/challenges', body, undefined, type);
    expect([answer.status, codeIn(answer)]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('sends headers that leave a browser nothing to do', async () => {
    for (const path of ['/v1/network', '/nowhere']) {
      const { headers } = await relay.get(path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull();
    }
  });

  it('answers what does not exist as a problem, without the path', async () => {
    const { status, body } = await relay.get('/v1/secret-path');
    expect([status, (body as Problem).code]).toEqual([404, 'request.unknown-route']);
    expect(JSON.stringify(body)).not.toContain('secret-path');
  });

  it('slows down one address and one device', async () => {
    const slow = await aRelay({
      beside: relay,
      environment: { COMITY_ADDRESS_REQUESTS_PER_MINUTE: '20', COMITY_DEVICE_REQUESTS_PER_MINUTE: '5' },
    });
    const asked = [];
    for (let i = 0; i < 8; i++) asked.push((await slow.get('/v1/enrolments', token)).status);
    expect(asked.filter((status) => status === 429).length).toBeGreaterThanOrEqual(2);
    const knocked = [];
    for (let i = 0; i < 25; i++) knocked.push((await slow.get('/health')).status);
    expect(knocked.filter((status) => status === 429).length).toBeGreaterThanOrEqual(4);
    await slow.stop();
  });
});
