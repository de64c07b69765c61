import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codesOf, everyFlippedBit, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import { BUCKETS, canonicalBytes, encodeCore, encodePlaintext, readPlaintext } from './index.js';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const context = fc.record({
  seq: fc.maxSafeNat(),
  head: hash,
  size: fc.maxSafeNat(),
  root: hash,
  agreement: fc.maxSafeNat(),
});
const example = { seq: 4, head: new Uint8Array(32).fill(1), size: 5, root: new Uint8Array(32).fill(2), agreement: 6 };

describe('plaintext', () => {
  it('gives back what was written, in a bucket', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 3000 }),
        context,
        fc.nat({ max: 40 }),
        fc.boolean(),
        (text, where, tagCount, onTheRecord) => {
          const content = canonicalBytes(text);
          const tags = new Uint8Array(16 * tagCount).fill(9);
          const record = onTheRecord ? new Uint8Array(64).fill(8) : new Uint8Array(0);
          const core = encodeCore({ content, context: where });
          const plaintext = encodePlaintext({ core, tags, record });
          expect(BUCKETS).toContain(plaintext.length);
          expect(readPlaintext({ plaintext, tagsLength: tags.length })).toEqual({
            core,
            content,
            json: text,
            context: where,
            tags,
            record,
          });
        },
      ),
    );
  });

  it('has one form: what a flipped bit leaves readable is written back with the bit flipped', () => {
    const core = encodeCore({ content: canonicalBytes({ text: 'Good morning' }), context: example });
    const plaintext = encodePlaintext({ core, tags: new Uint8Array(16) });
    for (const altered of everyFlippedBit(plaintext)) {
      if (refusalOf(() => readPlaintext({ plaintext: altered, tagsLength: 16 })) !== 'accepted') continue;
      const { content, context: where, tags, record } = readPlaintext({ plaintext: altered, tagsLength: 16 });
      expect(encodePlaintext({ core: encodeCore({ content, context: where }), tags, record })).toEqual(altered);
    }
    expect(codesOf(everyTruncation(plaintext), (cut) => readPlaintext({ plaintext: cut, tagsLength: 16 }))).toEqual(
      new Set(['pad.bucket']),
    );
  });

  it('is read without the roster for whole tags alone', () => {
    const core = encodeCore({ content: canonicalBytes(1), context: example });
    const read = (length: number): string =>
      refusalOf(() => readPlaintext({ plaintext: encodePlaintext({ core, tags: new Uint8Array(length) }) }));
    expect([0, 16, 64].map(read)).toEqual(['accepted', 'accepted', 'accepted']);
    expect([1, 15, 17].map(read)).toEqual(['authenticator.count', 'authenticator.count', 'authenticator.count']);
  });

  it('refuses to write what it would not read', () => {
    const core = encodeCore({ content: canonicalBytes(1), context: example });
    expect(
      refusalOf(() => encodeCore({ content: canonicalBytes(1), context: { ...example, head: new Uint8Array(31) } })),
    ).toBe('context.hash');
    expect(
      refusalOf(() => encodeCore({ content: canonicalBytes(1), context: { ...example, root: new Uint8Array(33) } })),
    ).toBe('context.hash');
    expect(refusalOf(() => encodeCore({ content: canonicalBytes(1), context: { ...example, seq: -1 } }))).toBe(
      'integer.range',
    );
    expect(refusalOf(() => encodePlaintext({ core, tags: new Uint8Array(0), record: new Uint8Array(63) }))).toBe(
      'authenticator.record',
    );
    expect(refusalOf(() => encodePlaintext({ core, tags: new Uint8Array(65_536) }))).toBe('message.too-large');
  });
});
