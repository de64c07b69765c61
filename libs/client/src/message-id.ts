import type { MessageId } from '#contracts';
import { randomBytes } from '#crypto';
import { toHex, type Clock } from '#primitives';

/** A fresh UUIDv7 of the local clock and 74 random bits (RFC 9562 §5.7). It names a frame and never orders one. */
export function newMessageId(clock: Clock): MessageId {
  const random = randomBytes(10);
  const time = clock.now().toString(16).padStart(12, '0').slice(-12);
  const version = `7${toHex(random.subarray(0, 2)).slice(1)}`;
  const variant = (0x80 | ((random[2] ?? 0) & 0x3f)).toString(16) + toHex(random.subarray(3, 4));
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${toHex(random.subarray(4))}` as MessageId;
}
