import { Module } from '@nestjs/common';
import { AgreementKeysModule } from '../agreement-keys/agreement-keys.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { SocketModule } from '../sockets/socket.module.js';
import { Archives } from './archives.js';
import { ConversationRepository } from './conversation.repository.js';
import { ConversationsController } from './conversations.controller.js';
import { ConversationsFsck } from './conversations.fsck.js';
import { ConversationsService } from './conversations.service.js';
import { EpochRepository } from './epoch.repository.js';
import { Evictions } from './evictions.js';
import { ExportsService } from './exports.service.js';
import { FrameFanOut } from './frame-fan-out.js';
import { FrameRepository } from './frame.repository.js';
import { FramesService } from './frames.service.js';
import { GrantRepository } from './grant.repository.js';
import { GrantsService } from './grants.service.js';
import { HeadMapSource } from './head-map-source.js';
import { ReportsService } from './reports.service.js';
import { OpeningsController } from './openings.controller.js';
import { OpeningsService } from './openings.service.js';
import { Rosters } from './rosters.js';
import { StatementBudget } from './statement-budget.js';
import { StatementsService } from './statements.service.js';
import { Withdrawals } from './withdrawals.js';
import { WrapsService } from './wraps.service.js';

/** Statements, rosters, wraps, reports and grants; and openings of audit leaves, which depend on who may read a conversation. */
@Module({
  imports: [AgreementKeysModule, AuditModule, DirectoryModule, SocketModule],
  controllers: [ConversationsController, OpeningsController],
  providers: [
    Archives,
    ConversationRepository,
    ConversationsFsck,
    ConversationsService,
    EpochRepository,
    Evictions,
    ExportsService,
    FrameFanOut,
    FrameRepository,
    FramesService,
    GrantRepository,
    GrantsService,
    HeadMapSource,
    OpeningsService,
    ReportsService,
    Rosters,
    StatementBudget,
    StatementsService,
    Withdrawals,
    WrapsService,
  ],
  exports: [Archives, Evictions, FrameFanOut, FramesService, Rosters],
})
export class ConversationsModule {}
