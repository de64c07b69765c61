import { LeafOpening, LeafText, NoteText, StatementText } from '#contracts';
import { canonicalJson, parseCanonicalJson } from '#crypto/verify';
import { HASH_BYTES, TILE_WIDTH } from '#tlog';
import { z } from 'zod';
import { refuse } from './errors.js';

/** What stands in every oversight pack, in plain words; a file that says anything else is refused. */
export const packSays = [
  'This file proves that its leaves stood at these places of the audit log, no later than the time at which the witnesses confirmed the record. Where no kinds are named, none is left out between the first place and the last.',
  'Where kinds are named, the leaves between were left out as being of others: that is the word of whoever made the file.',
  'It does not prove that what a leaf says is so: that is the word of the relay, which it cannot take back.',
  'An opening shows what a commitment in a leaf is of. A leaf without one is sealed to whoever made the file.',
  'The times in leaves are those of the relay. No leaf and no opening holds content, the name of a file, or a case.',
  'To check it without account or network: comity record verify FILE --trust INVITATION',
].join(' ');

/** The longest path of a tile, and its bytes in base64url. */
const MOST_PATH = 40;
const MOST_TILE = Math.ceil((TILE_WIDTH * HASH_BYTES * 4) / 3);

const Place = z.int().nonnegative();
const Kind = z.string().min(1).max(80);

/** Leaves of the audit log for an oversight body, with all that proves them: from whoever gives it, untrusted until it is verified. */
export const RecordPackFile = z.strictObject({
  format: z.literal('comity/pack/v1'),
  says: z.literal(packSays),
  /** The founding statement, and every later one about the network that took effect, in order. */
  network: z.array(StatementText).min(1),
  /** The newest checkpoint of the directory's log that its maker had checked. */
  directory: NoteText,
  /** The checkpoint of the audit log under which all leaves are proved. */
  checkpoint: NoteText,
  /** The first place, and the one after the last. */
  from: Place,
  to: Place,
  /** Leaves of these kinds alone; of all where absent. */
  kinds: z.array(Kind).min(1).optional(),
  leaves: z.array(z.strictObject({ index: Place, leaf: LeafText })),
  /** The tiles of hashes that lead from each leaf to the checkpoint, by path, in order (c2sp.org/tlog-tiles). */
  tiles: z.array(z.strictObject({ tile: z.string().max(MOST_PATH), hashes: z.string().max(MOST_TILE) })),
  /** What opens commitments in these leaves, in their order. */
  openings: z.array(LeafOpening),
});
/** As its schema parses it. */
export type RecordPackFile = z.infer<typeof RecordPackFile>;

/** One leaf with its inclusion proof (c2sp.org/tlog-proof), as a screen saves it. */
export const LeafProofFile = z.strictObject({
  format: z.literal('comity/leaf/v1'),
  network: RecordPackFile.shape.network,
  leaf: LeafText,
  proof: z.string().max(64 * 1024),
});
/** As its schema parses it. */
export type LeafProofFile = z.infer<typeof LeafProofFile>;

/** The one text of either file. */
export function formatPack(file: RecordPackFile | LeafProofFile): string {
  return canonicalJson(file);
}

/** Either file from its text: canonical JSON, strict in every part; nothing of it is verified yet. @throws `pack.form` */
export function parsePack(text: string): RecordPackFile | LeafProofFile {
  try {
    return z.discriminatedUnion('format', [RecordPackFile, LeafProofFile]).parse(parseCanonicalJson(text));
  } catch (error) {
    return refuse('pack.form', 'this is not an oversight pack or the proof of a leaf, or its form was altered', error);
  }
}
