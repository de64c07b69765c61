import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ConversationId, type DeviceId, ProblemError, type UnreadableReport } from '#contracts';
import { unreadableMessage, verifySignature } from '#crypto/verify';
import { equalBytes, fromBase64url, unixSeconds } from '#primitives';
import { deviceIn } from '#roster';
import { AgreementKeysService } from '../agreement-keys/agreement-keys.service.js';
import { AuditLog } from '../audit/audit-log.js';
import { DirectoryState } from '../directory/directory-state.js';
import { SystemClock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { RelayLogger } from '../platform/logger.js';
import { faultText } from '../platform/problem.filter.js';
import { EpochsRepository } from './epochs.repository.js';
import { FrameFanOut } from './frame-fan-out.js';
import { Rosters } from './rosters.js';

/** What makes an advance due that no clock does: a wrap that did not open, and a dormant device that is back. */
@Injectable()
export class ReportsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly epochs: EpochsRepository,
    private readonly rosters: Rosters,
    private readonly keys: AgreementKeysService,
    private readonly directory: DirectoryState,
    private readonly auditLog: AuditLog,
    private readonly fanOut: FrameFanOut,
    private readonly clock: SystemClock,
    private readonly logger: RelayLogger,
  ) {}

  onModuleInit(): void {
    this.keys.onBack((device) => {
      this.back(device).catch((error: unknown) => {
        this.logger.warn('conversation.back-failed', { fault: faultText(error) });
      });
    });
  }

  /**
   * Keeps a device's signed word that its wrap of the present epoch did not open, and asks the members to advance.
   * @throws `conversation.unknown`, `conversation.epoch-stale` when the epoch is over, `wrap.unknown` for a wrap that it
   * does not have, `permission.denied` for a signature that is not its own
   */
  async unreadable(device: DeviceId, conversation: ConversationId, report: UnreadableReport): Promise<void> {
    const roster = await this.rosters.latest(conversation);
    if (roster === undefined || deviceIn(roster, device) === undefined) throw new ProblemError('conversation.unknown');
    const { number } = report;
    const S = fromBase64url(report.statement);
    if (!equalBytes(S, roster.S)) throw new ProblemError('conversation.epoch-stale');
    const wrap = await this.epochs.wrap(conversation, roster.epoch, device);
    if (wrap?.number !== number) throw new ProblemError('wrap.unknown');
    const signature = fromBase64url(report.signature);
    const key = this.directory.latest.device(device)?.signatureKey;
    const message = unreadableMessage({ networkId: this.directory.networkId, conversation, S, device, number });
    if (key === undefined || !verifySignature(signature, message, key))
      throw new ProblemError('permission.denied', 'signature');
    const at = unixSeconds(this.clock);
    const isNew = await this.database.transaction(async (tx) => {
      const added = await this.epochs.addReport(tx, {
        conversation,
        epoch: roster.epoch,
        device,
        number,
        signature,
        at,
      });
      if (added) {
        await this.auditLog.append(tx, {
          type: 'epoch.unreadable',
          who: { conversation, device },
          facts: { epoch: roster.epoch, statement: report.statement },
        });
      }
      return added;
    });
    if (isNew) this.fanOut.advanceDue(roster, 'unreadable');
  }

  private async back(device: DeviceId): Promise<void> {
    for (const conversation of await this.epochs.dormantIn(device)) {
      const roster = await this.rosters.latest(conversation);
      if (roster !== undefined) this.fanOut.advanceDue(roster, 'dormant-back');
    }
  }
}
