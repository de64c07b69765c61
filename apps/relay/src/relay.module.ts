import { type DynamicModule, Module } from '@nestjs/common';
import { AgreementKeysModule } from './agreement-keys/agreement-keys.module.js';
import { ApplicationsModule } from './applications/applications.module.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { AuditModule } from './audit/audit.module.js';
import { ConversationsModule } from './conversations/conversations.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { PagesModule } from './pages/pages.module.js';
import type { Config } from './platform/config.js';
import { PlatformModule } from './platform/platform.module.js';
import { PublicDirectoryModule } from './public-directory/public-directory.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { WebModule } from './web/web.module.js';

/** The list of features. */
@Module({})
export class RelayModule {
  static with(config: Config): DynamicModule {
    return {
      module: RelayModule,
      imports: [
        PlatformModule.with(config),
        AuditModule,
        DirectoryModule,
        SessionsModule,
        PagesModule,
        AgreementKeysModule,
        ConversationsModule,
        MessagesModule,
        AttachmentsModule,
        ApplicationsModule,
        ...(config.publicDirectory ? [PublicDirectoryModule] : []),
        WebModule,
      ],
    };
  }
}
