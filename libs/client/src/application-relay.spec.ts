import { describe, expect, it } from '@jest/globals';
import { randomBytes } from '#crypto';
import { toBase64url } from '#primitives';
import { outcome } from '../../../tests/support/talking.js';
import { ApplicationRelay } from './application-relay.js';
import { Transport } from './transport.js';

const credentials = { token: () => Promise.resolve('token'), forget: () => undefined };

/** Applications of a relay whose list has so many pages, of one each. */
function paged(pages: number) {
  const asked: string[] = [];
  const http = ({ url }: { readonly url: string }) => {
    asked.push(url);
    const id = toBase64url(randomBytes(32));
    const one = { id, signer: id, state: 'received', entries: 1, at: 1, wrapped: [] };
    const next = asked.length < pages ? { next: `0.1.${id}` } : {};
    return Promise.resolve({ status: 200, body: JSON.stringify({ applications: [one], ...next }) });
  };
  return { asked, relay: new ApplicationRelay(new Transport({ http }, 'https://relay.example'), credentials) };
}

describe('the list of applications', () => {
  it('is asked for page by page', async () => {
    const { asked, relay } = paged(3);
    const listed = await relay.list(true);
    expect(listed).toHaveLength(3);
    expect(asked[0]).toBe('https://relay.example/v1/applications?withdrawn=1');
    expect(asked[2]).toBe(`https://relay.example/v1/applications?withdrawn=1&after=0.1.${listed[1]?.id ?? ''}`);
  });

  it('is refused where it comes to no end, however new each page is', async () => {
    const { asked, relay } = paged(Infinity);
    expect(await outcome(relay.list())).toBe('client.answer');
    expect(asked).toHaveLength(200);
  });
});
