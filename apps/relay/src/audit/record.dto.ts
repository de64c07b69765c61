import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { AuditLeaves, CheckpointResponse, ConsistencyQuery, ConsistencyResponse, EntriesQuery, MapProof, MapQuery } from '#contracts';

const LogParams = z.strictObject({ log: z.enum(['directory', 'audit']) });

export class ConsistencyQueryDto extends createZodDto(ConsistencyQuery) {}
export class ConsistencyDto extends createZodDto(ConsistencyResponse) {}
export class CheckpointDto extends createZodDto(CheckpointResponse) {}
export class LeavesQueryDto extends createZodDto(EntriesQuery) {}
export class LeavesDto extends createZodDto(AuditLeaves) {}
export class LogParamsDto extends createZodDto(LogParams) {}
export class MapQueryDto extends createZodDto(MapQuery) {}
export class MapProofDto extends createZodDto(MapProof) {}
