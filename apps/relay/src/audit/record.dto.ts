import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import {
  AuditLeaves,
  CheckpointResponse,
  ConsistencyQuery,
  ConsistencyResponse,
  EntriesQuery,
  MapProof,
  MapQuery,
} from '#contracts';

const LogParams = z.strictObject({ log: z.enum(['directory', 'audit']) });

/** Longest path of a tile that its form allows. */
const MOST_PATH = 40;
const EntryTileParams = z.strictObject({ '*': z.string().max(MOST_PATH) });
const TileParams = EntryTileParams.extend({ log: LogParams.shape.log });

/** The two sizes. */
export class ConsistencyQueryDto extends createZodDto(ConsistencyQuery) {}
/** The proof between them. */
export class ConsistencyDto extends createZodDto(ConsistencyResponse) {}
/** A cosigned note. */
export class LogCheckpointDto extends createZodDto(CheckpointResponse) {}
/** Where to begin, and how many. */
export class LeavesQueryDto extends createZodDto(EntriesQuery) {}
/** Leaves in order. */
export class LeavesDto extends createZodDto(AuditLeaves) {}
/** Which of the two logs. */
export class LogParamsDto extends createZodDto(LogParams) {}
/** What follows `tile/entries/`. */
export class EntryTileParamsDto extends createZodDto(EntryTileParams) {}
/** A log, and what follows `tile/`. */
export class TileParamsDto extends createZodDto(TileParams) {}
/** Which value of the map. */
export class MapQueryDto extends createZodDto(MapQuery) {}
/** The value, proved. */
export class MapProofDto extends createZodDto(MapProof) {}
