import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../../tests/support/any-character.js';
import { TextDecoder, TextEncoder } from 'node:util';
import {
  CodedError,
  codeOf,
  compareBytes,
  concat,
  equalBytes,
  fromBase64url,
  fromHex,
  fromUtf8,
  toBase64url,
  toHex,
  utf8,
} from './index.js';

const bytes = fc.uint8Array({ maxLength: 200 });
const refusal = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
};

describe('bytes', () => {
  it('gives base64url back as it was, and agrees with Node', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(toBase64url(value)).toBe(Buffer.from(value).toString('base64url'));
        expect(equalBytes(fromBase64url(toBase64url(value)), value)).toBe(true);
      }),
    );
  });

  it('refuses as base64url whatever else stands among its characters, and bits beyond the last byte', () => {
    for (let code = 0; code < 0x180; code++) {
      const character = String.fromCharCode(code);
      const isOfIt = /^[A-Za-z0-9_-]$/.test(character);
      expect(refusal(() => fromBase64url(`A${character}AA`))).toBe(isOfIt ? undefined : 'base64.invalid');
    }
    expect(['A', 'AB', 'AAB'].map((text) => refusal(() => fromBase64url(text)))).toEqual(
      Array.from({ length: 3 }, () => 'base64.invalid'),
    );
  });

  it('gives hexadecimal back as it was, and refuses upper case and odd lengths', () => {
    fc.assert(fc.property(bytes, (value) => equalBytes(fromHex(toHex(value)), value)));
    expect([refusal(() => fromHex('AA')), refusal(() => fromHex('a'))]).toEqual(['hex.invalid', 'hex.invalid']);
  });

  it('writes UTF-8 as Node does for every well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(equalBytes(utf8(text), new TextEncoder().encode(text))).toBe(true);
        expect(fromUtf8(utf8(text))).toBe(text);
      }),
    );
  });

  it('reads exactly the UTF-8 that a strict decoder reads', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (value) => {
        let expected: string | undefined;
        try {
          expected = strict.decode(value);
        } catch {
          expected = undefined;
        }
        if (expected === undefined) expect(refusal(() => fromUtf8(value))).toBe('text.utf8');
        else expect(fromUtf8(value)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads long texts', () => {
    const text = 'é€😀a'.repeat(20_000);
    expect(fromUtf8(utf8(text))).toBe(text);
  });

  it('refuses a lone surrogate', () => {
    for (const text of ['\ud800', '\udc00', 'a\ud800b', '\ud800\ud800'])
      expect(refusal(() => utf8(text))).toBe('text.surrogate');
  });

  it('orders byte strings with a prefix first', () => {
    expect(compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0))).toBeLessThan(0);
    expect(compareBytes(Uint8Array.of(2), Uint8Array.of(1, 0))).toBeGreaterThan(0);
    expect(compareBytes(concat(Uint8Array.of(1), Uint8Array.of(2)), Uint8Array.of(1, 2))).toBe(0);
  });
});

describe('CodedError', () => {
  it('carries its code, and a foreign error has none', () => {
    expect(codeOf(new CodedError('a.b'))).toBe('a.b');
    expect(codeOf(new Error('a.b'))).toBeUndefined();
  });
});
