import { describe, expect, it } from '@jest/globals';
import { codeOf } from '#primitives';
import { readConfig } from './config.js';
import { networkOf, RateLimiter } from './rate-limiter.js';

const config = readConfig({ COMITY_DATABASE_URL: 'postgres://x', COMITY_KEYS_DIR: '/keys' });

function aLimiter(): { clock: { time: number }; tries: (name: string, times: number) => number } {
  const clock = { time: 1_000_000, now: () => clock.time };
  const limiter = new RateLimiter(config, clock);
  const attempt = (name: string): boolean => {
    try {
      limiter.take(name, 60);
      return true;
    } catch (error) {
      expect(codeOf(error)).toBe('rate.limited');
      return false;
    }
  };
  return { clock, tries: (name, times) => Array.from({ length: times }, () => attempt(name)).filter(Boolean).length };
}

describe('RateLimiter', () => {
  it('allows a burst of one minute, then one a second', () => {
    const { clock, tries } = aLimiter();
    expect(tries('a', 100)).toBe(60);
    clock.time += 10_000;
    expect(tries('a', 100)).toBe(10);
  });

  it('counts each name by itself', () => {
    const { tries } = aLimiter();
    expect([tries('a', 100), tries('b', 100)]).toEqual([60, 60]);
  });

  it('neither refills nor takes when the clock is set back', () => {
    const { clock, tries } = aLimiter();
    expect(tries('a', 50)).toBe(50);
    clock.time -= 86_400_000;
    expect(tries('a', 100)).toBe(10);
    clock.time += 1000;
    expect(tries('a', 100)).toBe(1);
  });

  it('forgets the name longest unused when there are too many', () => {
    const { tries } = aLimiter();
    tries('first', 60);
    for (let i = 0; i < 100_000; i++) tries(`other ${String(i)}`, 1);
    expect(tries('first', 100)).toBe(60);
  });
});

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
