import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse } from '@nestjs/swagger';
import type { LeafOpenings } from '#contracts';
import { Allow } from '../platform/policy.js';
import { Reader, type RecordReader } from '../sessions/session.guard.js';
import { LeafOpeningsDto, OpeningsQueryDto } from './openings.dto.js';
import { OpeningsService } from './openings.service.js';

/** What leaves of the record say of those who ask. */
@ApiBearerAuth()
@Controller('v1/record')
export class OpeningsController {
  constructor(private readonly openings: OpeningsService) {}

  /** Openings in a range of audit leaves, of those that whoever asks is entitled to. */
  @Get('openings')
  @Allow('record')
  @ApiOkResponse({ type: LeafOpeningsDto })
  async opened(@Reader() reader: RecordReader, @Query() { from, limit }: OpeningsQueryDto): Promise<LeafOpenings> {
    return { openings: await this.openings.openings(reader, from, limit) };
  }
}
