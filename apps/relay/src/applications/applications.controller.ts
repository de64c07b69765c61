import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Ip,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ATTACHMENT_PIECE_TYPE,
  type ApplicationAccepted,
  type ApplicationList,
  type ApplicationRead,
  type ApplicationWrap,
  type AttachmentState,
} from '#contracts';
import { rangeOf } from '../attachments/attachment-range.js';
import { BlobStore } from '../attachments/blob-store.js';
import { Allow } from '../platform/policy.js';
import { type ApplicationAsker, Asker } from '../sessions/session.guard.js';
import { ApplicationDocumentsService } from './application-documents.service.js';
import {
  ApplicationAcceptedDto,
  ApplicationListDto,
  ApplicationListQueryDto,
  ApplicationParamsDto,
  ApplicationReadDto,
  ApplicationSubmissionDto,
  ApplicationSubmittedEntryDto,
  ApplicationWrapDto,
  ApplicationWrapsDto,
  DocumentAnnouncementDto,
  DocumentParamsDto,
  DocumentStateDto,
  WrapParamsDto,
} from './applications.dto.js';
import { ApplicationsService } from './applications.service.js';

/** States' applications, sealed (protocol 9): by whoever shows an application's access, and by devices of the secretariat. */
@ApiBearerAuth()
@Controller('v1/applications')
export class ApplicationsController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly documents: ApplicationDocumentsService,
    private readonly blobs: BlobStore,
  ) {}

  /** A new application. @throws `rate.limited`, `application.full`, `application.exists`, `application.refused` */
  @Post()
  @Allow('application')
  @ApiCreatedResponse({ type: ApplicationAcceptedDto })
  async submit(
    @Asker() asker: ApplicationAsker,
    @Ip() address: string,
    @Body() submission: ApplicationSubmissionDto,
  ): Promise<ApplicationAccepted> {
    return { number: await this.applications.submit(asker, address, submission) };
  }

  /** A page of them, for officers of the secretariat. @throws `permission.denied` */
  @Get()
  @Allow('application')
  @ApiOkResponse({ type: ApplicationListDto })
  async list(@Asker() asker: ApplicationAsker, @Query() query: ApplicationListQueryDto): Promise<ApplicationList> {
    return this.applications.list(asker, query);
  }

  /** One, as its applicant or as an officer of the secretariat. @throws `application.unknown`, `permission.denied` */
  @Get(':id')
  @Allow('application')
  @ApiOkResponse({ type: ApplicationReadDto })
  async read(@Asker() asker: ApplicationAsker, @Param() { id }: ApplicationParamsDto): Promise<ApplicationRead> {
    return this.applications.read(asker, id);
  }

  /** The next entry. @throws `application.stale`, `application.state`, `application.four-eyes`, `application.full`, `application.refused` */
  @Post(':id/entries')
  @Allow('application')
  @ApiCreatedResponse({ type: ApplicationAcceptedDto })
  async append(
    @Asker() asker: ApplicationAsker,
    @Param() { id }: ApplicationParamsDto,
    @Body() entry: ApplicationSubmittedEntryDto,
  ): Promise<ApplicationAccepted> {
    return { number: await this.applications.append(asker, id, entry) };
  }

  /** Its key as it is sealed to the asking device of the secretariat. @throws `application.unknown`, `permission.denied` */
  @Get(':id/wrap')
  @Allow('application')
  @ApiOkResponse({ type: ApplicationWrapDto })
  async wrapOf(@Asker() asker: ApplicationAsker, @Param() { id }: ApplicationParamsDto): Promise<ApplicationWrap> {
    return this.applications.wrapOf(asker, id);
  }

  /** The wrap of that hash, which is sealed to the asking device, does not hold the application's key. @throws `permission.denied` */
  @Delete(':id/wrap/:hash')
  @HttpCode(204)
  @Allow('application')
  @ApiNoContentResponse()
  async refuseWrap(@Asker() asker: ApplicationAsker, @Param() { id, hash }: WrapParamsDto): Promise<void> {
    await this.applications.refuseWrap(asker, id, hash);
  }

  /** Its key for more devices of the secretariat. @throws `application.unknown`, `application.refused` */
  @Put(':id/wraps')
  @HttpCode(204)
  @Allow('application')
  @ApiNoContentResponse()
  async wrap(
    @Asker() asker: ApplicationAsker,
    @Param() { id }: ApplicationParamsDto,
    @Body() { wraps }: ApplicationWrapsDto,
  ): Promise<void> {
    await this.applications.wrap(asker, id, wraps);
  }

  /** How far a document's ciphertext has come. @throws `application.unknown`, `attachment.unknown`, `attachment.damaged` */
  @Put(':id/entries/:number/documents/:place')
  @Allow('application')
  @ApiOkResponse({ type: DocumentStateDto })
  async announce(
    @Asker() asker: ApplicationAsker,
    @Param() document: DocumentParamsDto,
    @Body() announcement: DocumentAnnouncementDto,
  ): Promise<AttachmentState> {
    return this.documents.announce(asker, document, announcement);
  }

  /** Its next piece, from `Upload-Offset` on. @throws `attachment.offset`, `attachment.damaged`, `request.too-large` */
  @Patch(':id/entries/:number/documents/:place')
  @Allow('application')
  @HttpCode(204)
  @ApiConsumes(ATTACHMENT_PIECE_TYPE)
  @ApiNoContentResponse()
  async take(
    @Asker() asker: ApplicationAsker,
    @Param() document: DocumentParamsDto,
    @Req() { headers, raw }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const received = await this.documents.take(asker, document, { headers, body: raw });
    reply.headers({ 'tus-resumable': '1.0.0', 'upload-offset': String(received) });
  }

  /** Its ciphertext, or the one range that is asked for. @throws `attachment.unfinished`, `attachment.range` */
  @Get(':id/entries/:number/documents/:place')
  @Allow('application')
  @ApiOkResponse({ description: 'The ciphertext.' })
  async document(
    @Asker() asker: ApplicationAsker,
    @Param() document: DocumentParamsDto,
    @Req() { headers }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { blob, bytes } = await this.documents.readable(asker, document);
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
}
