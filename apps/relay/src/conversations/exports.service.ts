import { Injectable } from '@nestjs/common';
import { type ConversationId, type DeviceId, ProblemError } from '#contracts';
import { AuditLog } from '../audit/audit-log.js';
import { Checkpointer } from '../audit/checkpointer.js';
import { Database } from '../platform/database.js';
import { FramesService } from './frames.service.js';

/** Logs that a device exports a conversation: that it does, and nothing of what it exports (protocol 5.2). */
@Injectable()
export class ExportsService {
  constructor(
    private readonly database: Database,
    private readonly frames: FramesService,
    private readonly auditLog: AuditLog,
    private readonly checkpointer: Checkpointer,
  ) {}

  /**
   * Logs it, and has a checkpoint made: its device waits for the record to cover the conversation as it stands.
   * @throws `conversation.unknown`
   */
  async announce(device: DeviceId, conversation: ConversationId): Promise<void> {
    if (!(await this.frames.mayRead(device, conversation))) throw new ProblemError('conversation.unknown');
    await this.database.transaction(async (tx) => {
      await this.auditLog.append(tx, { type: 'export.made', who: { conversation, device } });
    });
    void this.checkpointer.soon();
  }
}
