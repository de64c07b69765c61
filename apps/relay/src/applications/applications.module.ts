import { Module } from '@nestjs/common';
import { AgreementKeysModule } from '../agreement-keys/agreement-keys.module.js';
import { AttachmentsModule } from '../attachments/attachments.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { ApplicationAccess } from './application-access.js';
import { ApplicationDocumentsService } from './application-documents.service.js';
import { ApplicationSweep } from './application-sweep.js';
import { ApplicationWrapsRepository } from './application-wraps.repository.js';
import { ApplicationsController } from './applications.controller.js';
import { ApplicationsFsck } from './applications.fsck.js';
import { ApplicationsRepository } from './applications.repository.js';
import { ApplicationsService } from './applications.service.js';
import { SecretariatController } from './secretariat.controller.js';
import { SecretariatService } from './secretariat.service.js';

/** States' notified designations on their way to the directory, from applicants without an account. */
@Module({
  imports: [AgreementKeysModule, AttachmentsModule, AuditModule, DirectoryModule],
  controllers: [ApplicationsController, SecretariatController],
  providers: [
    ApplicationAccess,
    ApplicationDocumentsService,
    ApplicationSweep,
    ApplicationWrapsRepository,
    ApplicationsFsck,
    ApplicationsRepository,
    ApplicationsService,
    SecretariatService,
  ],
})
export class ApplicationsModule {}
