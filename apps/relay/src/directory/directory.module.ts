import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryController } from './directory.controller.js';
import { DirectoryFsck } from './directory.fsck.js';
import { DirectoryService } from './directory.service.js';
import { DirectoryState } from './directory-state.js';
import { EnrolmentsRepository } from './enrolments.repository.js';
import { EnrolmentsController } from './enrolments.controller.js';
import { EnrolmentsService } from './enrolments.service.js';
import { Experts } from './experts.js';
import { ErasuresController } from './erasures.controller.js';
import { ErasuresService } from './erasures.service.js';
import { StatementsRepository } from './statements.repository.js';

/** Who is who: the log, its replay, and devices that ask to be enrolled. */
@Module({
  imports: [AuditModule],
  controllers: [DirectoryController, EnrolmentsController, ErasuresController],
  providers: [
    DirectoryFsck,
    DirectoryService,
    DirectoryState,
    EnrolmentsRepository,
    EnrolmentsService,
    Experts,
    ErasuresService,
    StatementsRepository,
  ],
  exports: [DirectoryService, DirectoryState, Experts],
})
export class DirectoryModule {}
