import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '#contracts';
import { sha256 } from '#crypto/verify';
import { pageStyle } from '#pages';
import { toBase64url, utf8 } from '#primitives';

/** What a browser lets a page of the public directory do: show itself in its own style, and send its form here. */
const PUBLIC_POLICY = `default-src 'none'; style-src 'sha256-${Buffer.from(sha256(utf8(pageStyle))).toString('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** Seconds for which nobody needs to ask again: an erased field is gone from every cache after as many. */
const FRESH_SECONDS = 60;

/** Whether a program asks: by the ending of the path, or by what it accepts. */
export function wantsJson({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): boolean {
  const [path = ''] = url.split('?', 1);
  const { accept = '' } = headers;
  return path.endsWith('.json') || (accept.includes('application/json') && !accept.includes('text/html'));
}

/**
 * The same view as a page or as JSON, packed where the asker can unpack it; nothing but 304 where the asker has it. Its tag
 * is of what it says, so that whatever changes it, an erasure too, is fetched anew.
 */
export function answer<View>(
  request: Pick<FastifyRequest, 'url' | 'headers'>,
  reply: Pick<FastifyReply, 'headers' | 'status'>,
  view: View,
  page: (view: View) => string,
): Buffer | undefined {
  const json = wantsJson(request);
  const bytes = utf8(json ? JSON.stringify(view) : page(view));
  const etag = `W/"${toBase64url(sha256(bytes)).slice(0, 22)}"`;
  reply.headers({
    'content-security-policy': PUBLIC_POLICY,
    'cache-control': `public, max-age=${String(FRESH_SECONDS)}`,
    vary: 'accept, accept-encoding',
    etag,
  });
  if (request.headers['if-none-match']?.split(',').some((known) => known.trim() === etag) === true) {
    reply.status(304);
    return undefined;
  }
  const packs = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(request.headers['accept-encoding'] ?? '');
  reply.headers({
    'content-type': json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
    ...(packs ? { 'content-encoding': 'gzip' } : {}),
  });
  return packs ? gzipSync(bytes) : Buffer.from(bytes);
}

/**
 * Says that nothing is at an address: to a person in a page, to a program by a problem. Nobody keeps either, since what is
 * not there yet may be there soon. @throws `request.unknown-route`
 */
export function absent(
  request: Pick<FastifyRequest, 'url' | 'headers'>,
  reply: Pick<FastifyReply, 'headers' | 'status'>,
  page: string,
): Buffer {
  if (wantsJson(request)) throw new ProblemError('request.unknown-route', 'authority');
  reply.status(404);
  reply.headers({
    'content-security-policy': PUBLIC_POLICY,
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
  });
  return Buffer.from(page);
}
