import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { ConversationRepository } from './conversation.repository.js';
import { Evictions } from './evictions.js';
import { Rosters } from './rosters.js';

/** Statements, rosters, wraps, reports and grants. */
@Module({
  imports: [DirectoryModule],
  providers: [ConversationRepository, Evictions, Rosters],
  exports: [ConversationRepository, Evictions, Rosters],
})
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- Nest names modules by classes
export class ConversationsModule {}
