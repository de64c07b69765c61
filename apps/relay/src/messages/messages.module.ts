import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/conversations.module.js';
import { SocketsModule } from '../sockets/sockets.module.js';
import { ArchivePostsService } from './archive-posts.service.js';
import { FrameWriter } from './frame-writer.js';
import { MessagesService } from './messages.service.js';
import { WriteQueue } from './write-queue.js';

/** The write path, and reading by cursor. */
@Module({
  imports: [ConversationsModule, SocketsModule],
  providers: [ArchivePostsService, FrameWriter, MessagesService, WriteQueue],
})
export class MessagesModule {}
