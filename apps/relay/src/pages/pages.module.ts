import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { PagesRepository } from './pages.repository.js';
import { PagesController } from './pages.controller.js';
import { PagesService } from './pages.service.js';

/** Authorities' pages: submitted, returned or withdrawn, until the directory holds them. */
@Module({
  imports: [AuditModule, DirectoryModule],
  controllers: [PagesController],
  providers: [PagesRepository, PagesService],
})
export class PagesModule {}
