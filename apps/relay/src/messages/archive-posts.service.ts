import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DeviceId, type MessageStored, ProblemError } from '#contracts';
import { deviceIn } from '#roster';
import { Archives } from '../conversations/archives.js';
import { FramesService } from '../conversations/frames.service.js';
import { Rosters } from '../conversations/rosters.js';
import { SocketEvents } from '../sockets/socket-events.js';
import { type CheckedPost, checkedPost } from './archive-post.js';
import { pendingFrame } from './pending-frame.js';
import { WriteQueue } from './write-queue.js';

/** Takes archive posts (protocol 4.2). An epoch may be over when it is posted, and the conversation closed. */
@Injectable()
export class ArchivePostsService implements OnModuleInit {
  constructor(
    private readonly events: SocketEvents,
    private readonly rosters: Rosters,
    private readonly archives: Archives,
    private readonly frames: FramesService,
    private readonly queue: WriteQueue,
  ) {}

  onModuleInit(): void {
    this.events.define('archive.post', {
      policy: 'session',
      parse: checkedPost,
      handle: (socket, post) => this.post(socket.data.signedIn.device, post),
    });
  }

  /**
   * Stores a post of the archive that held for the sender's party when the epoch was opened, and answers with its place.
   * @throws `conversation.unknown`, `permission.denied`, `message.id-reused`, `relay.unavailable`, `storage.full`
   */
  async post(sender: DeviceId, post: CheckedPost): Promise<MessageStored> {
    const { conversation, statement, id, bytes } = post;
    const roster = await this.rosters.latest(conversation);
    const seat = roster && deviceIn(roster, sender);
    if (seat === undefined && !(await this.frames.mayRead(sender, conversation)))
      throw new ProblemError('conversation.unknown');
    const isDue = seat?.capacity === 'party' && (await this.archives.isDue(seat.authority, post));
    const refusal = isDue ? undefined : 'permission.denied';
    return this.queue.put(pendingFrame({ kind: 'archive', conversation, statement, sender, id, bytes, refusal }));
  }
}
