import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { AuditLeaves, CheckpointResponse, ConsistencyResponse, MapProof } from '#contracts';
import { Allow } from '../platform/policy.js';
import {
  LogCheckpointDto,
  ConsistencyDto,
  ConsistencyQueryDto,
  LeavesDto,
  LeavesQueryDto,
  LogParamsDto,
  MapProofDto,
  MapQueryDto,
} from './record.dto.js';
import { RecordService } from './record.service.js';

/** Proofs about the two logs (protocol 5). */
@Controller('v1/record')
export class RecordController {
  constructor(private readonly record: RecordService) {}

  /** A value of the map, proved up to a cosigned checkpoint, and how it came to it. @throws `record.not-yet` */
  @Get('map')
  @Allow('session', 'expert')
  @ApiOkResponse({ type: MapProofDto })
  async map(@Query() query: MapQueryDto): Promise<MapProof> {
    return this.record.mapProof(query.kind, query.id, query.since);
  }

  /** Audit leaves under the newest checkpoint, in order. */
  @Get('leaves')
  @Allow('record')
  @ApiOkResponse({ type: LeavesDto })
  async leaves(@Query() query: LeavesQueryDto): Promise<AuditLeaves> {
    return this.record.leaves(query.from, query.limit);
  }

  /** The newest cosigned checkpoint of a log. @throws `record.not-yet` */
  @Get(':log/checkpoint')
  @Allow('public', 'expert')
  @ApiOkResponse({ type: LogCheckpointDto })
  checkpoint(@Param() { log }: LogParamsDto): CheckpointResponse {
    return { note: this.record.checkpoint(log).note };
  }

  /** That one shown tree of a log is the beginning of another. @throws `record.unknown` */
  @Get(':log/consistency')
  @Allow('public', 'expert')
  @ApiOkResponse({ type: ConsistencyDto })
  consistency(@Param() { log }: LogParamsDto, @Query() { from, to }: ConsistencyQueryDto): ConsistencyResponse {
    return this.record.consistency(log, from, to);
  }
}
