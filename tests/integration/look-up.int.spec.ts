import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditLeaves, limits, type LookUpTokenMade, type LookUpTokens, type Problem } from '#contracts';
import { SystemClock } from '#relay/platform/clock';
import { RateLimiter } from '#relay/platform/rate-limiter';
import { aNetwork, type AuthorityBuilder, type NetworkBuilder } from '../support/directory.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

const DAY = 86_400;

let network: NetworkBuilder;
let justice: AuthorityBuilder;
let relay: TestRelay;
/** Sessions: of an administrator, of another officer, and of another authority's administrator. */
let administrator: string;
let officer: string;
let other: string;

const make = async (by = administrator, name = 'Case management', days = 30) =>
  relay.post('/v1/look-up/tokens', { name, days }, by);
const made = async () => (await make()).body as LookUpTokenMade;
const list = async (by = administrator) => ((await relay.get('/v1/look-up/tokens', by)).body as LookUpTokens).tokens;
const lookUp = async (token: string, path = `/${justice.id}`) => relay.get(`/v1/look-up/authorities${path}`, token);
const codeIn = ({ body }: { body: unknown }) => (body as Problem).code;

beforeAll(async () => {
  network = aNetwork();
  justice = network.anAuthority('vl-moj');
  const ana = justice.anAdministrator('ana').aDevice();
  const bo = justice.anOfficer('bo').aDevice();
  const cy = network.anAuthority('qm-moj', { state: 'QM' }).anAdministrator('cy').aDevice();
  relay = await aRelay({ network });
  [administrator = '', officer = '', other = ''] = [
    await relay.signIn(ana),
    await relay.signIn(bo),
    await relay.signIn(cy),
  ];
}, 120_000);

afterAll(endRelays);

describe('a token of a program', () => {
  it('looks authorities up, one or by what is asked, and does nothing else', async () => {
    const { token } = await made();
    expect((await lookUp(token)).body).toMatchObject({ authority: { id: justice.id, state: 'VL' } });
    expect((await lookUp(token, '?state=QM')).body).toMatchObject({
      found: 1,
      authorities: [{ id: 'authority:qm-moj' }],
    });
    for (const path of ['/v1/look-up/tokens', '/v1/enrolments', '/v1/record/leaves?from=0'])
      expect([path, codeIn(await relay.get(path, token))]).toEqual([path, 'session.expired']);
    expect(codeIn(await make(token))).toBe('session.expired');
  });

  it('is no session: one does not look up by this door', async () => {
    expect(codeIn(await lookUp(administrator))).toBe('session.expired');
  });

  it('is made, listed and ended by administrators of its authority alone', async () => {
    const { id, token } = await made();
    expect([codeIn(await make(officer)), codeIn(await relay.get('/v1/look-up/tokens', officer))]).toEqual([
      'permission.denied',
      'permission.denied',
    ]);
    expect((await list()).map((one) => one.id)).toContain(id);
    expect(await list(other)).toEqual([]);
    const end = async (by: string) => relay.call('DELETE', `/v1/look-up/tokens/${id}`, undefined, by);
    expect([(await end(officer)).status, (await end(other)).status]).toEqual([403, 404]);
    expect((await lookUp(token)).status).toBe(200);
    expect((await end(administrator)).status).toBe(204);
    expect(codeIn(await lookUp(token))).toBe('session.expired');
    expect((await end(administrator)).status).toBe(404);
  });

  it('is listed with its last use, which is noted once an hour', async () => {
    const { id, token } = await made();
    const used = async () => (await list()).find((one) => one.id === id)?.usedAt;
    expect(await used()).toBeUndefined();
    await lookUp(token);
    const first = await used();
    expect(first).toBeGreaterThan(0);
    const clock = relay.app.get(SystemClock);
    const now = clock.now.bind(clock);
    try {
      clock.now = () => now() + 60_000;
      await lookUp(token);
      expect(await used()).toBe(first);
      clock.now = () => now() + 3_700_000;
      await lookUp(token);
    } finally {
      clock.now = now;
    }
    expect(await used()).toBeGreaterThan(first ?? 0);
  });

  it('is kept as a hash, and told nowhere else', async () => {
    const { token } = await made();
    const rows = await relay.sql('select * from look_up_token');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
    expect(JSON.stringify(await list())).not.toContain(token);
  });

  it('ends when its time is over, and rests while its authority is suspended', async () => {
    const { token } = await made();
    const clock = relay.app.get(SystemClock);
    const now = clock.now.bind(clock);
    clock.now = () => now() + 31 * DAY * 1000;
    try {
      expect(codeIn(await lookUp(token))).toBe('session.expired');
    } finally {
      clock.now = now;
    }
    justice.is('suspended');
    await relay.tell(network);
    expect(codeIn(await lookUp(token))).toBe('session.expired');
    justice.is('reinstated');
    await relay.tell(network);
    expect((await lookUp(token)).status).toBe(200);
  });

  it('leaves a leaf when it is made, and one when it is ended', async () => {
    const { id } = await made();
    await relay.call('DELETE', `/v1/look-up/tokens/${id}`, undefined, administrator);
    await relay.until(async () => {
      const { leaves } = (await relay.get('/v1/record/leaves?from=0', administrator)).body as AuditLeaves;
      const types = leaves
        .filter((leaf) => leaf.includes(id))
        .map((leaf) => (JSON.parse(leaf) as { type: string }).type);
      return types.join() === 'look-up.token-made,look-up.token-revoked';
    });
  });

  it('is bounded: in number, in name, in days, and in what it asks for', async () => {
    const other = await relay.post('/v1/look-up/tokens', { name: 'x', days: 1, reads: 'everything' }, administrator);
    expect(codeIn(other)).toBe('request.invalid');
    for (const [name, days] of [
      ['', 1],
      ['x'.repeat(101), 1],
      ['x', 0],
      ['x', limits.lookUpTokenDays + 1],
    ] as const)
      expect(codeIn(await make(administrator, name, days))).toBe('request.invalid');
    const { id, token } = await made();
    for (let count = (await list()).length; count < limits.lookUpTokens; count++) await make();
    expect((await make()).body).toMatchObject({ code: 'permission.denied', detail: 'look-up.full' });
    const clock = relay.app.get(SystemClock);
    const [now, at] = [clock.now.bind(clock), clock.now()];
    clock.now = () => at;
    try {
      for (let i = 0; i < 300; i++) relay.app.get(RateLimiter).take(`look-up ${id}`, 300);
      expect(codeIn(await lookUp(token))).toBe('rate.limited');
    } finally {
      clock.now = now;
    }
  });
});
