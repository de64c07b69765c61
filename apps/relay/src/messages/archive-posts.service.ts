import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type DeviceId, type MessageStored, ProblemError } from '#contracts';
import { deviceIn } from '#roster';
import { Archives } from '../conversations/archives.js';
import { FramesService } from '../conversations/frames.service.js';
import { Rosters } from '../conversations/rosters.js';
import { RateLimiter } from '../platform/rate-limiter.js';
import { SocketEvents } from '../sockets/socket-events.js';
import { type CheckedPost, checkedPost } from './archive-post.js';
import { pendingFrame } from './pending-frame.js';
import { WriteQueue } from './write-queue.js';

/** A device posts once for each epoch; one that was away has some to post at once. */
const POSTS_PER_MINUTE = 120;

/** Takes archive posts (protocol 4.2). An epoch may be over when it is posted, and the conversation closed. */
@Injectable()
export class ArchivePostsService implements OnModuleInit {
  constructor(
    private readonly events: SocketEvents,
    private readonly rosters: Rosters,
    private readonly archives: Archives,
    private readonly frames: FramesService,
    private readonly queue: WriteQueue,
    private readonly limiter: RateLimiter,
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
   * A device posts once: another post of the same epoch to the same archive is refused, a repeat is not.
   * @throws `rate.limited`, `conversation.unknown`, `permission.denied`, with `archive.posted` where the device has posted,
   * `message.id-reused`, `relay.unavailable`, `storage.full`
   */
  async post(sender: DeviceId, post: CheckedPost): Promise<MessageStored> {
    const { conversation, statement, id, bytes } = post;
    this.limiter.take(`archive ${sender}`, POSTS_PER_MINUTE);
    const roster = await this.rosters.latest(conversation);
    const seat = roster && deviceIn(roster, sender);
    if (seat === undefined && !(await this.frames.mayRead(sender, conversation)))
      throw new ProblemError('conversation.unknown');
    const isDue = seat?.capacity === 'party' && (await this.archives.isDue(seat.authority, post));
    const refusal = isDue ? undefined : 'permission.denied';
    if (isDue && (await this.archives.first(sender, post)) !== id)
      throw new ProblemError('permission.denied', 'archive.posted');
    try {
      return await this.queue.put(
        pendingFrame({ kind: 'archive', conversation, statement, sender, id, bytes, refusal }),
      );
    } catch (error) {
      this.archives.forget(sender, post);
      throw error;
    }
  }
}
