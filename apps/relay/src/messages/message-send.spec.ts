import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { limits } from '#contracts';
import { BUCKETS, canonicalBytes, SEAL_BYTES } from '#crypto/verify';
import { codeOf } from '#primitives';
import { checkedPost } from './archive-post.js';
import { checkedFetch } from './frames-fetch.js';
import { checkedSend } from './message-send.js';

const conversation = Buffer.alloc(32, 1).toString('base64url');
const id = '019a0000-0000-7000-8000-0000000000a0';
const right = [conversation, new Uint8Array(32), id, new Uint8Array(1096)] as const;
const verdict = (check: (argument: unknown) => unknown, argument: unknown): string => {
  try {
    check(argument);
    return 'accepted';
  } catch (error) {
    return codeOf(error) ?? 'crashed';
  }
};
const but = (place: number, value: unknown): unknown[] => right.map((part, i) => (i === place ? value : part));

describe('checkedSend', () => {
  it('takes bytes of every bucket and of no other size', () => {
    expect(BUCKETS.at(-1)).toBe(limits.frameBytes - SEAL_BYTES);
    for (const size of BUCKETS.map((bucket) => bucket + SEAL_BYTES)) {
      expect(verdict(checkedSend, but(3, new Uint8Array(size)))).toBe('accepted');
      expect(verdict(checkedSend, but(3, new Uint8Array(size - 1)))).toBe('message.size');
    }
    expect(verdict(checkedSend, but(3, new Uint8Array(limits.frameBytes + 1)))).toBe('message.too-large');
  });

  it.each([
    ['a conversation with trailing bits', 0, `${conversation.slice(0, 42)}B`],
    ['a conversation that is bytes', 0, new Uint8Array(32)],
    ['a hash of 33 bytes', 1, new Uint8Array(33)],
    ['a hash that is an array', 1, new Array(32).fill(0)],
    ['an id of version 4', 2, '019a0000-0000-4000-8000-0000000000a0'],
    ['an id with a line break', 2, `${id}\n`],
    ['bytes that are a list', 3, [1, 2, 3]],
  ])('refuses %s', (_, place, value) => {
    expect(verdict(checkedSend, but(place, value))).toBe('request.invalid');
  });

  it('refuses anything at all by a code, and never fails', () => {
    fc.assert(
      fc.property(fc.anything(), (argument) => {
        expect(verdict(checkedSend, argument)).toBe('request.invalid');
        expect(verdict(checkedFetch, argument)).toBe('request.invalid');
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.anything(), (place, value) => {
        expect(['accepted', 'request.invalid', 'message.size']).toContain(verdict(checkedSend, but(place, value)));
      }),
    );
  });
});

describe('checkedPost', () => {
  const part = { commitment: 'A'.repeat(43), wrap: 'A'.repeat(1634) };
  const post = { archive: 'A'.repeat(43), shares: [part, part, part] };
  const posted = (value: unknown): unknown[] => but(3, canonicalBytes(value));

  it('takes the shares of 2 to 16 holders, and says how many and of which archive', () => {
    expect(checkedPost(posted(post))).toMatchObject({ conversation, id, archive: post.archive, shares: 3 });
    for (const n of [2, 16])
      expect(verdict(checkedPost, posted({ ...post, shares: Array(n).fill(part) }))).toBe('accepted');
    for (const n of [0, 1, 17])
      expect(verdict(checkedPost, posted({ ...post, shares: Array(n).fill(part) }))).toBe('request.invalid');
  });

  it.each([
    ['a wrap of another length', { ...post, shares: [part, { ...part, wrap: 'A'.repeat(1633) }] }],
    ['a field more', { ...post, more: 1 }],
    ['an archive that is no hash', { ...post, archive: 'x' }],
    ['a list', []],
  ])('refuses %s', (_, value) => {
    expect(verdict(checkedPost, posted(value))).toBe('request.invalid');
  });

  it('refuses what is not canonical, what is too large, and anything at all by a code', () => {
    const text = Buffer.from(canonicalBytes(post));
    expect(verdict(checkedPost, but(3, Uint8Array.from([...text, 32])))).toBe('request.invalid');
    expect(verdict(checkedPost, but(3, new Uint8Array(limits.frameBytes + 1)))).toBe('message.too-large');
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(verdict(checkedPost, but(3, bytes))).toBe('request.invalid');
      }),
    );
  });
});

describe('checkedFetch', () => {
  it('takes a cursor from 0 and a limit from 1 to 1,000', () => {
    expect(checkedFetch([conversation, 0, 1000])).toEqual({ conversation, after: 0, limit: 1000 });
    for (const [after, limit] of [
      [-1, 1],
      [0, 0],
      [0, 1001],
      [0.5, 1],
      [2 ** 53, 1],
      ['0', 1],
    ]) {
      expect(verdict(checkedFetch, [conversation, after, limit])).toBe('request.invalid');
    }
  });
});
