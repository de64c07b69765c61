import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { CheckpointsRepository } from './checkpoints.repository.js';
import { Checkpointer } from './checkpointer.js';
import { DirectoryLog } from './directory-log.js';
import { Fsck } from './fsck.js';
import { LogsFsck } from './logs.fsck.js';
import { LogKeys } from './log-keys.js';
import { LogsRepository } from './logs.repository.js';
import { LogTrees } from './log-trees.js';
import { LoggedMap } from './logged-map.js';
import { MapFsck } from './map.fsck.js';
import { MapSources } from './map-sources.js';
import { RecordController } from './record.controller.js';
import { RecordPolicy } from './record-policy.js';
import { RecordService } from './record.service.js';
import { TilesController } from './tiles.controller.js';
import { WitnessClient } from './witness-client.js';

/** The two logs, the map, their checkpoints and proofs. */
@Module({
  controllers: [RecordController, TilesController],
  providers: [
    AuditLog,
    CheckpointsRepository,
    Checkpointer,
    DirectoryLog,
    Fsck,
    LogsFsck,
    LogKeys,
    LogsRepository,
    LogTrees,
    LoggedMap,
    MapFsck,
    MapSources,
    RecordPolicy,
    RecordService,
    WitnessClient,
  ],
  exports: [AuditLog, Checkpointer, DirectoryLog, Fsck, LogKeys, LogTrees, MapSources, RecordPolicy, RecordService],
})
export class AuditModule {}
