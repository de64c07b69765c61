import type { LeafOpening } from '#contracts';
import type { NetworkTerms } from '#directory';
import { equalBytes, fromBase64url, utf8 } from '#primitives';
import {
  leafHash,
  parseProof,
  verifyCheckpoint,
  verifyInclusion,
  witnessTimes,
  type VerifiedCheckpoint,
  type WitnessTime,
} from '#tlog';
import { checkpointPolicy } from './directory.js';
import { refuse } from './errors.js';
import { LeafTiles, tilesFor } from './leaf-tiles.js';
import { networkTerms } from './network-terms.js';
import { opens, readLeaf } from './proven-leaves.js';
import { parsePack, type LeafProofFile, type RecordPackFile } from './record-pack-file.js';

/** A leaf that is proved to stand at its place, and what of it was opened: values by label, each confirmed by its commitments. */
export interface PackedLeaf {
  readonly index: number;
  readonly text: string;
  readonly type: string | undefined;
  /** The relay's time, Unix seconds. */
  readonly at: number | undefined;
  readonly opened: Readonly<Record<string, string>>;
}

/** What an oversight pack proves, or the proof of one leaf. */
export interface VerifiedPack {
  readonly network: { readonly id: Uint8Array; readonly name: string };
  readonly checkpoint: VerifiedCheckpoint;
  /** When each of the network's witnesses cosigned that checkpoint. */
  readonly witnesses: readonly WitnessTime[];
  /** The directory's checkpoint; absent from the proof of one leaf. */
  readonly directory: VerifiedCheckpoint | undefined;
  /** The first place, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Of these kinds alone, by the word of whoever made it; of all where undefined. */
  readonly kinds: readonly string[] | undefined;
  readonly leaves: readonly PackedLeaf[];
}

/**
 * Checks an oversight pack, or the proof of one leaf, with nothing but its text: no account, no server, no clock (protocol 5.5).
 * What does not hold is named by the first place where it shows.
 * @param text - from whoever gives it: untrusted
 * @param trusted - the id of the network that it must be of, 32 bytes; without it the caller shows which it is
 * @throws `pack.form`, `pack.network`, `pack.terms`, `pack.checkpoint`, `pack.leaf`, `pack.opening`
 */
export function verifyPack(text: string, trusted?: Uint8Array): VerifiedPack {
  const file = parsePack(text);
  const terms = networkTerms('pack', file.network, trusted);
  return file.format === 'comity/leaf/v1' ? verifiedLeaf(file, terms) : verifiedPack(file, terms);
}

function verifiedPack(file: RecordPackFile, terms: NetworkTerms): VerifiedPack {
  const proved = checkpointIn(file.checkpoint, terms, 'audit');
  const directory = checkpointIn(file.directory, terms, 'directory').checkpoint;
  const { from, to, kinds } = file;
  if (from > to) refuse('pack.form', 'the first place of this file comes after the last');
  const size = proved.checkpoint.size;
  if (to > size) badLeaf(size, `the checkpoint covers ${String(size)} leaves, and this file goes on beyond`);
  return { ...shared(terms, proved), directory, from, to, kinds, leaves: packedLeaves(file, proved.checkpoint) };
}

function packedLeaves(file: RecordPackFile, checkpoint: VerifiedCheckpoint): PackedLeaf[] {
  const { from, to, kinds } = file;
  const hashes = new LeafTiles(checkpoint, tilesOf(file));
  const openings = new Openings(file.openings);
  const leaves: PackedLeaf[] = [];
  let next = from;
  for (const { index, leaf } of file.leaves) {
    if (index < next) badLeaf(index, 'it stands out of its order, or twice');
    if (index >= to) badLeaf(index, `it is beyond the last place, ${String(to - 1)}`);
    if (index > next && kinds === undefined) badLeaf(next, 'it is missing');
    const { type, at, says } = readLeaf(leaf);
    if (kinds?.includes(type ?? '') === false) badLeaf(index, 'it is of another kind than this file says');
    if (!equalBytes(hashOf(hashes, index), leafHash(utf8(leaf)))) badLeaf(index, 'another stands there in the record');
    leaves.push({ index, text: leaf, type, at, opened: openings.of(index, says) });
    next = index + 1;
  }
  if (next < to && kinds === undefined) badLeaf(next, 'it is missing');
  openings.end();
  tilesAsNeeded(file, checkpoint.size);
  return leaves;
}

