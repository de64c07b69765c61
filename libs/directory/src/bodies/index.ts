import { type z } from 'zod';
import { refuse } from '../errors.js';
import type { AnyBody } from '../statement.js';
import { ArchiveDeclared, ArchiveOpened } from './archive.js';
import {
  AuthorityFrozen,
  AuthorityKeyRotated,
  AuthorityNotified,
  AuthorityReinstated,
  AuthoritySettings,
  AuthoritySuspended,
  AuthorityUnfrozen,
  AuthorityWithdrawn,
} from './authority.js';
import { DeviceEnrolled, DeviceRevoked } from './device.js';
import { DeskAppointed, NetworkChanged, NetworkFounded } from './network.js';
import { ExpertEnded, ExpertSponsored, LiaisonAccredited, OfficerAppointed, OfficerDismissed } from './officer.js';
import { PagePublished } from './page.js';
import { NetworkCoordinatorChanged, NetworkFormed, NetworkMemberAdded, NetworkMemberRemoved } from './region.js';
import { ReleasePublished } from './release.js';

export * from './archive.js';
export * from './authority.js';
export * from './device.js';
export * from './fields.js';
export * from './network.js';
export * from './officer.js';
export * from './page.js';
export * from './region.js';
export * from './release.js';

/** The strict body of each type of statement (protocol 1.1). */
export const bodies = Object.freeze({
  'network.founded': NetworkFounded,
  'network.changed': NetworkChanged,
  'desk.appointed': DeskAppointed,
  'release.published': ReleasePublished,
  'authority.notified': AuthorityNotified,
  'authority.suspended': AuthoritySuspended,
  'authority.reinstated': AuthorityReinstated,
  'authority.withdrawn': AuthorityWithdrawn,
  'authority.frozen': AuthorityFrozen,
  'authority.unfrozen': AuthorityUnfrozen,
  'authority.key-rotated': AuthorityKeyRotated,
  'authority.settings': AuthoritySettings,
  'page.published': PagePublished,
  'officer.appointed': OfficerAppointed,
  'officer.dismissed': OfficerDismissed,
  'liaison.accredited': LiaisonAccredited,
  'expert.sponsored': ExpertSponsored,
  'expert.ended': ExpertEnded,
  'device.enrolled': DeviceEnrolled,
  'device.revoked': DeviceRevoked,
  'archive.declared': ArchiveDeclared,
  'archive.opened': ArchiveOpened,
  'network.formed': NetworkFormed,
  'network.coordinator-changed': NetworkCoordinatorChanged,
  'network.member-added': NetworkMemberAdded,
  'network.member-removed': NetworkMemberRemoved,
});

/** The name of a type of statement. */
export type StatementType = keyof typeof bodies;

/** The body of one type of statement. */
export type BodyOf<Type extends StatementType> = z.infer<(typeof bodies)[Type]>;

/** A body whose fields are exactly those of its type. */
export type Body = { [Type in StatementType]: BodyOf<Type> }[StatementType];

/**
 * The body with exactly the fields of its type; its meaning and place are not judged.
 * @throws `statement.type`, `statement.body`
 */
export function parseBody(body: AnyBody): Body {
  if (!Object.hasOwn(bodies, body.type)) refuse('statement.type');
  const parsed = (bodies[body.type as StatementType] as z.ZodType<Body>).safeParse(body);
  return parsed.success ? parsed.data : refuse('statement.body');
}
