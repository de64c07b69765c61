import type { ChangeOf } from './change.js';
import type { AuthorityId } from '#contracts';
import type { RosterView } from './directory-history.js';
import { refuse } from './errors.js';
import type { Judgement } from './judgement.js';
import { kindRules } from './kind.js';

/**
 * A party is admitted, or its time is changed. Experts and desks are admitted for a time. Consents are checked apart.
 * @throws `roster.kind`, `roster.desk`, `roster.until`, `roster.party-present`, `roster.party-not-live`, `roster.pending`
 */
export function addParty({ draft, policy, view, at }: Judgement, change: ChangeOf<'party.added'>): void {
  const { authority, capacity, until } = change;
  if (!kindRules[policy.kind].admits.includes(capacity)) refuse('roster.kind');
  if (until === undefined ? capacity !== 'party' : until <= at) refuse('roster.until');
  const present = draft.party(authority, capacity);
  if (present !== undefined && present.until === until) refuse('roster.party-present');
  if (capacity === 'desk') requireDesk(view, [authority]);
  if (view.isPending(authority)) refuse('roster.pending');
  if (view.authority(authority)?.status !== 'active') refuse('roster.party-not-live');
  draft.setParty({ authority, capacity, until });
}

/** Refuses where none of the authorities is a help desk. @throws `roster.desk`, `roster.pending` */
export function requireDesk(view: RosterView, authorities: readonly AuthorityId[]): void {
  if (view.isPending('network')) refuse('roster.pending');
  if (!authorities.some((authority) => view.isDesk(authority))) refuse('roster.desk');
}

/** A party is removed with all its devices. @throws `roster.kind`, `roster.party-absent` */
export function removeParty({ draft, policy }: Judgement, change: ChangeOf<'party.removed'>): void {
  if (kindRules[policy.kind].admits.length === 0) refuse('roster.kind');
  const party = draft.party(change.authority, change.capacity);
  if (party === undefined) return refuse('roster.party-absent');
  draft.removeParty(party);
}
