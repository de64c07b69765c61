import { z } from 'zod';
import { NoteText } from './directory.js';
import { Bytes32Text } from './ids.js';
import { limits } from './limits.js';

/** The acts that leave a leaf in the audit log (protocol 5.2): the `type` of each. */
export const auditTypes = [
  'application.moved',
  'attachment.deleted',
  'attachment.stored',
  'conversation.advanced',
  'conversation.opened',
  'directory.erased',
  'directory.stated',
  'epoch.unreadable',
  'export.made',
  'look-up.token-made',
  'look-up.token-revoked',
  'map.moved',
  'page.returned',
  'page.submitted',
  'page.withdrawn',
  'session.opened',
  'session.ended',
] as const;
/** One of them. */
export type AuditType = (typeof auditTypes)[number];

/** An audit leaf: canonical JSON of at most 4 KiB (protocol 5.2). */
export const LeafText = z.string().max(4096);

/** `GET /v1/record/:log/consistency?from&to` for the logs `directory` and `audit`. */
export const ConsistencyQuery = z.strictObject({
  from: z.coerce.number().int().nonnegative(),
  to: z.coerce.number().int().nonnegative(),
});
/** The answer: the consistency proof, RFC 6962 §2.1.2, hashes of 32 bytes. */
export const ConsistencyResponse = z.strictObject({ proof: z.array(Bytes32Text).max(64) });
/** As its schema parses it. */
export type ConsistencyResponse = z.infer<typeof ConsistencyResponse>;

/**
 * `GET /v1/record/map?kind&id`: a value of the newest logged map, proved up to a cosigned checkpoint of the audit log.
 * With `since`, the index of a map leaf, also the value in each map between.
 */
export const MapQuery = z.strictObject({
  kind: z.enum(['head', 'agreement']),
  id: z.string().min(1).max(80),
  since: z.coerce.number().int().nonnegative().optional(),
});
/** A value in one logged map. */
export const MapPlace = z.strictObject({
  /** base64url of lp(seq, head) or lp(number, SHA-256(key)); empty when the map holds nothing for it yet. */
  value: z.string().max(100),
  siblings: z.array(z.union([z.literal(''), Bytes32Text])).max(256),
  /** The audit leaf that holds the map's root, its place, and its proof to the checkpoint's root. */
  leaf: LeafText,
  index: z.int().nonnegative(),
  inclusion: z.array(Bytes32Text).max(64),
});
/** As its schema parses it. */
export type MapPlace = z.infer<typeof MapPlace>;
/** The answer: a value and everything that proves it up to a cosigned checkpoint. */
export const MapProof = z.strictObject({
  ...MapPlace.shape,
  /**
   * The maps after the leaf `since` and before this one, oldest first, each following the one before by its `previous`;
   * the first of them where there are more than one answer holds. None when `since` is not held any more.
   */
  earlier: z.array(MapPlace).max(limits.earlierMaps).optional(),
  checkpoint: NoteText,
});
/** As its schema parses it. */
export type MapProof = z.infer<typeof MapProof>;

/** `GET /v1/record/leaves?from&limit`: audit leaves in order; identities in them are commitments. */
export const AuditLeaves = z.strictObject({ leaves: z.array(LeafText).max(limits.pageEntries) });
export type AuditLeaves = z.infer<typeof AuditLeaves>;

/** What opens a commitment in an audit leaf: `B(r, 32, "comity/field/v1", label, value)` (protocol 1.3). */
export const LeafOpening = z.strictObject({
  index: z.int().nonnegative(),
  label: z.string().min(1).max(40),
  value: z.string().min(1).max(200),
  r: Bytes32Text,
});
/** As its schema parses it. */
export type LeafOpening = z.infer<typeof LeafOpening>;
/** `GET /v1/record/openings?from&limit`: openings of the leaves in that range, of those that whoever asks is entitled to. */
export const LeafOpenings = z.strictObject({ openings: z.array(LeafOpening).max(4 * limits.pageEntries) });
/** As its schema parses it. */
export type LeafOpenings = z.infer<typeof LeafOpenings>;
