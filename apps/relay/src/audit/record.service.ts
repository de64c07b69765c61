import { Injectable } from '@nestjs/common';
import {
  type AuditLeaves,
  type ConsistencyResponse,
  limits,
  type MapPlace,
  type MapProof,
  ProblemError,
} from '#contracts';
import { equalBytes, fromUtf8, toBase64url } from '#primitives';
import {
  entryBundle,
  hasTile,
  mapKey,
  type MapKind,
  type Tile,
  tileHashes,
  TILE_WIDTH,
  type VerifiedCheckpoint,
} from '#tlog';
import { Checkpointer } from './checkpointer.js';
import type { LogName } from './log-name.js';
import { LogsRepository } from './logs.repository.js';
import { LogTrees } from './log-trees.js';
import { LoggedMap, mapLeafOf } from './logged-map.js';
import type { MapVersion } from './map-versions.js';

/** Answers from what is under a shown checkpoint, and from nothing newer. */
@Injectable()
export class RecordService {
  constructor(
    private readonly checkpointer: Checkpointer,
    private readonly leafRepository: LogsRepository,
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

  /**
   * @param since - the index of a map leaf: the answer tells of the maps after it too, as far as it goes
   * @throws `record.not-yet` before the first map is under a shown checkpoint
   */
  async mapProof(kind: MapKind, id: string, since?: number): Promise<MapProof> {
    const shown = this.checkpoint('audit');
    const versions = this.map.under(shown.size, since);
    const newest = versions.at(-1);
    if (newest === undefined) throw new ProblemError('record.not-yet', 'map');
    const place = (version: MapVersion): Promise<MapPlace> => this.place(version, kind, id, shown.size);
    const earlier = versions.slice(0, -1).slice(0, limits.earlierMaps);
    return {
      ...(await place(newest)),
      ...(since !== undefined && { earlier: await Promise.all(earlier.map(place)) }),
      checkpoint: shown.note,
    };
  }

  /** Leaves from an index on, as far as the newest shown checkpoint covers them. @throws `record.not-yet` */
  async leaves(from: number, limit: number): Promise<AuditLeaves> {
    const { size } = this.checkpoint('audit');
    const found = await this.leafRepository.entries('audit', from, Math.max(0, Math.min(limit, size - from)));
    return { leaves: found.map(({ entry }) => fromUtf8(entry)) };
  }

  /** A tile under the newest shown checkpoint: 32 bytes a hash, or a bundle of entries. @throws `record.unknown`, `record.not-yet` */
  async tile(log: LogName, tile: Tile): Promise<Uint8Array> {
    const { size } = this.checkpoint(log);
    if (!hasTile(tile, size)) throw new ProblemError('record.unknown', 'tile');
    const { level, index, width } = tile;
    if (level !== 'entries') return tileHashes(this.trees.known(log), { level, index, width }, size);
    const found = await this.leafRepository.entries(log, index * TILE_WIDTH, width);
    return entryBundle(found.map(({ entry }) => entry));
  }

  private async place({ tree, leafIndex }: MapVersion, kind: MapKind, id: string, size: number): Promise<MapPlace> {
    const [leaf] = await this.leafRepository.entries('audit', leafIndex, 1);
    if (leaf === undefined) throw new ProblemError('record.unknown', 'leaf');
    // What was superseded before this release kept it is not shown under the wrong root.
    const root = mapLeafOf(leaf.entry)?.root;
    if (root === undefined || !equalBytes(root, tree.root)) throw new ProblemError('record.not-yet', 'map');
    const key = mapKey(kind, id);
    const value = tree.get(key);
    return {
      value: value === undefined ? '' : toBase64url(value),
      siblings: value === undefined ? [] : tree.proof(key).siblings.map(toBase64url),
      leaf: fromUtf8(leaf.entry),
      index: leafIndex,
      inclusion: this.trees.known('audit').inclusionProof(leafIndex, size).map(toBase64url),
    };
  }
}
