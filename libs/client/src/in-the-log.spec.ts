import { describe, expect, it } from '@jest/globals';
import type { DeviceId } from '#contracts';
import type { DirectorySync } from './directory.js';
import { inTheLog } from './in-the-log.js';

function aDirectory(growsAfter: number, first: () => Promise<void> = () => Promise.reject(new Error('offline'))) {
  let asked = 0;
  const directory = {
    sync: () => {
      asked += 1;
      return asked === 1 ? first() : Promise.resolve();
    },
    get latest() {
      return { size: 8, device: () => ({ revoked: asked > growsAfter }) };
    },
  };
  return { directory: directory as unknown as DirectorySync, asked: () => asked };
}

const timers = { sleep: async () => undefined };
const isRevoked = ({ device }: DirectorySync['latest']): boolean => device('device-1' as DeviceId)?.revoked === true;

describe('inTheLog', () => {
  it('asks until the directory that is held says it, whatever fails in between', async () => {
    const { directory, asked } = aDirectory(3);
    expect([await inTheLog(directory, timers, isRevoked), asked()]).toEqual([true, 4]);
  });

  it('gives up after a minute, however large the log is that the relay shows', async () => {
    const { directory, asked } = aDirectory(Number.POSITIVE_INFINITY);
    expect([await inTheLog(directory, timers, isRevoked), asked()]).toEqual([false, 120]);
  });

  it('gives up on a relay that takes the question and never answers it', async () => {
    const { directory } = aDirectory(Number.POSITIVE_INFINITY, () => new Promise(() => undefined));
    expect(await inTheLog(directory, timers, isRevoked)).toBe(false);
  });
});
