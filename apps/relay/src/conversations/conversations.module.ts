import { Module } from '@nestjs/common';
import { AgreementKeysModule } from '../agreement-keys/agreement-keys.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { SocketsModule } from '../sockets/sockets.module.js';
import { Archives } from './archives.js';
import { ConversationsRepository } from './conversations.repository.js';
import { ConversationsController } from './conversations.controller.js';
import { ConversationsFsck } from './conversations.fsck.js';
import { ConversationsService } from './conversations.service.js';
import { EpochsRepository } from './epochs.repository.js';
import { Evictions } from './evictions.js';
import { ExportsService } from './exports.service.js';
import { FrameFanOut } from './frame-fan-out.js';
import { FramesRepository } from './frames.repository.js';
import { FramesService } from './frames.service.js';
import { GrantsRepository } from './grants.repository.js';
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
  imports: [AgreementKeysModule, AuditModule, DirectoryModule, SocketsModule],
  controllers: [ConversationsController, OpeningsController],
  providers: [
    Archives,
    ConversationsRepository,
    ConversationsFsck,
    ConversationsService,
    EpochsRepository,
    Evictions,
    ExportsService,
    FrameFanOut,
    FramesRepository,
    FramesService,
    GrantsRepository,
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
