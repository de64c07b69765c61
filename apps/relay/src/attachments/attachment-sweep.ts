import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { limits } from '#contracts';
import { unixSeconds } from '#primitives';
import { SystemClock } from '../platform/clock.js';
import { RelayLogger } from '../platform/logger.js';
import { faultText } from '../platform/problem.filter.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { BlobStore } from './blob-store.js';

const SWEEP_MILLISECONDS = 10 * 60_000;
const BATCH = 100;

/**
 * Ends uploads that nobody went on with, and removes bytes of what is deleted. The row is marked first and the bytes go
 * after: whatever is interrupted between is gone on with at the next sweep, by whichever node.
 */
@Injectable()
export class AttachmentSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly attachments: AttachmentsRepository,
    private readonly blobs: BlobStore,
    private readonly clock: SystemClock,
    private readonly logger: RelayLogger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.sweep().catch((error: unknown) => {
        this.logger.warn('attachment.sweep-failed', { fault: faultText(error) });
      });
    }, SWEEP_MILLISECONDS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** Ends what has lapsed, and purges. */
  async sweep(): Promise<void> {
    const now = unixSeconds(this.clock);
    await this.attachments.expire(now - limits.attachmentUploadSeconds, now);
    await this.purge();
  }

  /** Removes the bytes of what is deleted; what cannot be removed now stays for the next time. */
  async purge(): Promise<void> {
    for (const one of await this.attachments.purgeable(BATCH)) {
      try {
        await this.blobs.remove(one.blob);
        await this.attachments.setPurged(one);
      } catch (error) {
        this.logger.warn('attachment.purge-failed', { fault: faultText(error) });
      }
    }
  }
}
