import { limits } from '#contracts';
import type { PacketBounds } from '#contracts';

/** What one packet from a client may hold: the largest event is `message.send`. */
export const SOCKET_BOUNDS: PacketBounds = Object.freeze({
  maxBinLength: limits.frameBytes,
  maxStrLength: 256,
  maxArrayLength: 8,
  maxMapLength: 8,
});

/** Bytes that a peer may leave unread before it is cut. */
export const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/** How often a peer is asked whether it is there. Milliseconds. */
export const PING_INTERVAL = 5_000;
/** How long it has to answer: a peer that says nothing is found out within the sum of both. Milliseconds. */
export const PING_TIMEOUT = 4_500;

/** From the opening of a connection until its ticket is in. Milliseconds. */
export const CONNECT_TIMEOUT = 5_000;
