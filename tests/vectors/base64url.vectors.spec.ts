import { describe, expect, it } from '@jest/globals';
import { fromBase64url, toBase64url } from '#primitives';
import { secondBase64url } from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

const file = vectorFile<{ vectors: { bytes: string; text: string }[]; refused: RefusedCase<{ text: string }>[] }>(
  'base64url',
);

describe('base64url vectors', () => {
  it('gives every text and reads it back, as Buffer does', () => {
    for (const { bytes, text } of file.vectors) {
      expect([toBase64url(hex(bytes)), toHex(fromBase64url(text)), secondBase64url(hex(bytes))]).toEqual([
        text,
        bytes,
        text,
      ]);
    }
    expect(file.vectors).toHaveLength(4);
  });

  it('refuses every text that is not the one of its bytes', () => {
    everyRefused(file.refused, 5, { text: '' }, ({ text }) => fromBase64url(text));
  });
});
