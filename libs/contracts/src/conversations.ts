import { z } from 'zod';
import { Bytes32Text, ConversationId, DeviceId, SignatureText } from './ids.js';
import { limits } from './limits.js';

/** The kinds of a conversation. */
export const ConversationKind = z.enum(['direct', 'consultation', 'forum', 'desk', 'authority']);
export type ConversationKind = z.infer<typeof ConversationKind>;

/** `GET /v1/conversations`: every conversation whose roster holds, or held, the asking device. */
export const ConversationList = z.strictObject({
  conversations: z
    .array(
      z.strictObject({
        id: ConversationId,
        kind: ConversationKind,
        seq: z.int().nonnegative(),
        epoch: z.int().nonnegative(),
        /** The last sequence number this device may fetch when it was removed. */
        until: z.int().nonnegative().optional(),
      }),
    )
    .max(limits.conversations),
});
export type ConversationList = z.infer<typeof ConversationList>;

/** A wrap in base64url; '' for a dormant device. */
const WrapText = z.string().max(Math.ceil((limits.wrapBytes * 4) / 3));

/** `POST /v1/conversations/:id/statements`: a statement and its wraps, in order of device id, base64url, '' for a dormant device. */
export const RosterSubmission = z.strictObject({
  statement: z.string().min(2).max(limits.rosterStatementBytes),
  wraps: z
    .array(z.strictObject({ device: DeviceId, number: z.int().positive().optional(), wrap: WrapText }))
    .max(limits.forumDevices),
});
export type RosterSubmission = z.infer<typeof RosterSubmission>;

/** The place of an accepted frame: its sequence number and the head after it. */
export const FramePlace = z.strictObject({ seq: z.int().positive(), head: Bytes32Text });
export type FramePlace = z.infer<typeof FramePlace>;

/** `GET /v1/conversations/:id/epochs/:epoch/wrap`: the asking device's own wrap with its inclusion proof, never another's. */
export const WrapResponse = z.strictObject({
  number: z.int().positive().optional(),
  wrap: WrapText,
  proof: z.array(Bytes32Text).max(16),
});
export type WrapResponse = z.infer<typeof WrapResponse>;

/** `POST /v1/conversations/:id/unreadable`: a device says by its signature that its wrap did not open (protocol 2.4). */
export const UnreadableReport = z.strictObject({
  statement: Bytes32Text,
  number: z.int().positive(),
  signature: SignatureText,
});
export type UnreadableReport = z.infer<typeof UnreadableReport>;

/** `POST /v1/conversations/:id/grants`: history sealed to a joiner's agreement key (protocol 4.1). */
export const GrantSubmission = z.strictObject({
  joiner: DeviceId,
  number: z.int().positive(),
  grant: z
    .string()
    .min(1)
    .max(Math.ceil((limits.grantBytes * 4) / 3)),
});
export type GrantSubmission = z.infer<typeof GrantSubmission>;

/** `GET /v1/conversations/:id/grants`: what others granted the asking device; deleted by `DELETE …/grants/:granter/:number` once stored. */
export const Grants = z.strictObject({
  grants: z.array(GrantSubmission.omit({ joiner: true }).extend({ granter: DeviceId })).max(limits.grants),
});
export type Grants = z.infer<typeof Grants>;
