import { describe, expect, it } from '@jest/globals';
import { equalSecrets } from './verify.js';

describe('equalSecrets', () => {
  it('tells same from other, and lengths apart', () => {
    expect(equalSecrets(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equalSecrets(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equalSecrets(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
    expect(equalSecrets(new Uint8Array(0), new Uint8Array(0))).toBe(true);
  });
});
