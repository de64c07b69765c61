import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { PublicDirectoryController } from './public-directory.controller.js';
import { PublicDirectoryService } from './public-directory.service.js';

/** What of the directory its States opened to everyone. */
@Module({
  imports: [AuditModule, DirectoryModule],
  controllers: [PublicDirectoryController],
  providers: [PublicDirectoryService],
})
export class PublicDirectoryModule {}
