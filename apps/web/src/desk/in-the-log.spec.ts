import { describe, expect, it } from '@jest/globals';
import type { Client } from '#client';
import type { DeviceId } from '#contracts';
import { inTheLog } from './in-the-log.js';

function aDirectory(growsAfter: number) {
  let asked = 0;
  const directory = {
    sync: async () => {
      asked += 1;
      if (asked === 1) throw new Error('offline');
    },
    get latest() {
      return { size: 8, device: () => ({ revoked: asked > growsAfter }) };
    },
  };
  return { directory: directory as unknown as Client['directory'], asked: () => asked };
}

const timers = { sleep: async () => undefined };
const isRevoked = ({ device }: Client['directory']['latest']): boolean =>
  device('device-1' as DeviceId)?.revoked === true;

describe('inTheLog', () => {
  it('asks until the log that is held says it, whatever fails in between', async () => {
    const { directory, asked } = aDirectory(3);
    expect([await inTheLog({ directory }, timers, isRevoked), asked()]).toEqual([true, 4]);
  });

  it('gives up after a minute, however large the log is that the relay shows', async () => {
    const { directory, asked } = aDirectory(Number.POSITIVE_INFINITY);
    expect([await inTheLog({ directory }, timers, isRevoked), asked()]).toEqual([false, 120]);
  });
});
