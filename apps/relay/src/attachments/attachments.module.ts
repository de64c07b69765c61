import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ATTACHMENT_PIECE_TYPE } from '#contracts';
import { AuditModule } from '../audit/audit.module.js';
import { ConversationsModule } from '../conversations/conversations.module.js';
import { CONFIG, type Config } from '../platform/config.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { AttachmentSweep } from './attachment-sweep.js';
import { AttachmentUploads } from './attachment-uploads.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsFsck } from './attachments.fsck.js';
import { AttachmentsService } from './attachments.service.js';
import { BlobStore } from './blob-store.js';
import { BlobTurns } from './blob-turns.js';
import { DiskBlobStore } from './disk-blob-store.js';

/** Sealed files, in a folder or in a bucket. */
@Module({
  imports: [AuditModule, ConversationsModule],
  controllers: [AttachmentsController],
  providers: [
    AttachmentsRepository,
    AttachmentSweep,
    AttachmentUploads,
    AttachmentsFsck,
    AttachmentsService,
    BlobTurns,
    {
      provide: BlobStore,
      inject: [CONFIG],
      useFactory: async ({ attachments: { s3, directory } }: Config): Promise<BlobStore> => {
        if (s3 === undefined) return DiskBlobStore.open(directory);
        // Loaded where it is used alone: a client of S3 is larger than the rest of the relay.
        const { S3BlobStore } = await import('./s3-blob-store.js');
        return S3BlobStore.open(s3);
      },
    },
  ],
  exports: [AttachmentUploads, BlobStore, BlobTurns],
})
export class AttachmentsModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    // Left unread: the service takes the bytes from the request itself, once it knows that they are wanted.
    server.addContentTypeParser(ATTACHMENT_PIECE_TYPE, (_request, _payload, done) => done(null, undefined));
  }
}
