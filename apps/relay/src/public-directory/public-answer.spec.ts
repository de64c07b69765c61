import { describe, expect, it } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { absent, answer, wantsJson } from './public-answer.js';

const page = (view: { name: string }): string => `<p>${view.name}</p>`;

function answered(url: string, headers: Record<string, string> = {}, name = 'Ana') {
  const sent: { status: number; headers: Record<string, unknown> } = { status: 200, headers: {} };
  const reply = {
    status: (status: number) => (sent.status = status),
    headers: (more: object) => Object.assign(sent.headers, more),
  };
  const body = answer({ url, headers }, reply as never, { name }, page);
  return { ...sent, body };
}

describe('wantsJson', () => {
  it.each([
    ['/public.json?state=QM', {}, true],
    ['/public', { accept: 'application/json' }, true],
    ['/public', { accept: 'text/html,application/json' }, false],
    ['/public?words=.json', {}, false],
  ])('of %s with %j is %s', (url, headers, wanted) => {
    expect(wantsJson({ url, headers })).toBe(wanted);
  });
});

describe('answer', () => {
  it('is the same view as a page and as JSON', () => {
    expect(String(answered('/public').body)).toBe('<p>Ana</p>');
    expect(String(answered('/public.json').body)).toBe('{"name":"Ana"}');
    expect(answered('/public.json').headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('is nothing but 304 to who has it, and whole again once it says something else', () => {
    const etag = String(answered('/public').headers['etag']);
    const again = answered('/public', { 'if-none-match': `W/"other", ${etag}` });
    expect([again.status, again.body, again.headers['cache-control']]).toEqual([304, undefined, 'public, max-age=60']);
    expect(answered('/public', { 'if-none-match': etag }, 'Bea').status).toBe(200);
    expect(answered('/public.json', { 'if-none-match': etag }).status).toBe(200);
  });

  it('is packed for who takes gzip, and for nobody else', () => {
    const packed = answered('/public', { 'accept-encoding': 'br, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.body!).toString()).toBe('<p>Ana</p>');
    for (const accepted of ['identity', 'gzip;q=0', 'br, gzip; q=0.0'])
      expect(answered('/public', { 'accept-encoding': accepted }).headers['content-encoding']).toBeUndefined();
  });
});

describe('absent', () => {
  it('is a page to a person, kept by nobody, and a problem to a program', () => {
    const sent: { status: number; headers: Record<string, unknown> } = { status: 200, headers: {} };
    const reply = {
      status: (status: number) => (sent.status = status),
      headers: (more: object) => Object.assign(sent.headers, more),
    } as never;
    const accept = 'text/html,*/*;q=0.8';
    expect(String(absent({ url: '/public/x', headers: { accept } }, reply, '<p>Nothing</p>'))).toBe('<p>Nothing</p>');
    expect([sent.status, sent.headers['cache-control']]).toEqual([404, 'no-store']);
    expect(sent.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(sent.headers['content-security-policy']).toContain("default-src 'none'");
    expect(() => absent({ url: '/public/x.json', headers: { accept } }, reply, '')).toThrow();
  });
});
