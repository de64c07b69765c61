import { describe, expect, it } from '@jest/globals';
import { canonicalBytes, canonicalJson, parseCanonicalJson } from '#crypto/verify';
import { secondJcs } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

const file = vectorFile<{ accepted: { json: string; bytes: string }[]; refused: RefusedCase<{ bytes: string }>[] }>(
  'canonical-json',
);

describe('canonical-json vectors', () => {
  it('reads and writes every accepted text as it is', () => {
    for (const { json, bytes } of file.accepted) {
      const value = parseCanonicalJson(hex(bytes));
      expect(toHex(canonicalBytes(value))).toBe(bytes);
      expect(canonicalJson(JSON.parse(json))).toBe(Buffer.from(bytes, 'hex').toString());
      expect(secondJcs(JSON.parse(json))).toBe(canonicalJson(value));
    }
    expect(file.accepted).toHaveLength(8);
  });

  it('refuses every text that is not canonical', () => {
    everyRefused(file.refused, 17, { bytes: '' }, ({ bytes }) => parseCanonicalJson(hex(bytes)));
  });
});
