import { describe, expect, it } from '@jest/globals';
import { refusalOf } from '../../../tests/support/tampering.js';
import { newAgreementKey, newRecognitionKey, newSignatureKey, sign, verifySignature } from './index.js';

describe('keys', () => {
  it('are fresh each time, and the same from the same seed', () => {
    for (const make of [newSignatureKey, newRecognitionKey, newAgreementKey]) {
      expect(make().publicKey).not.toEqual(make().publicKey);
      expect(make(new Uint8Array(32).fill(5))).toEqual(make(new Uint8Array(32).fill(5)));
      expect(refusalOf(() => make(new Uint8Array(31)))).toBe('key.length');
    }
  });

  it('have the lengths the protocol writes', () => {
    expect([newSignatureKey().publicKey.length, newSignatureKey().privateKey.length]).toEqual([32, 64]);
    expect([newRecognitionKey().publicKey.length, newRecognitionKey().privateKey.length]).toEqual([32, 32]);
    expect([newAgreementKey().publicKey.length, newAgreementKey().privateKey.length]).toEqual([1216, 32]);
  });

  it('sign what verifies under their public half, and not with half a key', () => {
    const { publicKey, privateKey } = newSignatureKey();
    const message = new Uint8Array(5);
    expect(verifySignature(sign({ privateKey, message }), message, publicKey)).toBe(true);
    expect(refusalOf(() => sign({ privateKey: privateKey.slice(0, 32), message }))).toBe('key.length');
  });
});
