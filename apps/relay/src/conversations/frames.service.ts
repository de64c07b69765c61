import { Injectable } from '@nestjs/common';
import { type ConversationId, type DeviceId, type FramesPage, limits, ProblemError } from '#contracts';
import { ConversationsRepository } from './conversations.repository.js';
import { FramesRepository } from './frames.repository.js';

/** Gives back the frames of a conversation, to those who are or were in it (protocol 3.5). */
@Injectable()
export class FramesService {
  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly frames: FramesRepository,
  ) {}

  /** Whether a device is or was in a conversation's roster, and so may know that there is one. */
  async mayRead(device: DeviceId, conversation: ConversationId): Promise<boolean> {
    return (await this.conversations.readableEnd(conversation, device)) !== undefined;
  }

  /** From which place on a device may read nothing: that of its removal, none for a member; undefined for one that never was in the roster. */
  async readableBefore(device: DeviceId, conversation: ConversationId): Promise<number | undefined> {
    const end = await this.conversations.readableEnd(conversation, device);
    return end?.removed === true ? end.seq : end && Infinity;
  }

  /**
   * The frames after a sequence number, at most `limit` and some `limits.pageBytes` of them, and the end up to which the
   * device may read: the statement that removed it, where one did.
   * @throws `conversation.unknown` also for those that may not know of it
   */
  async page(device: DeviceId, conversation: ConversationId, after: number, limit: number): Promise<FramesPage> {
    const end = await this.conversations.readableEnd(conversation, device);
    if (end === undefined) throw new ProblemError('conversation.unknown');
    const frames = after < end.seq ? await this.frames.page(conversation, after, end.seq, limit, limits.pageBytes) : [];
    return { frames, seq: end.seq, head: end.head };
  }
}
