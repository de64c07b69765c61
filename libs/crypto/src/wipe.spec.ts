import { describe, expect, it } from '@jest/globals';
import { wipe } from './index.js';

describe('wipe', () => {
  it('overwrites every secret it is given', () => {
    const [a, b] = [new Uint8Array(4).fill(1), new Uint8Array(2).fill(2)];
    wipe(a, b);
    expect([...a, ...b]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
