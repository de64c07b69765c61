import { Injectable } from '@nestjs/common';
import type { MapKind } from '#tlog';
import type { Transaction } from '../platform/database.js';

/** A value that the next logged map must hold. */
export interface MapChange {
  readonly kind: MapKind;
  readonly id: string;
  /** `headValue` or `agreementValue` of #tlog. */
  readonly value: Uint8Array;
}

/** A feature whose values stand in the map. */
export interface MapSource {
  readonly kind: MapKind;
  /** Locks, in key order, the rows that changed since they were last taken, and returns their values. */
  take(tx: Transaction): Promise<readonly MapChange[]>;
  /** Marks what `take` returned as taken; `leafIndex` is the place of the leaf that holds the new root. */
  taken(tx: Transaction, changes: readonly MapChange[], leafIndex: number): Promise<void>;
}

/** Where features say, at start, that they have values in the map. */
@Injectable()
export class MapSources {
  readonly #sources: MapSource[] = [];

  register(source: MapSource): void {
    this.#sources.push(source);
  }

  /** In one order on every node: `agreement` before `head`. */
  get all(): readonly MapSource[] {
    return this.#sources.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  }
}
