import { Injectable } from '@nestjs/common';
import { type ConversationList, type DeviceId, limits } from '#contracts';
import { ConversationRepository } from './conversation.repository.js';

/** Which conversations a device has to do with. */
@Injectable()
export class ConversationsService {
  constructor(private readonly conversations: ConversationRepository) {}

  /** Every conversation whose roster holds, or held, the device. */
  async list(device: DeviceId): Promise<ConversationList> {
    const rows = await this.conversations.listOf(device, limits.conversations);
    return { conversations: rows.map(({ until, ...row }) => ({ ...row, ...(until !== null && { until }) })) };
  }
}