function hashOf(hashes: LeafTiles, index: number): Uint8Array {
  try {
    return hashes.hash(index);
  } catch (error) {
    return badLeaf(index, 'the hashes in this file do not lead from its place to the checkpoint', error);
  }
}

/** Openings, taken leaf by leaf. */
class Openings {
  #at = 0;

  constructor(private readonly all: readonly LeafOpening[]) {}

  /** What opens the leaf at a place. @throws `pack.opening` */
  of(index: number, says: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
    const opened: Record<string, string> = {};
    for (let one = this.all[this.#at]; one !== undefined && one.index <= index; one = this.all[++this.#at]) {
      const isOwn = one.index === index && !Object.hasOwn(opened, one.label) && opens(says, one);
      if (!isOwn) badOpening(one);
      opened[one.label] = one.value;
    }
    return opened;
  }

  /** @throws `pack.opening` where some are left that belong to no leaf */
  end(): void {
    const left = this.all[this.#at];
    if (left !== undefined) badOpening(left);
  }
}

function tilesOf({ tiles }: RecordPackFile): ReadonlyMap<string, Uint8Array> {
  try {
    return new Map(tiles.map(({ tile, hashes }) => [tile, fromBase64url(hashes)]));
  } catch (error) {
    return refuse('pack.form', 'the hashes in this file are not in base64url', error);
  }
}

// Nothing may be carried in a pack that nobody has checked.
function tilesAsNeeded({ tiles, leaves }: RecordPackFile, size: number): void {
  const needed = tilesFor(
    leaves.map(({ index }) => index),
    size,
  );
  if (tiles.map(({ tile }) => tile).join() !== needed.join())
    refuse('pack.form', 'this file holds other hashes than its leaves need');
}

function verifiedLeaf({ leaf, proof }: LeafProofFile, terms: NetworkTerms): VerifiedPack {
  const {
    index,
    proof: hashes,
    note,
  } = as(
    () => parseProof(proof),
    (error) => refuse('pack.form', 'the proof in this file is not in the form of c2sp.org/tlog-proof', error),
  );
  const proved = checkpointIn(note, terms, 'audit');
  const { size, root } = proved.checkpoint;
  as(
    () => {
      verifyInclusion({ index, size, leafHash: leafHash(utf8(leaf)), proof: hashes, root });
    },
    (error) => badLeaf(index, 'the proof in this file does not lead from it to the checkpoint', error),
  );
  const { type, at } = readLeaf(leaf);
  return {
    ...shared(terms, proved),
    directory: undefined,
    from: index,
    to: index + 1,
    kinds: undefined,
    leaves: [{ index, text: leaf, type, at, opened: {} }],
  };
}

interface Proved {
  readonly checkpoint: VerifiedCheckpoint;
  readonly witnesses: readonly WitnessTime[];
}

function checkpointIn(note: string, terms: NetworkTerms, log: 'audit' | 'directory'): Proved {
  return as(
    () => {
      const policy = checkpointPolicy(terms, log);
      return { checkpoint: verifyCheckpoint(note, policy), witnesses: witnessTimes(note, policy) };
    },
    (error) =>
      refuse(
        'pack.checkpoint',
        `the checkpoint of the ${log} log in this file is not signed by that log and enough of the network’s witnesses`,
        error,
      ),
  );
}

function shared({ networkId, name }: NetworkTerms, proved: Proved) {
  return { network: { id: networkId, name }, ...proved };
}

function badLeaf(index: number, why: string, cause?: unknown): never {
  return refuse('pack.leaf', `leaf ${String(index)}: ${why}`, cause);
}

function badOpening({ index, label }: LeafOpening): never {
  return refuse('pack.opening', `leaf ${String(index)}: the opening of its "${label}" is not of what stands in it`);
}

function as<Result>(check: () => Result, refused: (error: unknown) => never): Result {
  try {
    return check();
  } catch (error) {
    return refused(error);
  }
}
