import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Put, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ATTACHMENT_PIECE_TYPE, type AttachmentAllowance, type AttachmentState } from '#contracts';
import { Allow } from '../platform/policy.js';
import { Session } from '../sessions/session.guard.js';
import type { SignedIn } from '../sessions/signed-in.js';
import { rangeOf } from './attachment-range.js';
import {
  AttachmentAllowanceDto,
  AttachmentAnnouncementDto,
  AttachmentParamsDto,
  AttachmentsParamsDto,
  AttachmentStateDto,
} from './attachments.dto.js';
import { AttachmentsService } from './attachments.service.js';
import { BlobStore } from './blob-store.js';

/** Sealed files of a conversation (protocol 3.7): announced, brought in pieces (tus 1.0.0), fetched in ranges. */
@ApiBearerAuth()
@Controller('v1/conversations/:id/attachments')
export class AttachmentsController {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly blobs: BlobStore,
  ) {}

  /** How much the asking device may still attach. @throws `conversation.unknown` */
  @Get()
  @Allow('session', 'expert')
  @ApiOkResponse({ type: AttachmentAllowanceDto })
  async allowance(
    @Session() { device }: SignedIn,
    @Param() { id }: AttachmentsParamsDto,
  ): Promise<AttachmentAllowance> {
    return this.attachments.allowance(device, id);
  }

  /** Announces a ciphertext, or asks how far it has come. @throws as `AttachmentsService.announce` */
  @Put(':attachment')
  @Allow('session', 'expert')
  @ApiOkResponse({ type: AttachmentStateDto })
  async announce(
    @Session() { device }: SignedIn,
    @Param() { id, attachment }: AttachmentParamsDto,
    @Body() announcement: AttachmentAnnouncementDto,
  ): Promise<AttachmentState> {
    return this.attachments.announce(device, id, attachment, announcement);
  }

  /** The next piece, from `Upload-Offset` on. @throws as `AttachmentsService.take` */
  @Patch(':attachment')
  @Allow('session', 'expert')
  @HttpCode(204)
  @ApiConsumes(ATTACHMENT_PIECE_TYPE)
  @ApiNoContentResponse()
  async take(
    @Session() { device }: SignedIn,
    @Param() { id, attachment }: AttachmentParamsDto,
    @Req() { headers, raw }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const received = await this.attachments.take(device, id, attachment, { headers, body: raw });
    reply.headers({ 'tus-resumable': '1.0.0', 'upload-offset': String(received) });
  }

  /** The ciphertext, or the one range that is asked for. @throws as `AttachmentsService.readable`, `attachment.range` */
  @Get(':attachment')
  @Allow('session', 'expert')
  @ApiOkResponse({ description: 'The ciphertext.' })
  async read(
    @Session() { device }: SignedIn,
    @Param() { id, attachment }: AttachmentParamsDto,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { blob, bytes } = await this.attachments.readable(device, id, attachment);
    const range = rangeOf(headers.range, bytes);
    const { from, to } = range ?? { from: 0, to: bytes };
    reply.header('accept-ranges', 'bytes');
    if (range !== undefined) {
      reply.status(206).header('content-range', `bytes ${String(from)}-${String(to - 1)}/${String(bytes)}`);
    }
    return new StreamableFile(await this.blobs.read(blob, from, to), {
      type: 'application/octet-stream',
      length: to - from,
    });
  }

  /** Takes an own attachment back. @throws as `AttachmentsService.delete` */
  @Delete(':attachment')
  @Allow('session', 'expert')
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(@Session() { device }: SignedIn, @Param() { id, attachment }: AttachmentParamsDto): Promise<void> {
    await this.attachments.delete(device, id, attachment);
  }
}
