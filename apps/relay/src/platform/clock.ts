import { Injectable } from '@nestjs/common';
import type { Clock } from '#primitives';

/** The relay's own clock: sessions, timeouts and the time shown beside a frame. Never order. */
@Injectable()
export class SystemClock implements Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  now(): number {
    return Date.now();
  }
}
