import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type {
  CheckpointResponse,
  DirectoryEntries,
  DirectoryStatements,
  NetworkDescription,
  StatementAccepted,
  SubjectPlace,
} from '#contracts';
import { Allow } from '../platform/policy.js';
import { OptionalSession } from '../sessions/session.guard.js';
import type { SignedIn } from '../sessions/signed-in.js';
import {
  CheckpointDto,
  CheckpointQueryDto,
  EntriesDto,
  EntriesQueryDto,
  NetworkDto,
  StatementAcceptedDto,
  StatementsDto,
  StatementsQueryDto,
  StatementSubmissionDto,
  SubjectParamsDto,
  SubjectPlaceDto,
} from './directory.dto.js';
import { DirectoryService } from './directory.service.js';

/** The directory log: public, so that a device can verify it before it has a session (protocol 1.1). */
@Controller('v1')
export class DirectoryController {
  constructor(private readonly directory: DirectoryService) {}

  /** The founding statement and the newest checkpoints. @throws `record.not-yet` */
  @Get('network')
  @Allow('public', 'expert')
  @ApiOkResponse({ type: NetworkDto })
  async network(): Promise<NetworkDescription> {
    return this.directory.describe();
  }

  /** The newest cosigned checkpoint, or the first that covers a size. @throws `record.not-yet` */
  @Get('directory/checkpoint')
  @Allow('public', 'expert')
  @ApiOkResponse({ type: CheckpointDto })
  async checkpoint(@Query() { covering }: CheckpointQueryDto): Promise<CheckpointResponse> {
    return { note: await this.directory.checkpoint(covering) };
  }

  /** The log's entries. @throws `record.not-yet` */
  @Get('directory/entries')
  @Allow('public', 'expert')
  @ApiOkResponse({ type: EntriesDto })
  async entries(@Query() { from, limit }: EntriesQueryDto): Promise<DirectoryEntries> {
    return this.directory.entries(from, limit);
  }

  /** Statements' bytes; personal values beside them for those entitled. @throws `record.not-yet` */
  @Get('directory/statements')
  @Allow('public', 'expert')
  @ApiOkResponse({ type: StatementsDto })
  async statements(
    @Query() query: StatementsQueryDto,
    @OptionalSession() signedIn: SignedIn | undefined,
  ): Promise<DirectoryStatements> {
    return this.directory.statementsOf(query, signedIn?.device);
  }

  /** Where the next statement about a subject would stand. */
  @Get('directory/subjects/:subject')
  @Allow('public')
  @ApiOkResponse({ type: SubjectPlaceDto })
  place(@Param() { subject }: SubjectParamsDto): SubjectPlace {
    return this.directory.place(subject);
  }

  /** Logs a statement; its signatures say who may. @throws `statement.refused`, `statement.stale`, `statement.pending` */
  @Post('directory/statements')
  @Allow('public', 'expert')
  @ApiCreatedResponse({ type: StatementAcceptedDto })
  async submit(@Body() { statement, openings }: StatementSubmissionDto): Promise<StatementAccepted> {
    return { index: await this.directory.submit(statement, openings) };
  }
}
