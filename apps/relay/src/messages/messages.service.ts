import { Injectable, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type DeviceId, type FramesPage, type MessageStored, type ProblemCode, ProblemError } from '#contracts';
import { deviceIn, type Roster } from '#roster';
import { Evictions } from '../conversations/evictions.js';
import { FramesService } from '../conversations/frames.service.js';
import { Rosters } from '../conversations/rosters.js';
import { bufferedBytes } from '../sockets/socket-connection.js';
import { SocketEvents } from '../sockets/socket-events.js';
import { MAX_BUFFERED_BYTES } from '../sockets/socket-limits.js';
import { type CheckedFetch, checkedFetch } from './frames-fetch.js';
import { type CheckedSend, checkedSend } from './message-send.js';
import { pendingFrame } from './pending-frame.js';
import { WriteQueue } from './write-queue.js';

/** Takes messages and gives them back (protocol 3.5). */
@Injectable()
export class MessagesService implements OnModuleInit, BeforeApplicationShutdown {
  constructor(
    private readonly events: SocketEvents,
    private readonly rosters: Rosters,
    private readonly evictions: Evictions,
    private readonly frames: FramesService,
    private readonly queue: WriteQueue,
  ) {}

  onModuleInit(): void {
    this.events.define('message.send', {
      policy: 'session',
      guest: 'expert',
      parse: checkedSend,
      handle: (socket, message) => this.send(socket.data.signedIn.device, message),
    });
    this.events.define('frames.fetch', {
      policy: 'session',
      guest: 'expert',
      parse: checkedFetch,
      handle: (socket, query) => {
        // A page for a peer that has not read the last ones would only wait here.
        if (bufferedBytes(socket) > MAX_BUFFERED_BYTES / 2) throw new ProblemError('rate.limited', 'unread');
        return this.fetch(socket.data.signedIn.device, query);
      },
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.drain();
  }

  /**
   * Stores a message and answers with its place, once it is durable.
   * @throws `conversation.unknown`, `permission.denied`, `conversation.epoch-stale`, `conversation.closed`,
   * `conversation.eviction-due`, `message.id-reused`, `relay.unavailable`, `storage.full`
   */
  send(sender: DeviceId, message: CheckedSend): Promise<MessageStored> {
    const roster = this.rosters.at(message.conversation, message.statement);
    if (roster === undefined || deviceIn(roster, sender) === undefined) return this.sendByLatest(sender, message);
    return this.queue.put(
      pendingFrame({ ...message, kind: 'content', sender, refusal: this.refusalOf(sender, roster) }),
    );
  }

  /** A page of frames after a cursor. @throws `conversation.unknown` also for those that may not know of it */
  fetch(device: DeviceId, { conversation, after, limit }: CheckedFetch): Promise<FramesPage> {
    return this.frames.page(device, conversation, after, limit);
  }

  private async sendByLatest(sender: DeviceId, message: CheckedSend): Promise<MessageStored> {
    const roster = await this.rosters.latest(message.conversation);
    if (roster === undefined) throw new ProblemError('conversation.unknown');
    const refusal = this.refusalOf(sender, roster);
    if (refusal === 'permission.denied' && !(await this.frames.mayRead(sender, message.conversation))) {
      throw new ProblemError('conversation.unknown');
    }
    // Stale, most likely; the transaction finds out, after it has looked for a repeat.
    return this.queue.put(pendingFrame({ ...message, kind: 'content', sender, refusal }));
  }

  private refusalOf(sender: DeviceId, roster: Roster): ProblemCode | undefined {
    if (deviceIn(roster, sender) === undefined) return 'permission.denied';
    if (roster.closed) return 'conversation.closed';
    if (!roster.sealed) return 'conversation.epoch-stale';
    return this.evictions.refuseContent(roster) ? 'conversation.eviction-due' : undefined;
  }
}
