import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { AgreementKeysRepository } from './agreement-keys.repository.js';
import { AgreementKeysController } from './agreement-keys.controller.js';
import { AgreementKeysFsck } from './agreement-keys.fsck.js';
import { AgreementKeysService } from './agreement-keys.service.js';

/** Agreement keys, served once a logged map names them. */
@Module({
  imports: [AuditModule, DirectoryModule],
  controllers: [AgreementKeysController],
  providers: [AgreementKeysRepository, AgreementKeysFsck, AgreementKeysService],
  exports: [AgreementKeysService],
})
export class AgreementKeysModule {}
