import { z } from 'zod';
import { AuthorityId, ConversationKind, DeviceId, OfficerId, RegionId, UnixSeconds } from '#contracts';
import { canonicalBytes, H } from '#crypto/verify';

/** What a party may do in a conversation: a member, an outside expert for a time, the help desk for a time (protocol 2.2). */
export const Capacity = z.enum(['party', 'expert', 'desk']);
export type Capacity = z.infer<typeof Capacity>;

/** How much of the past a joiner may be granted: none, everything, or the last N days (protocol 2.2, 4.1). */
export const HistoryRule = z.union([
  z.enum(['from-joining', 'all']),
  z.templateLiteral(['days:', z.string().regex(/^[1-9][0-9]{0,4}$/)]),
]);
export type HistoryRule = z.infer<typeof HistoryRule>;

/** Days after which frames expire; 0 means never (protocol 3.8). */
export const RetentionDays = z.int().min(0).max(36_500);

/** Every change a roster statement may make; strict objects (protocol 2.2, 2.3). */
export const Change = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('device.added'), authority: AuthorityId, capacity: Capacity, device: DeviceId }),
  z.strictObject({ type: z.literal('device.removed'), device: DeviceId }),
  z.strictObject({
    type: z.literal('party.added'),
    authority: AuthorityId,
    capacity: Capacity,
    until: UnixSeconds.optional(),
  }),
  z.strictObject({ type: z.literal('party.removed'), authority: AuthorityId, capacity: Capacity }),
  z.strictObject({
    type: z.literal('policy.set'),
    kind: ConversationKind,
    history: HistoryRule,
    retention: RetentionDays,
    region: RegionId.optional(),
  }),
  z
    .strictObject({
      type: z.literal('policy.changed'),
      history: HistoryRule.optional(),
      retention: RetentionDays.optional(),
    })
    .refine((change) => change.history !== undefined || change.retention !== undefined),
  z.strictObject({ type: z.literal('moderator.added'), officer: OfficerId }),
  z.strictObject({ type: z.literal('moderator.removed'), officer: OfficerId }),
  z.strictObject({ type: z.literal('conversation.closed') }),
  z.strictObject({ type: z.literal('conversation.reopened') }),
]);
export type Change = z.infer<typeof Change>;
/** The name of a change. */
export type ChangeType = Change['type'];
/** The change of that name. */
export type ChangeOf<Type extends ChangeType> = Extract<Change, { type: Type }>;

/** What a consent is given to: H("comity/change/v1", JCS(change)), 32 bytes (protocol 2.3). */
export function changeHash(change: Change): Uint8Array {
  return H('comity/change/v1', canonicalBytes(change));
}
