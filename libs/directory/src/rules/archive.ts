import { toBase64url } from '#primitives';
import { archiveInForce } from '../archives.js';
import { alone, keysQuorum } from '../entitlement.js';
import { refuse } from '../errors.js';
import { bodyHash } from '../statement.js';
import { putAuthority } from './authority.js';
import { byAuthority, type Rule } from './rule.js';

/** Two administrators, or the authority key. @throws `directory.authority-unknown`, `directory.status`, `directory.archive` where there is none to end */
export const archiveDeclared: Rule<'archive.declared'> = (body, place) => {
  const authority = place.activeAuthority(body.subject);
  const { k, n, holders, signers, paper } = body;
  if (n === 0 && archiveInForce(authority) === undefined) refuse('directory.archive');
  return {
    ways: byAuthority(place, body.subject, 2),
    apply: () => {
      const archive = { id: toBase64url(bodyHash(body)), k, n, holders, signers, paper };
      putAuthority(place, { ...authority, archives: [...authority.archives, archive] });
    },
  };
};

/** k holders of the archive it names, to a device of this authority. @throws `directory.archive`, `directory.device-unknown`, `directory.final`, `directory.status` */
export const archiveOpened: Rule<'archive.opened'> = (body, place) => {
  const { subject, archive: id, scope, device: recipient } = body;
  const authority = place.activeAuthority(subject);
  const archive = authority.archives.find((declared) => declared.id === id);
  if (archive === undefined || archive.n === 0) return refuse('directory.archive');
  const device = place.facts.devices.get(recipient)?.at(place.index);
  if (device?.authority !== subject) return refuse('directory.device-unknown');
  if (device.revoked || place.officerOf(device).dismissed) refuse('directory.final');
  return {
    ways: [alone(keysQuorum(archive.signers, archive.k))],
    apply: () => {
      const name = toBase64url(bodyHash(body));
      const opening = { id: name, index: place.index, archive: id, scope, device: recipient };
      putAuthority(place, { ...authority, openings: [...authority.openings, opening] });
    },
  };
};
