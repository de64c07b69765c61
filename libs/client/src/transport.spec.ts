import { describe, expect, it } from '@jest/globals';
import { limits } from '#contracts';
import { z } from 'zod';
import { outcome } from '../../../tests/support/talking.js';
import { utf8 } from '#primitives';
import type { Http, HttpBytes, HttpRequest } from './environment.js';
import { Transport } from './transport.js';

const call = { method: 'GET', path: '/v1/anything?of=it', answer: z.string() } as const;

const answering = (body: string | undefined, status = 200): Transport =>
  new Transport({ http: () => Promise.resolve({ status, body }) }, 'https://relay.example');

describe('the transport', () => {
  it('names the most bytes of an answer that are to be read', async () => {
    const asked: HttpRequest[] = [];
    const http: Http = (request) => {
      asked.push(request);
      return Promise.resolve({ status: 200, body: '"yes"' });
    };
    const transport = new Transport({ http }, 'https://relay.example');
    expect([await transport.call(call), await transport.call({ ...call, most: 7 })]).toEqual(['yes', 'yes']);
    expect(asked.map(({ most }) => most)).toEqual([limits.answerBytes, 7]);
  });

  it.each([
    ['that was not read to its end', answering(undefined)],
    ['that was, though it is longer', answering('"' + 'a'.repeat(limits.answerBytes) + '"')],
    ['that says what went wrong', answering(undefined, 500)],
  ])('refuses an answer longer than any may be %s', async (_, transport) => {
    expect(await outcome(transport.call(call))).toBe('client.answer');
  });

  it('asks once more where the relay did not get the request in time', async () => {
    const statuses = [408, 200];
    const http: Http = () => Promise.resolve({ status: statuses.shift() ?? 500, body: '"yes"' });
    expect(await new Transport({ http }, 'https://relay.example').call(call)).toBe('yes');
  });

  it.each([
    [408, 'relay.unavailable'],
    [502, 'relay.unavailable'],
    [503, 'relay.unavailable'],
    [504, 'relay.unavailable'],
    [404, 'relay.fault'],
    [500, 'relay.fault'],
  ])('tells who answered %d without a problem of the relay', async (status, code) => {
    expect(await outcome(answering('<html>', status).call(call))).toBe(code);
  });
});

describe('the transport of bytes', () => {
  const credentials = () => {
    const tokens = ['old', 'new'];
    return { token: () => Promise.resolve(tokens[0] ?? ''), forget: () => void tokens.shift() };
  };
  const over = (httpBytes: HttpBytes): Transport =>
    new Transport({ http: () => Promise.reject(new Error('no text')), httpBytes }, 'https://relay.example');
  const asking = { method: 'GET', path: '/v1/bytes', headers: { range: 'bytes=0-3' }, most: 4 } as const;
  const problem = utf8(JSON.stringify({ code: 'session.expired', title: 'over', status: 401 }));

  it('renews an ended session once, and gives bytes as they came', async () => {
    const asked: (string | undefined)[] = [];
    const transport = over(({ headers }) => {
      asked.push(headers['authorization']);
      const isOld = headers['authorization'] === 'Bearer old';
      return Promise.resolve({
        status: isOld ? 401 : 206,
        headers: { a: 'b' },
        body: isOld ? problem : Uint8Array.of(0, 255),
      });
    });
    expect(await transport.bytes({ ...asking, most: 400 }, credentials())).toEqual({
      status: 206,
      headers: { a: 'b' },
      body: Uint8Array.of(0, 255),
    });
    expect(asked).toEqual(['Bearer old', 'Bearer new']);
  });

  it.each([
    ['no answer', () => Promise.reject(new Error('away')), 'client.offline'],
    ['an answer that was not read to its end', () => reply(200, undefined), 'client.answer'],
    ['an answer that is longer than was asked for', () => reply(200, new Uint8Array(5)), 'client.answer'],
    ['a refusal that is no text', () => reply(500, Uint8Array.of(255, 254)), 'relay.fault'],
    ['a request that took too long', () => reply(408, utf8('late')), 'relay.unavailable'],
  ])('takes %s as %s', async (_, httpBytes, code) => {
    expect(await outcome(over(httpBytes).bytes(asking, credentials()))).toBe(code);
  });

  const reply = (status: number, body: Uint8Array | undefined) => Promise.resolve({ status, headers: {}, body });
});
