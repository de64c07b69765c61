import { describe, expect, it } from '@jest/globals';
import { ApplicationId } from '#contracts';
import { randomBytes } from '#crypto';
import { toBase64url } from '#primitives';
import { outcome } from '../../../tests/support/talking.js';
import { ApplicationRelay } from './application-relay.js';
import { Transport } from './transport.js';

const credentials = { token: () => Promise.resolve('token'), forget: () => undefined };

/** Applications of a relay whose list has so many pages, of one each: another each time, or the same for ever. */
function paged(pages: number, same?: string) {
  const asked: string[] = [];
  const http = ({ url }: { readonly url: string }) => {
    asked.push(url);
    const id = same ?? toBase64url(randomBytes(32));
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
    let asked = 0;
    const call = () => Promise.resolve({ applications: [{ id: String(asked++) }], next: 'there is more' });
    const relay = new ApplicationRelay({ call } as unknown as Transport, credentials);
    expect(await outcome(relay.list())).toBe('client.answer');
    expect(asked).toBe(10_000);
  });

  it('is refused where it goes round', async () => {
    const { asked, relay } = paged(Infinity, toBase64url(randomBytes(32)));
    expect(await outcome(relay.list())).toBe('client.answer');
    expect(asked).toHaveLength(2);
  });

  it('is asked to its end, however long it is', async () => {
    expect(await paged(300).relay.list()).toHaveLength(300);
  });

  it('is asked for one page of those whose ids are named, and no more', async () => {
    const { asked, relay } = paged(3);
    const [from, to] = [new Uint8Array(32), new Uint8Array(32).fill(255)].map((id) =>
      ApplicationId.parse(toBase64url(id)),
    ) as [ApplicationId, ApplicationId];
    expect(await relay.among({ from, to })).toHaveLength(1);
    expect(asked).toEqual([`https://relay.example/v1/applications?withdrawn=1&from=${from}&to=${to}`]);
  });
});
