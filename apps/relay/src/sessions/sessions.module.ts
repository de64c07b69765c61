import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditModule } from '../audit/audit.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { LookUpModule } from '../look-up/look-up.module.js';
import { SessionGuard } from './session.guard.js';
import { SessionRegistry } from './session-registry.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';

/** Signing in, and the guard before every HTTP handler. */
@Module({
  imports: [AuditModule, DirectoryModule, LookUpModule],
  controllers: [SessionsController],
  providers: [SessionRegistry, SessionsRepository, SessionsService, { provide: APP_GUARD, useClass: SessionGuard }],
  exports: [SessionRegistry],
})
export class SessionsModule {}
