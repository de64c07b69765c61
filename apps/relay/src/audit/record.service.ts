import { Injectable } from '@nestjs/common';
import { type AuditLeaves, type ConsistencyResponse, type MapProof, ProblemError } from '#contracts';
import { fromUtf8, toBase64url } from '#primitives';
import { mapKey, type MapKind, type VerifiedCheckpoint } from '#tlog';
import { Checkpointer } from './checkpointer.js';
import type { LogName } from './log-name.js';
import { LogRepository } from './log.repository.js';
import { LogTrees } from './log-trees.js';
import { LoggedMap, type MapVersion } from './logged-map.js';

/** Answers from what is under a shown checkpoint, and from nothing newer. */
@Injectable()
export class RecordService {
  constructor(
    private readonly checkpointer: Checkpointer,
    private readonly leafRepository: LogRepository,
    private readonly trees: LogTrees,
    private readonly map: LoggedMap,
  ) {}

  /** @throws `record.not-yet` before the first */
  checkpoint(log: LogName): VerifiedCheckpoint {
    const shown = this.checkpointer.shown(log);
    if (shown === undefined) throw new ProblemError('record.not-yet', log);
    return shown;
  }

  /** @throws `record.unknown` for a size that is not shown, `record.not-yet` */
  consistency(log: LogName, from: number, to: number): ConsistencyResponse {
    if (from > to || to > this.checkpoint(log).size) throw new ProblemError('record.unknown', 'size');
    return { proof: this.trees.known(log).consistencyProof(from, to).map(toBase64url) };
  }

  /** @throws `record.not-yet` before the first map is under a shown checkpoint */
  async mapProof(kind: MapKind, id: string): Promise<MapProof> {
    const shown = this.checkpoint('audit');
    const version = this.map.under(shown.size);
    if (version === undefined) throw new ProblemError('record.not-yet', 'map');
    const [leaf] = await this.leafRepository.entries('audit', version.leafIndex, 1);
    if (leaf === undefined) throw new ProblemError('record.unknown', 'leaf');
    return {
      ...placeOf(version, kind, id),
      leaf: fromUtf8(leaf.entry),
      index: version.leafIndex,
      inclusion: this.trees.known('audit').inclusionProof(version.leafIndex, shown.size).map(toBase64url),
      checkpoint: shown.note,
    };
  }

  /** Leaves from an index on, as far as the newest shown checkpoint covers them. @throws `record.not-yet` */
  async leaves(from: number, limit: number): Promise<AuditLeaves> {
    const { size } = this.checkpoint('audit');
    const found = await this.leafRepository.entries('audit', from, Math.max(0, Math.min(limit, size - from)));
    return { leaves: found.map(({ entry }) => fromUtf8(entry)) };
  }
}

function placeOf({ tree }: MapVersion, kind: MapKind, id: string): Pick<MapProof, 'value' | 'siblings'> {
  const key = mapKey(kind, id);
  const value = tree.get(key);
  if (value === undefined) return { value: '', siblings: [] };
  return { value: toBase64url(value), siblings: tree.proof(key).siblings.map(toBase64url) };
}
