import type { OfficerId } from '#contracts';
import { refuse } from '../errors.js';
import type { OfficerRecord } from '../facts-store.js';
import type { Role } from '../facts.js';
import type { Place } from '../place.js';
import { byAuthority, byOfficer, type Rule } from './rule.js';

/** How many administrators make or dismiss someone: an administrator takes two others. */
const needed = (roles: readonly Role[]): number => (roles.includes('administrator') ? 2 : 1);

/** Takes an officer's id that nobody had. @throws `directory.id-used` */
function claimOfficer(place: Place, id: OfficerId): void {
  place.claim(`officer:${id}`, 'directory.id-used');
}

/** An administrator; two others where the officer is or becomes one. @throws `directory.status`, `directory.id-used`, `directory.final` */
export const officerAppointed: Rule<'officer.appointed'> = (body, place) => {
  const { subject: authority, officer: id, roles, validity, fields } = body;
  place.activeAuthority(authority);
  const before = place.facts.officers.get(id)?.at(place.index);
  if (before === undefined || before.authority !== authority || before.roles.includes('expert'))
    claimOfficer(place, id);
  if (before?.dismissed === true) refuse('directory.final');
  return {
    ways: byAuthority(place, authority, needed([...roles, ...(before?.roles ?? [])]), { except: id }),
    apply: () => {
      const officer = { id, authority, roles, validity, fields, dismissed: false, conversation: undefined };
      place.facts.putOfficer(place.after, officer);
    },
  };
};

const dismiss = (place: Place, officer: OfficerRecord) => () => {
  place.facts.putOfficer(place.after, { ...officer, dismissed: true });
};

/** The officer, or an administrator, two others of an administrator; final. @throws `directory.authority-unknown`, `directory.officer-unknown`, `directory.final` */
export const officerDismissed: Rule<'officer.dismissed'> = ({ subject, officer: id }, place) => {
  place.authority(subject);
  const accreditation = place.facts.accreditation(id, subject, place.index);
  if (accreditation !== undefined) {
    if (accreditation.ended) refuse('directory.final');
    return {
      ways: [...byOfficer(place, id, accreditation.home), ...byAuthority(place, subject, 1, { taking: true })],
      apply: () => {
        place.facts.putAccreditation(place.after, id, { ...accreditation, ended: true });
      },
    };
  }
  const officer = place.officer(id, subject);
  if (officer.dismissed) refuse('directory.final');
  return {
    ways: [
      ...byOfficer(place, id, subject),
      ...byAuthority(place, subject, needed(officer.roles), { except: id, taking: true }),
    ],
    apply: dismiss(place, officer),
  };
};

/** An administrator of the authority that accredits. @throws `directory.status`, `directory.authority-unknown`, `directory.officer-unknown`, `directory.final` */
export const liaisonAccredited: Rule<'liaison.accredited'> = (body, place) => {
  const { subject: authority, home, officer: id, validity } = body;
  place.activeAuthority(authority);
  place.authority(home);
  const officer = place.officer(id, home);
  if (officer.roles.includes('expert')) refuse('directory.officer-unknown');
  const ended = place.facts.accreditation(id, authority, place.index)?.ended === true;
  if (officer.dismissed || ended) refuse('directory.final');
  return {
    ways: byAuthority(place, authority, 1),
    apply: () => {
      place.facts.putAccreditation(place.after, id, { authority, home, validity, ended: false });
    },
  };
};

/** An administrator; the id is new. @throws `directory.status`, `directory.id-used` */
export const expertSponsored: Rule<'expert.sponsored'> = (body, place) => {
  const { subject: authority, officer: id, conversation, validity, fields } = body;
  place.activeAuthority(authority);
  claimOfficer(place, id);
  return {
    ways: byAuthority(place, authority, 1),
    apply: () => {
      const expert = { id, authority, roles: ['expert'] as const, validity, fields, dismissed: false, conversation };
      place.facts.putOfficer(place.after, expert);
    },
  };
};

/** An administrator; final. @throws `directory.status`, `directory.officer-unknown`, `directory.final` */
export const expertEnded: Rule<'expert.ended'> = ({ subject, officer: id }, place) => {
  place.activeAuthority(subject);
  const expert = place.officer(id, subject);
  if (!expert.roles.includes('expert')) refuse('directory.officer-unknown');
  if (expert.dismissed) refuse('directory.final');
  return { ways: byAuthority(place, subject, 1), apply: dismiss(place, expert) };
};
