import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { PublicDirectoryService } from '../public-directory/public-directory.service.js';
import { LookUpController } from './look-up.controller.js';
import { LookUpTokensRepository } from './look-up-tokens.repository.js';
import { LookUpTokensService } from './look-up-tokens.service.js';

/** Look-up for programs, with tokens of their own. */
@Module({
  imports: [AuditModule, DirectoryModule],
  controllers: [LookUpController],
  providers: [LookUpTokensRepository, LookUpTokensService, PublicDirectoryService],
  exports: [LookUpTokensService],
})
export class LookUpModule {}
