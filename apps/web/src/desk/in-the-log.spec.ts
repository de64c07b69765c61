import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import { inTheLog } from './in-the-log.js';

function aDirectory(growsAfter: number) {
  let asked = 0;
  const directory = {
    sync: async () => {
      asked += 1;
      if (asked === 1) throw new Error('offline');
    },
    get latest() {
      return { size: asked > growsAfter ? 8 : 7 };
    },
  };
  return { directory: directory as unknown as Client['directory'], asked: () => asked };
}

const timers = { sleep: async () => undefined };

describe('inTheLog', () => {
  it('asks until the place is in the log that is held, whatever fails in between', async () => {
    const { directory, asked } = aDirectory(3);
    expect([await inTheLog({ directory }, timers, 7), asked()]).toEqual([true, 4]);
  });

  it('gives up after a minute', async () => {
    const { directory, asked } = aDirectory(Number.POSITIVE_INFINITY);
    expect([await inTheLog({ directory }, timers, 7), asked()]).toEqual([false, 120]);
  });
});
