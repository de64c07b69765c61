import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aNetwork } from '../../../tests/support/directory.js';
import { aHistoryOfEveryType } from '../../../tests/support/directory-history.js';
import { codesOf, everyFlippedBit, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import { canonicalJson } from '#crypto/verify';
import { fromUtf8, utf8 } from '#primitives';
import { formatStatement, parseStatement, verifySignatures, verifyStatement } from './index.js';
import { bodyTextIn, readVerified } from './statement.js';

const network = aNetwork();
const anyStatement = network.signed({ type: 'desk.appointed', subject: 'network', desks: [] }, ...network.quorum);
const parsed = parseStatement(anyStatement);
const withSignatures = (signatures: unknown): string => canonicalJson({ body: parsed.body, signatures });
const [first, second] = parsed.signatures;

describe('parseStatement', () => {
  it('gives back what formatStatement wrote', () => {
    expect(formatStatement(parsed.body, [...parsed.signatures].reverse())).toBe(anyStatement);
    expect(readVerified(anyStatement)).toEqual(parsed);
  });

  it.each([
    ['statement.too-large', `"${'a'.repeat(64 * 1024)}"`],
    ['statement.json', ` ${anyStatement}`],
    ['statement.json', anyStatement.replace('{"body":', '{"body":1,"body":')],
    ['statement.json', `\ufeff${anyStatement}`],
    ['statement.json', '['.repeat(40) + ']'.repeat(40)],
    ['statement.field', '[]'],
    ['statement.field', withSignatures([])],
    ['statement.field', withSignatures([{ ...first, at: 1 }])],
    ['statement.field', withSignatures([{ ...first, key: 'short' }])],
    ['statement.field', canonicalJson({ body: parsed.body, signatures: parsed.signatures, note: 1 })],
    ['statement.field', canonicalJson({ body: { type: 'a', subject: 'b' }, signatures: parsed.signatures })],
    ['statement.field', canonicalJson({ body: { type: 1, subject: 'b', prev: '' }, signatures: parsed.signatures })],
    ['statement.field', canonicalJson({ body: 'text', signatures: parsed.signatures })],
    ['statement.signature-order', withSignatures([second, first])],
    ['statement.signature-order', withSignatures([first, first])],
  ])('refuses with %s', (code, text) => {
    expect(refusalOf(() => parseStatement(text))).toBe(code);
  });

  it('takes 64 signatures and not 65', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({
        ...first,
        key: String.fromCharCode(65 + (i >> 4), 65 + (i & 15)) + 'A'.repeat(41),
      }));
    expect(parseStatement(withSignatures(many(64))).signatures).toHaveLength(64);
    expect(refusalOf(() => parseStatement(withSignatures(many(65))))).toBe('statement.field');
  });

  it('refuses every truncation, and no flipped bit verifies', () => {
    const bytes = utf8(anyStatement);
    expect(codesOf(everyTruncation(bytes), (cut) => parseStatement(fromUtf8(cut)))).toEqual(
      new Set(['statement.json']),
    );
    const codes = codesOf(everyFlippedBit(bytes), (flipped) => {
      verifySignatures(network.networkId, parseStatement(fromUtf8(flipped)));
    });
    expect(codes.has('accepted')).toBe(false);
  });
});

describe('verifyStatement', () => {
  const entitled = network.roots.map(({ key }) => key);
  const verify = (changes: Partial<Parameters<typeof verifyStatement>[0]>): string =>
    refusalOf(() => {
      verifyStatement({ networkId: network.networkId, statement: parsed, entitled, threshold: 2, ...changes });
    });

  it('takes the threshold of those entitled, and refuses fewer, others and another network', () => {
    expect(verify({})).toBe('accepted');
    expect(verify({ threshold: 3 })).toBe('statement.too-few');
    expect(verify({ entitled: entitled.slice(1) })).toBe('statement.not-entitled');
    expect(verify({ networkId: new Uint8Array(32) })).toBe('statement.signature');
  });
});

describe('bodyTextIn', () => {
  it('is the canonical body of every statement', () => {
    for (const { statement = '' } of aHistoryOfEveryType().entries) {
      expect(bodyTextIn(statement)).toBe(canonicalJson(parseStatement(statement).body));
    }
  });

  it('is the canonical body whatever its texts hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('"signatures":[', ',"signatures":[', ''),
        (text, mark) => {
          const body = { type: `${text}${mark}`, subject: mark, prev: '', [mark]: text };
          expect(bodyTextIn(formatStatement(body, parsed.signatures))).toBe(canonicalJson(body));
        },
      ),
    );
  });
});
