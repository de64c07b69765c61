import { AuthorityId, OfficerId } from '#contracts';
import { z } from 'zod';
import { OfficerOf, aboutRegion, text } from './fields.js';

/** A coordinator, with the authority it is an officer of. */
export const Coordinator = OfficerOf(OfficerId);
export type Coordinator = z.infer<typeof Coordinator>;

const coordinators = z
  .array(Coordinator)
  .min(1)
  .max(32)
  .refine((all) => new Set(all.map(({ officer }) => officer)).size === all.length);

/** A regional network with its coordinators. Signed by k roots. */
export const NetworkFormed = z.strictObject({
  type: z.literal('network.formed'),
  ...aboutRegion,
  name: text(200),
  coordinators,
});
export type NetworkFormed = z.infer<typeof NetworkFormed>;

/** The coordinators anew, whole. Signed by k roots. */
export const NetworkCoordinatorChanged = z.strictObject({
  type: z.literal('network.coordinator-changed'),
  ...aboutRegion,
  coordinators,
});
export type NetworkCoordinatorChanged = z.infer<typeof NetworkCoordinatorChanged>;

/** An authority joins. Signed by a coordinator and by the authority (an administrator, or its key). */
export const NetworkMemberAdded = z.strictObject({
  type: z.literal('network.member-added'),
  ...aboutRegion,
  authority: AuthorityId,
});
export type NetworkMemberAdded = z.infer<typeof NetworkMemberAdded>;

/** An authority leaves, or is removed. Signed by a coordinator or by the authority. */
export const NetworkMemberRemoved = z.strictObject({
  type: z.literal('network.member-removed'),
  ...aboutRegion,
  authority: AuthorityId,
});
export type NetworkMemberRemoved = z.infer<typeof NetworkMemberRemoved>;
