import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { type ConversationList, type FramePlace, type Grants, limits, type WrapResponse } from '#contracts';
import { BodyLimit } from '../platform/http-server.js';
import { Allow } from '../platform/policy.js';
import { Session } from '../sessions/session.guard.js';
import type { SignedIn } from '../sessions/signed-in.js';
import {
  ConversationListDto,
  ConversationParamsDto,
  EpochParamsDto,
  FramePlaceDto,
  GrantParamsDto,
  GrantsDto,
  GrantSubmissionDto,
  RosterSubmissionDto,
  UnreadableReportDto,
  WrapDto,
} from './conversations.dto.js';
import { ConversationsService } from './conversations.service.js';
import { ExportsService } from './exports.service.js';
import { GrantsService } from './grants.service.js';
import { ReportsService } from './reports.service.js';
import { StatementsService } from './statements.service.js';
import { WrapsService } from './wraps.service.js';

/** A history grant in base64url, and what is around it. */
const GRANT_BODY_BYTES = Math.ceil((limits.grantBytes * 4) / 3) + 1024;

/** Conversations: their statements, wraps, reports and grants (protocol 2, 4.1). Frames travel by socket. */
@Controller('v1/conversations')
@ApiBearerAuth()
export class ConversationsController {
  constructor(
    private readonly conversations: ConversationsService,
    private readonly statements: StatementsService,
    private readonly wraps: WrapsService,
    private readonly reports: ReportsService,
    private readonly grants: GrantsService,
    private readonly exports: ExportsService,
  ) {}

  /** Every conversation that holds, or held, the asking device. */
  @Get()
  @Allow('session', 'expert')
  @ApiOkResponse({ type: ConversationListDto })
  async list(@Session() { device }: SignedIn): Promise<ConversationList> {
    return this.conversations.list(device);
  }

  /** Opens or advances a conversation. @throws as `StatementsService.submit` */
  @Post(':id/statements')
  @Allow('session', 'expert')
  @BodyLimit(limits.rosterRequestBytes)
  @ApiCreatedResponse({ type: FramePlaceDto })
  async submit(
    @Session() { device }: SignedIn,
    @Param() { id }: ConversationParamsDto,
    @Body() submission: RosterSubmissionDto,
  ): Promise<FramePlace> {
    return this.statements.submit(device, id, submission);
  }

  /** The asking device's own wrap, with its proof. @throws `wrap.unknown` */
  @Get(':id/epochs/:epoch/wrap')
  @Allow('session', 'expert')
  @ApiOkResponse({ type: WrapDto })
  async wrap(@Session() { device }: SignedIn, @Param() { id, epoch }: EpochParamsDto): Promise<WrapResponse> {
    return this.wraps.own(device, id, epoch);
  }

  /** A wrap did not open. @throws as `ReportsService.unreadable` */
  @Post(':id/unreadable')
  @Allow('session', 'expert')
  @HttpCode(204)
  @ApiNoContentResponse()
  async unreadable(
    @Session() { device }: SignedIn,
    @Param() { id }: ConversationParamsDto,
    @Body() report: UnreadableReportDto,
  ): Promise<void> {
    await this.reports.unreadable(device, id, report);
  }

  /** The asking device is about to export it. @throws as `ExportsService.announce` */
  @Post(':id/exports')
  @Allow('session')
  @HttpCode(204)
  @ApiNoContentResponse()
  async announceExport(@Session() { device }: SignedIn, @Param() { id }: ConversationParamsDto): Promise<void> {
    await this.exports.announce(device, id);
  }

  /** History for a joiner. @throws `conversation.unknown`, `grant.refused` */
  @Post(':id/grants')
  @Allow('session')
  @HttpCode(204)
  @BodyLimit(GRANT_BODY_BYTES)
  @ApiNoContentResponse()
  async grant(
    @Session() { device }: SignedIn,
    @Param() { id }: ConversationParamsDto,
    @Body() submission: GrantSubmissionDto,
  ): Promise<void> {
    await this.grants.put(device, id, submission);
  }

  /** What others granted the asking device. */
  @Get(':id/grants')
  @Allow('session', 'expert')
  @ApiOkResponse({ type: GrantsDto })
  async granted(@Session() { device }: SignedIn, @Param() { id }: ConversationParamsDto): Promise<Grants> {
    return this.grants.of(device, id);
  }

  /** The asking device has stored a grant. */
  @Delete(':id/grants/:granter/:number')
  @Allow('session', 'expert')
  @HttpCode(204)
  @ApiNoContentResponse()
  async forget(@Session() { device }: SignedIn, @Param() { id, granter, number }: GrantParamsDto): Promise<void> {
    await this.grants.delete(device, id, granter, number);
  }
}
