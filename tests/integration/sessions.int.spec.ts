import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem, Ticket } from '#contracts';
import { SessionRegistry } from '#relay/sessions/session-registry';
import { aNetwork, type DeviceBuilder, type NetworkBuilder, type OfficerBuilder } from '../support/directory.js';
import { aRelay, endRelays, type TestRelay } from '../support/relay.js';

let network: NetworkBuilder;
let ana: OfficerBuilder;
let laptop: DeviceBuilder;
let relay: TestRelay;

const codeIn = ({ body }: { body: unknown }) => (body as Problem).code;
const ticketOf = async (token: string) => (await relay.post('/v1/sessions/tickets', {}, token)).body as Ticket;

beforeAll(async () => {
  network = aNetwork();
  ana = network.anAuthority('vl-moj').anAdministrator('ana');
  laptop = ana.aDevice();
  relay = await aRelay({ network });
});

afterAll(endRelays);

describe('sessions', () => {
  it('opens for a device that signs its challenge, and the token is nowhere in the database', async () => {
    const token = await relay.signIn(laptop);
    expect((await relay.get('/v1/enrolments', token)).status).toBe(200);
    const dump = await relay.sql(`select encode(hash, 'hex') || device as row from session`);
    expect(JSON.stringify(dump)).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });

  it('refuses another signature, another device, another expiry, and a nonce used twice', async () => {
    const phone = ana.aNewDevice('phone');
    expect(codeIn(await relay.trySignIn(laptop, { signature: 'A'.repeat(86) }))).toBe('session.refused');
    expect(codeIn(await relay.trySignIn(phone))).toBe('session.refused');
    expect(codeIn(await relay.trySignIn(laptop, { device: phone.id }))).toBe('session.challenge');
    expect(codeIn(await relay.trySignIn(laptop, { expiry: 1 }))).toBe('session.challenge');
    const { nonce, expiry } = (await relay.post('/v1/sessions/challenges', { device: laptop.id })).body as {
      nonce: string;
      expiry: number;
    };
    const request = { device: laptop.id, nonce, expiry, signature: 'A'.repeat(86) };
    expect(codeIn(await relay.post('/v1/sessions', request))).toBe('session.refused');
    expect(codeIn(await relay.post('/v1/sessions', request))).toBe('session.challenge');
  });

  it('refuses a challenge that has expired', async () => {
    const asked = await relay.post('/v1/sessions/challenges', { device: laptop.id });
    const { nonce } = asked.body as { nonce: string };
    await relay.sql(`update session_challenge set expires_at = to_timestamp(1000)`);
    const answer = await relay.post('/v1/sessions', {
      device: laptop.id,
      nonce,
      expiry: 1000,
      signature: 'A'.repeat(86),
    });
    expect(codeIn(answer)).toBe('session.challenge');
  });

  it('is not kept from a device by a stranger who asks in its name, whatever address the stranger claims', async () => {
    const proxied = await aRelay({ beside: relay, environment: { COMITY_TRUST_PROXY: '1' } });
    const ask = async (forwarded: string): Promise<number> => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwarded };
      const body = JSON.stringify({ device: laptop.id });
      return (await fetch(`${proxied.url}/v1/sessions/challenges`, { method: 'POST', headers, body })).status;
    };
    const asked: number[] = [];
    for (let i = 0; i < 62; i++) asked.push(await ask(`198.51.100.${String(i)}, 203.0.113.9`));
    expect([asked[0], asked.at(-1)]).toEqual([201, 429]);
    expect(await ask('203.0.113.10')).toBe(201);
    await proxied.stop();
  });

  it('gives a ticket that opens one socket, once', async () => {
    const registry = relay.app.get(SessionRegistry);
    const { ticket } = await ticketOf(await relay.signIn(laptop));
    expect((await registry.byTicket(ticket)).device).toBe(laptop.id);
    await expect(registry.byTicket(ticket)).rejects.toMatchObject({ code: 'session.expired' });
    await expect(registry.byTicket('not a ticket')).rejects.toMatchObject({ code: 'session.expired' });
  });

  it('ends with its tickets when its device signs out', async () => {
    const registry = relay.app.get(SessionRegistry);
    const ended: string[] = [];
    registry.onEnded((session) => ended.push(session));
    const token = await relay.signIn(laptop);
    const { session } = await registry.byToken(token);
    const { ticket } = await ticketOf(token);
    expect((await relay.call('DELETE', '/v1/sessions/current', undefined, token)).status).toBe(204);
    expect(ended).toEqual([session]);
    expect(codeIn(await relay.post('/v1/sessions/tickets', {}, token))).toBe('session.expired');
    await expect(registry.byTicket(ticket)).rejects.toMatchObject({ code: 'session.expired' });
  });

  it('is over on every node at once when its device is revoked', async () => {
    const other = await aRelay({ beside: relay });
    const phone = ana.aDevice('ana-phone');
    await relay.tell(network);
    const token = await relay.signIn(phone);
    phone.isRevoked();
    await relay.tell(network);
    expect(codeIn(await relay.get('/v1/enrolments', token))).toBe('device.not-live');
    await other.until(async () => codeIn(await other.get('/v1/enrolments', token)) === 'device.not-live');
    expect(codeIn(await relay.trySignIn(phone))).toBe('device.not-live');
    await other.stop();
  });
});
