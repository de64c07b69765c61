import { describe, expect, it } from '@jest/globals';
import { equalSecrets, wipe } from './index.js';

describe('wipe', () => {
  it('overwrites every secret it is given', () => {
    const [a, b] = [new Uint8Array(4).fill(1), new Uint8Array(2).fill(2)];
    wipe(a, b);
    expect([...a, ...b]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('equalSecrets', () => {
  it('tells same from other, and lengths apart', () => {
    expect(equalSecrets(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(equalSecrets(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(equalSecrets(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
    expect(equalSecrets(new Uint8Array(0), new Uint8Array(0))).toBe(true);
  });
});
