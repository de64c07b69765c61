import type { Body, StatementType } from '../bodies/index.js';
import type { Place } from '../place.js';
import { archiveDeclared, archiveOpened } from './archive.js';
import {
  authorityFrozen,
  authorityKeyRotated,
  authorityNotified,
  authorityReinstated,
  authoritySettings,
  authoritySuspended,
  authorityUnfrozen,
  authorityWithdrawn,
  pagePublished,
} from './authority.js';
import { deviceEnrolled, deviceRevoked } from './device.js';
import { deskAppointed, networkChanged, networkFounded, releasePublished } from './network.js';
import { expertEnded, expertSponsored, liaisonAccredited, officerAppointed, officerDismissed } from './officer.js';
import { networkCoordinatorChanged, networkFormed, networkMemberAdded, networkMemberRemoved } from './region.js';
import type { Rule, Verdict } from './rule.js';

const rules: { readonly [Type in StatementType]: Rule<Type> } = {
  'network.founded': networkFounded,
  'network.changed': networkChanged,
  'desk.appointed': deskAppointed,
  'release.published': releasePublished,
  'authority.notified': authorityNotified,
  'authority.suspended': authoritySuspended,
  'authority.reinstated': authorityReinstated,
  'authority.withdrawn': authorityWithdrawn,
  'authority.frozen': authorityFrozen,
  'authority.unfrozen': authorityUnfrozen,
  'authority.key-rotated': authorityKeyRotated,
  'authority.settings': authoritySettings,
  'page.published': pagePublished,
  'officer.appointed': officerAppointed,
  'officer.dismissed': officerDismissed,
  'liaison.accredited': liaisonAccredited,
  'expert.sponsored': expertSponsored,
  'expert.ended': expertEnded,
  'device.enrolled': deviceEnrolled,
  'device.revoked': deviceRevoked,
  'archive.declared': archiveDeclared,
  'archive.opened': archiveOpened,
  'network.formed': networkFormed,
  'network.coordinator-changed': networkCoordinatorChanged,
  'network.member-added': networkMemberAdded,
  'network.member-removed': networkMemberRemoved,
};

/** What the rule of the body's type finds at a place (the table of protocol 1.1). @throws a refusal code */
export function judge(body: Body, place: Place): Verdict {
  const rule = rules[body.type] as (body: Body, place: Place) => Verdict;
  return rule(body, place);
}
