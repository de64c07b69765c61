import type { MapPlace } from '#contracts';
import { parseCanonicalJson, readInteger, readLp } from '#crypto/verify';
import { equalBytes, fromBase64url, utf8 } from '#primitives';
import { leafHash, verifyInclusion, verifyMap, type MapKind, type VerifiedCheckpoint } from '#tlog';
import { z } from 'zod';
import type { Evidence } from './notices.js';

const MapLeaf = z.strictObject({
  type: z.literal('map.moved'),
  at: z.int(),
  root: z.string(),
  previous: z.int().nonnegative().optional(),
});

/** A value in one logged map, proved. */
export interface ProvedPlace {
  /** The place of the leaf that names the map's root. */
  readonly index: number;
  /** The place of the map leaf before it, as the leaf says; undefined when it names none. */
  readonly previous: number | undefined;
  /** lp(seq, head) or lp(number, SHA-256(key)); undefined when the map holds nothing for the id. */
  readonly value: Uint8Array | undefined;
}

/** Proves a value of one map up to a checkpoint. @throws what the part that does not hold is refused with */
export function provePlace(
  place: MapPlace,
  { kind, id }: { readonly kind: MapKind; readonly id: string },
  checkpoint: VerifiedCheckpoint,
): ProvedPlace {
  const { index } = place;
  verifyInclusion({
    index,
    size: checkpoint.size,
    leafHash: leafHash(utf8(place.leaf)),
    proof: place.inclusion.map(fromBase64url),
    root: checkpoint.root,
  });
  const { root, previous } = MapLeaf.parse(parseCanonicalJson(place.leaf));
  if (place.value === '') return { index, previous, value: undefined };
  const value = fromBase64url(place.value);
  mapNumber(value);
  verifyMap({ kind, id, value, siblings: place.siblings.map(fromBase64url), root: fromBase64url(root) });
  return { index, previous, value };
}

/**
 * What is wrong with the maps after one that was looked at, oldest first: `record.chain` where one does not name the one
 * before it, `record.alternates` where a value is not one that can have followed.
 */
export function chainFault(
  looked: Pick<ProvedPlace, 'index' | 'value'>,
  after: readonly ProvedPlace[],
): 'record.chain' | 'record.alternates' | undefined {
  let before = looked;
  for (const place of after) {
    if (place.previous !== before.index) return 'record.chain';
    if (!canFollow(before.value, place.value)) return 'record.alternates';
    before = place;
  }
  return undefined;
}

// Sequence numbers and key numbers never fall, and the same number stands for the same thing.
function canFollow(before: Uint8Array | undefined, after: Uint8Array | undefined): boolean {
  if (before === undefined) return true;
  if (after === undefined) return false;
  const [from, to] = [mapNumber(before), mapNumber(after)];
  return from === to ? equalBytes(before, after) : from < to;
}

/** The sequence number or key number in a value of the map. @throws `lp.*`, `integer.range` */
export function mapNumber(value: Uint8Array): number {
  const [number] = readLp(value, 2) as [Uint8Array, Uint8Array];
  return readInteger(number);
}

/** Goes through the leaves of a whole audit log and finds the first map leaf that does not name the one just before it. */
export class MapChain {
  #last: { readonly index: number; readonly leaf: string } | undefined;
  #isNamed = false;
  #broken: Evidence | undefined;

  /** Where the chain breaks first: the leaf there and the map leaf before it, with their places; undefined when it is whole. */
  get broken(): Evidence | undefined {
    return this.#broken;
  }

  /** The next leaf: canonical JSON, or anything at all. */
  take(leaf: string, index: number): void {
    const place = mapLeafOf(leaf);
    if (place === undefined) return;
    // Leaves of the releases that named none come before all others.
    this.#isNamed ||= place.previous !== undefined;
    if (this.#isNamed && place.previous !== this.#last?.index)
      this.#broken ??= { index, leaf, before: this.#last?.index ?? '', leafBefore: this.#last?.leaf ?? '' };
    this.#last = { index, leaf };
  }
}

function mapLeafOf(leaf: string): { readonly previous?: number | undefined } | undefined {
  try {
    return MapLeaf.parse(parseCanonicalJson(leaf));
  } catch {
    return undefined;
  }
}
