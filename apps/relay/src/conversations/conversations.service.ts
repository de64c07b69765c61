import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ConversationList, type DeviceId, limits } from '#contracts';
import { Experts } from '../directory/experts.js';
import { ConversationsRepository } from './conversations.repository.js';
import { Rosters } from './rosters.js';

/** Which conversations a device has to do with. */
@Injectable()
export class ConversationsService implements OnModuleInit {
  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly rosters: Rosters,
    private readonly experts: Experts,
  ) {}

  onModuleInit(): void {
    this.experts.seatedBy(async (conversation) => (await this.rosters.latest(conversation))?.devices ?? []);
  }

  /** Every conversation whose roster holds, or held, the device. */
  async list(device: DeviceId): Promise<ConversationList> {
    const rows = await this.conversations.listOf(device, limits.conversations);
    return { conversations: rows.map(({ until, ...row }) => ({ ...row, ...(until !== null && { until }) })) };
  }
}
