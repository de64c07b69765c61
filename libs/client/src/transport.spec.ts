import { describe, expect, it } from '@jest/globals';
import { limits } from '#contracts';
import { z } from 'zod';
import { outcome } from '../../../tests/support/talking.js';
import type { Http, HttpRequest } from './environment.js';
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
});
