import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { type ApplicationId, limits } from '#contracts';
import { unixSeconds } from '#primitives';
import { BlobStore } from '../attachments/blob-store.js';
import { AuditLog } from '../audit/audit-log.js';
import { SystemClock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { RelayLogger } from '../platform/logger.js';
import { faultText } from '../platform/problem.filter.js';
import { ApplicationsRepository } from './applications.repository.js';

const SWEEP_MILLISECONDS = 3600_000;

/** Deletes applications that nobody has touched for half a year, with their documents; of each a leaf stays. */
@Injectable()
export class ApplicationSweep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationsRepository,
    private readonly blobs: BlobStore,
    private readonly auditLog: AuditLog,
    private readonly clock: SystemClock,
    private readonly logger: RelayLogger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.sweep().catch((error: unknown) => {
        this.logger.warn('application.sweep-failed', { fault: faultText(error) });
      });
    }, SWEEP_MILLISECONDS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** Deletes what has lapsed. */
  async sweep(): Promise<void> {
    const before = unixSeconds(this.clock) - limits.applicationSeconds;
    for (;;) {
      const lapsed = await this.applications.lapsed(before);
      if (lapsed.length === 0) return;
      for (const id of lapsed) await this.delete(id, before);
    }
  }

  // Bytes go first: what is interrupted between leaves rows, which the next sweep finds.
  private async delete(id: ApplicationId, before: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      const held = await this.applications.find(id, tx);
      if (held === undefined || held.movedAt >= before) return;
      for (const blob of await this.applications.blobs(tx, id)) await this.blobs.remove(blob);
      await this.applications.delete(tx, id);
      const facts = { act: 'deleted', number: held.entries };
      await this.auditLog.append(tx, { type: 'application.moved', who: { application: id }, facts });
    });
  }
}
