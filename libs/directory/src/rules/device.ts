import { fromBase64url } from '#primitives';
import type { DeviceEnrolled } from '../bodies/index.js';
import { alone, approvers, both, type Alternative, type Quorum } from '../entitlement.js';
import { refuse } from '../errors.js';
import type { OfficerRecord } from '../facts-store.js';
import type { Authority } from '../facts.js';
import type { Place } from '../place.js';
import { byAuthority, byOfficer, type Rule } from './rule.js';

/** The new device's own signature, which shows that it holds the key; whatever kind it says it is, it approves nothing. */
function bySelf({ signature }: DeviceEnrolled): Quorum {
  return {
    need: 1,
    signer: (key) => (key === signature ? { person: key, web: true, approver: undefined } : undefined),
  };
}

function byApprover(place: Place, officer: OfficerRecord, authority: Authority): Alternative[] {
  const { ever, signing } = place.devicesOf(officer, authority);
  if (ever === 0) return byAuthority(place, authority.id, 1);
  return signing.length > 0 ? byOfficer(place, officer.id, authority.id) : byAuthority(place, authority.id, 2);
}

/** The device itself, and whoever may approve it. @throws `directory.status`, `directory.officer-unknown`, `directory.final`, `directory.web`, `directory.id-used`, `directory.key-used` */
export const deviceEnrolled: Rule<'device.enrolled'> = (body, place) => {
  const authority = place.activeAuthority(body.subject);
  const officer = place.officer(body.officer, body.subject);
  if (officer.dismissed) refuse('directory.final');
  if (body.kind === 'web' && !authority.settings.webAllowed) refuse('directory.web');
  place.claim(`device:${body.device}`, 'directory.id-used');
  place.claim(`key:${body.signature}`, 'directory.key-used');
  place.claim(`key:${body.recognition}`, 'directory.key-used');
  return {
    ways: both([alone(bySelf(body), 0)], byApprover(place, officer, authority)),
    apply: (signers) => {
      place.facts.putDevice(place.after, {
        id: body.device,
        authority: body.subject,
        officer: body.officer,
        kind: body.kind,
        signatureKey: fromBase64url(body.signature),
        recognitionKey: fromBase64url(body.recognition),
        expiry: body.expiry,
        revoked: false,
        approvedBy: approvers(signers),
        index: place.index,
      });
      place.facts.deviceOfKey.set(body.signature, body.device);
    },
  };
};

/** The officer, or an administrator; final. @throws `directory.authority-unknown`, `directory.device-unknown`, `directory.final` */
export const deviceRevoked: Rule<'device.revoked'> = ({ subject, device: id }, place) => {
  place.authority(subject);
  const device = place.facts.devices.get(id)?.at(place.index);
  if (device?.authority !== subject) return refuse('directory.device-unknown');
  if (device.revoked) refuse('directory.final');
  return {
    ways: [...byOfficer(place, device.officer, subject), ...byAuthority(place, subject, 1, { taking: true })],
    apply: () => {
      place.facts.putDevice(place.after, { ...device, revoked: true });
    },
  };
};
