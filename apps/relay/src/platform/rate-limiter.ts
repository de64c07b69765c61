import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '#contracts';
import { SystemClock } from './clock.js';
import { CONFIG, type Config } from './config.js';
import { forgetOldest } from './forget-oldest.js';

/** A token bucket of one device or address: so many refill evenly in a while, and as many may come at once. */
interface Bucket {
  tokens: number;
  at: number;
}

const MAX_BUCKETS = 100_000;

/** Bounds what one device or one address may ask of this node, in bounded memory. */
@Injectable()
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: SystemClock,
  ) {}

  /** Counts a request from an address without a session. @throws `rate.limited` */
  address(address: string): void {
    this.take(`address ${networkOf(address)}`, this.config.addressRequestsPerMinute);
  }

  /** Counts a request of a signed-in device. @throws `rate.limited` */
  device(device: string): void {
    this.take(`device ${device}`, this.config.deviceRequestsPerMinute);
  }

  /** Takes one token of the named bucket, of which `most` refill in so many seconds. @throws `rate.limited` */
  take(name: string, most: number, seconds = 60): void {
    const now = this.clock.now();
    const bucket = this.#buckets.get(name) ?? { tokens: most, at: now };
    // A clock that was set back refills nothing, and takes nothing away.
    const passed = Math.max(0, now - bucket.at);
    bucket.tokens = Math.min(most, bucket.tokens + (passed * most) / (seconds * 1000));
    bucket.at = now;
    // Re-inserted, so that the first in the map is the one longest unused.
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    forgetOldest(this.#buckets, MAX_BUCKETS);
    if (bucket.tokens < 1) throw new ProblemError('rate.limited');
    bucket.tokens -= 1;
  }
}

/** What one host may change its address within at will: the address itself, of IPv6 the first 64 bits. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [left = '', right] = address.split('::');
  const parts = (side: string | undefined): string[] => (side ?? '').split(':').filter((part) => part !== '');
  const [head, tail] = [parts(left), parts(right)];
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':').toLowerCase();
}
