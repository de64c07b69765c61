import type { AuthorityId, RegionId } from '#contracts';
import { fromBase64url, toBase64url } from '#primitives';
import { changeHash, type Change, type ChangeType } from './change.js';
import { verifyConsent, type Consent } from './consent.js';
import type { RosterView } from './directory-history.js';
import { refuse } from './errors.js';
import type { Judgement } from './judgement.js';
import { kindRules } from './kind.js';
import { deviceIn, type Roster, type RosterDevice } from './roster.js';
import { evictionOf } from './seat.js';

type ConsentRule = 'nobody' | 'members' | 'coordinator';

const consentRules: Readonly<Record<ChangeType, ConsentRule>> = {
  'device.added': 'nobody',
  'device.removed': 'nobody',
  'party.added': 'members',
  'party.removed': 'members',
  'policy.set': 'nobody',
  'policy.changed': 'members',
  'moderator.added': 'coordinator',
  'moderator.removed': 'coordinator',
  'conversation.closed': 'members',
  'conversation.reopened': 'members',
};

/** Whose consent a change needs besides its author's signature. */
export type ConsentNeed =
  | { readonly by: 'nobody' }
  /** A live device of each of these parties; of each of `pending` too, unless the directory shows that it has none. */
  | { readonly by: 'members'; readonly authorities: readonly AuthorityId[]; readonly pending: readonly AuthorityId[] }
  /** One moderator of the forum. */
  | { readonly by: 'moderator' }
  /** One coordinator of the forum's regional network. */
  | { readonly by: 'coordinator' };

/**
 * Whose consent a change to this roster needs when `author` makes it (protocol 2.3): of every `party` with a live
 * device but the author's own; in a forum of a moderator, for the list of moderators of a coordinator of its network.
 * @param author - the authoring device, or undefined to ask as if nobody had signed yet
 * @param at - Unix seconds
 */
export function consentNeed(
  roster: Roster,
  change: ChangeType,
  author: RosterDevice | undefined,
  view: RosterView,
  at: number,
): ConsentNeed {
  const rule = consentRules[change];
  if (rule === 'nobody') return { by: 'nobody' };
  if (rule === 'coordinator') {
    return author && coordinates(roster, author, view) === 'yes' ? { by: 'nobody' } : { by: 'coordinator' };
  }
  if (kindRules[roster.kind].moderated) return isModerator(roster, author) ? { by: 'nobody' } : { by: 'moderator' };
  const found = new Map<AuthorityId, boolean>();
  for (const device of roster.devices) {
    if (device.capacity !== 'party' || device.authority === author?.authority || found.get(device.authority)) continue;
    const eviction = evictionOf(roster, device, view, at);
    if (eviction !== 'due') found.set(device.authority, eviction === 'not-due');
  }
  const those = (live: boolean) => [...found].filter(([, isLive]) => isLive === live).map(([authority]) => authority);
  const [authorities, pending] = [those(true), those(false)];
  return authorities.length + pending.length === 0 ? { by: 'nobody' } : { by: 'members', authorities, pending };
}

/** Whether the device's officer moderates the forum. */
export function isModerator(roster: Roster, device: RosterDevice | undefined): boolean {
  return device !== undefined && roster.moderators.includes(device.officer);
}

/** Whether the device's officer coordinates the forum's regional network. */
export function coordinates(
  { region }: { readonly region: RegionId | undefined },
  { officer }: RosterDevice,
  view: RosterView,
): 'yes' | 'no' | 'pending' {
  if (region === undefined) return 'no';
  if (view.isPending(region)) return 'pending';
  return view.isCoordinator(officer, region) ? 'yes' : 'no';
}

/** What the consents of a statement come to: the consenting devices of each change, and what they use up. */
export type Consents = {
  readonly of: (change: number) => readonly RosterDevice[];
  readonly used: ReadonlyMap<string, number>;
};

/**
 * Checks every consent a statement carries: each by a live `party` device of the roster before it, once.
 * @throws `consent.device`, `consent.not-live`, `consent.expired`, `consent.signature`, `consent.repeated`, `consent.used`, `roster.pending`
 */
export function verifyConsents(judgement: Judgement): Consents {
  const { body, base, at } = judgement;
  const used = new Map<string, number>();
  for (const [key, expiry] of base?.consentsUsed ?? []) if (expiry > at) used.set(key, expiry);
  const given = new Map<number, RosterDevice[]>();
  for (const consent of body.consents) {
    const change = body.changes[consent.change];
    if (change === undefined) return refuse('roster.field');
    const device = verifyOne(judgement, consent, change);
    const key = `${device.id} ${consent.expiry} ${toBase64url(changeHash(change))}`;
    const devices = given.get(consent.change) ?? [];
    if (devices.includes(device)) refuse('consent.repeated');
    if (used.has(key)) refuse('consent.used');
    used.set(key, consent.expiry);
    given.set(consent.change, [...devices, device]);
  }
  return { of: (change) => given.get(change) ?? [], used };
}

function verifyOne({ networkId, body, base, view, at }: Judgement, consent: Consent, change: Change): RosterDevice {
  const device = base && deviceIn(base, consent.device);
  if (!base || device?.capacity !== 'party') return refuse('consent.device');
  const eviction = evictionOf(base, device, view, at);
  if (eviction === 'pending') refuse('roster.pending');
  const deviceKey = view.device(device.id)?.signatureKey;
  if (eviction === 'due' || deviceKey === undefined) return refuse('consent.not-live');
  const { conversation } = body;
  const signature = fromBase64url(consent.signature);
  verifyConsent({ networkId, conversation, expiry: consent.expiry, change, deviceKey, signature, at });
  return device;
}

/** Refuses a change that lacks a consent it needs. @throws `consent.missing`, `roster.pending` */
export function requireConsent(
  { base, view, at, author }: Judgement,
  change: ChangeType,
  consenting: readonly RosterDevice[],
): void {
  // An opening is its author's alone: nobody is in the conversation yet.
  if (base === undefined) return;
  const need = consentNeed(base, change, author, view, at);
  const gave = (authority: AuthorityId) => consenting.some((device) => device.authority === authority);
  switch (need.by) {
    case 'nobody':
      return;
    case 'moderator':
      if (!consenting.some((device) => isModerator(base, device))) refuse('consent.missing');
      return;
    case 'coordinator':
      if (consenting.some((device) => coordinates(base, device, view) === 'yes')) return;
      return refuse(coordinates(base, author, view) === 'pending' ? 'roster.pending' : 'consent.missing');
    case 'members':
      if (!need.authorities.every(gave)) refuse('consent.missing');
      if (!need.pending.every(gave)) refuse('roster.pending');
  }
}
