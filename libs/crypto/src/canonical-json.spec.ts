import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codesOf, everyFlippedBit, everyTruncation, refusalOf } from '../../../tests/support/tampering.js';
import { canonicalBytes, canonicalJson, parseCanonicalJson } from './verify.js';

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger().map((number) => number + 0),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 4 }), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('canonicalJson', () => {
  it('is read back as the same value and the same text', () => {
    fc.assert(
      fc.property(value, (one) => {
        const text = canonicalJson(one);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
        expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(JSON.parse(JSON.stringify(one), sorted)));
      }),
    );
  });

  it('sorts keys by UTF-16 code units, integer-like keys among them', () => {
    expect(canonicalJson({ b: 1, 10: 2, 9: 3, a: { d: [], c: null } })).toBe(
      '{"10":2,"9":3,"a":{"c":null,"d":[]},"b":1}',
    );
  });

  it('refuses what JSON has no canonical form for', () => {
    const refused: [unknown, string][] = [
      [undefined, 'json.invalid'],
      [{ a: undefined }, 'json.invalid'],
      [1n, 'json.invalid'],
      [() => 1, 'json.invalid'],
      [Number.NaN, 'json.number'],
      [0.5, 'json.number'],
      [2 ** 53, 'json.number'],
      ['\ud800', 'text.surrogate'],
      [{ '\udc00': 1 }, 'text.surrogate'],
    ];
    for (const [one, code] of refused) expect(refusalOf(() => canonicalJson(one))).toBe(code);
  });

  it('writes 32 containers inside one another and refuses 33', () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(refusalOf(() => canonicalJson(nested(32)))).toBe('accepted');
    expect(refusalOf(() => canonicalJson(nested(33)))).toBe('json.deep');
  });
});

describe('parseCanonicalJson', () => {
  const bytes = canonicalBytes({ text: 'Good "morning" \\ [{', list: [1, true, null], nested: { a: -1 } });

  it('refuses every truncation', () => {
    expect(codesOf(everyTruncation(bytes), parseCanonicalJson)).toEqual(new Set(['json.invalid']));
  });

  it('never reads a flipped bit as the same value', () => {
    for (const altered of everyFlippedBit(bytes)) {
      if (refusalOf(() => parseCanonicalJson(altered)) === 'accepted') {
        expect(canonicalBytes(parseCanonicalJson(altered))).toEqual(altered);
      }
    }
  });

  it('refuses a bomb of brackets before it parses', () => {
    expect(refusalOf(() => parseCanonicalJson('['.repeat(1_000_000)))).toBe('json.deep');
    expect(refusalOf(() => parseCanonicalJson('{"a":'.repeat(100_000)))).toBe('json.deep');
  });

  it('does not count brackets inside a string', () => {
    const text = `"${'[{\\"'.repeat(40)}"`;
    expect(parseCanonicalJson(text)).toBe('[{"'.repeat(40));
  });

  it('reads a key of the name __proto__ as a key', () => {
    expect(Object.keys(parseCanonicalJson('{"__proto__":1}') as object)).toEqual(['__proto__']);
  });
});

function sorted(_: string, item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
}
