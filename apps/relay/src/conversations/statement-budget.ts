import { Inject, Injectable } from '@nestjs/common';
import { type ConversationId, type DeviceId, ProblemError } from '#contracts';
import { unixSeconds } from '#primitives';
import type { Roster } from '#roster';
import { AgreementKeysService } from '../agreement-keys/agreement-keys.service.js';
import { SystemClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { type EpochCause, EpochsRepository } from './epochs.repository.js';

const HOUR = 3600;
const DAY = 86_400;
const MAX_UNREADABLE = 2;
const REFRESH_SECONDS = 7 * DAY;
const REFRESH_MESSAGES = 1000;

/** What only the relay knows of whether a statement may come now: its cause, and its author's budget (protocol 2.3). */
@Injectable()
export class StatementBudget {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly epochs: EpochsRepository,
    private readonly keys: AgreementKeysService,
    private readonly clock: SystemClock,
  ) {}

  /**
   * Bounds what one device may open, counted in the database and so over all nodes. An author whose epochs others could
   * not open waits in that conversation only: a liar among its members must not silence it elsewhere.
   * @throws `rate.limited` with `statements` or `unreadable`
   */
  async refuseSpent(author: DeviceId, conversation: ConversationId): Promise<void> {
    const now = unixSeconds(this.clock);
    const opened = await this.epochs.openedBy(author, now - HOUR);
    if (opened >= this.config.statementsPerHour) throw new ProblemError('rate.limited', 'statements');
    const unreadable = await this.epochs.unreadableBy(conversation, author, now - DAY);
    if (unreadable >= MAX_UNREADABLE) throw new ProblemError('rate.limited', 'unreadable');
  }

  /**
   * Refuses a new epoch for nothing: without a change, a leaver or an unreadable wrap before it, a dormant device that
   * is back, 7 days, or 1,000 messages.
   * @param seq - the conversation's last sequence number
   * @throws `conversation.cause`
   */
  async refuseCauseless(before: Roster, changes: number, at: number, seq: number): Promise<void> {
    if (changes > 0 || !before.sealed || at >= before.at + REFRESH_SECONDS) return;
    const cause = await this.epochs.cause(before.conversation, before.epoch);
    if (cause.reported || seq - cause.seq >= REFRESH_MESSAGES || (await this.isSomebodyBack(cause))) return;
    throw new ProblemError('conversation.cause');
  }

  private async isSomebodyBack({ dormant }: EpochCause): Promise<boolean> {
    return dormant.length > 0 && (await this.keys.served(dormant)).size > 0;
  }
}
