import type { Change, ChangeOf, ChangeType } from './change.js';
import { judgeAuthor } from './author.js';
import { coordinates, requireConsent, verifyConsents } from './consent-rules.js';
import { addDevice, removeDevice } from './device-changes.js';
import { refuse } from './errors.js';
import type { Judgement } from './judgement.js';
import { kindRules } from './kind.js';
import { addParty, removeParty, requireDesk } from './party-changes.js';

/** The most moderators of a forum. */
export const MAX_MODERATORS = 64;

type Judge<Type extends ChangeType> = (judgement: Judgement, change: ChangeOf<Type>) => void;

type ChangeRule<Type extends ChangeType> = {
  /** In an opening, in what advances it, or in both. */
  readonly in: 'opening' | 'advance' | 'both';
  /** Whether it may be made while the conversation is closed. */
  readonly whileClosed: boolean;
  readonly judge: Judge<Type>;
};

const changeRules: { readonly [Type in ChangeType]: ChangeRule<Type> } = {
  'device.added': { in: 'both', whileClosed: true, judge: addDevice },
  'device.removed': { in: 'advance', whileClosed: true, judge: removeDevice },
  'party.added': { in: 'advance', whileClosed: false, judge: addParty },
  'party.removed': { in: 'advance', whileClosed: true, judge: removeParty },
  // Read before any other change: everything else is judged by it.
  'policy.set': { in: 'opening', whileClosed: true, judge: () => undefined },
  'policy.changed': { in: 'advance', whileClosed: false, judge: changePolicy },
  'moderator.added': { in: 'both', whileClosed: true, judge: addModerator },
  'moderator.removed': { in: 'advance', whileClosed: true, judge: removeModerator },
  'conversation.closed': { in: 'advance', whileClosed: false, judge: ({ draft }) => void (draft.closed = true) },
  'conversation.reopened': { in: 'advance', whileClosed: true, judge: reopen },
};

/**
 * Judges everything a statement wants, at its own directory and `at` alone (protocol 2.3), and applies it to the draft.
 * Who consents, whose consent is needed and whose authority has a live device is asked of the roster *before* the
 * statement, so that the order of changes decides nothing about rights.
 * @returns the consents that are used up after it
 * @throws every code of `roster.*` and `consent.*` that concerns changes
 */
export function judge(judgement: Judgement): ReadonlyMap<string, number> {
  judgeAuthor(judgement);
  refuseRepeated(judgement.body.changes);
  const consents = verifyConsents(judgement);
  judgement.body.changes.forEach((change, index) => {
    judgeChange(judgement, change);
    requireConsent(judgement, change.type, consents.of(index));
  });
  judgeWhole(judgement);
  return consents.used;
}

function judgeChange<Type extends ChangeType>(judgement: Judgement, change: ChangeOf<Type> & { type: Type }): void {
  const rule = changeRules[change.type];
  const place = judgement.base === undefined ? 'opening' : 'advance';
  if (rule.in !== 'both' && rule.in !== place) refuse('roster.opening');
  if (judgement.base?.closed === true && !rule.whileClosed) refuse('roster.closed');
  rule.judge(judgement, change);
}

// What a change is about may be named once, so that nothing is undone or done twice within a statement.
function refuseRepeated(changes: readonly Change[]): void {
  const objects = new Set(changes.map(objectOf));
  if (objects.size !== changes.length) refuse('roster.repeated');
}

function objectOf(change: Change): string {
  switch (change.type) {
    case 'device.added':
    case 'device.removed':
      return `device ${change.device}`;
    case 'party.added':
    case 'party.removed':
      return `party ${change.authority} ${change.capacity}`;
    case 'moderator.added':
    case 'moderator.removed':
      return `moderator ${change.officer}`;
    case 'policy.set':
    case 'policy.changed':
      return 'policy';
    case 'conversation.closed':
    case 'conversation.reopened':
      return 'conversation';
  }
}

function changePolicy({ draft }: Judgement, change: ChangeOf<'policy.changed'>): void {
  draft.history = change.history ?? draft.history;
  draft.retention = change.retention ?? draft.retention;
}

function reopen({ draft }: Judgement): void {
  if (!draft.closed) refuse('roster.closed');
  draft.closed = false;
}

function addModerator({ draft, policy }: Judgement, { officer }: ChangeOf<'moderator.added'>): void {
  if (!kindRules[policy.kind].moderated) refuse('roster.kind');
  if (draft.moderators.has(officer)) refuse('roster.moderator');
  draft.moderators.add(officer);
}

function removeModerator({ draft, policy }: Judgement, { officer }: ChangeOf<'moderator.removed'>): void {
  if (!kindRules[policy.kind].moderated) refuse('roster.kind');
  if (!draft.moderators.delete(officer)) refuse('roster.moderator');
}

/** What must hold of the conversation after all changes. */
function judgeWhole({ body, base, policy, draft, view, author }: Judgement): void {
  const rule = kindRules[policy.kind];
  const devices = draft.devices();
  const members = draft.partyList().filter(({ capacity }) => capacity === 'party');
  const [fewest, most] = rule.members;
  if (devices.length > rule.devices || draft.moderators.size > MAX_MODERATORS) refuse('roster.full');
  if (members.length < fewest || members.length > most) refuse('roster.parties');
  for (const change of body.changes) {
    // A moderator is a visible member.
    if (change.type === 'moderator.added' && !devices.some(({ officer }) => officer === change.officer)) {
      refuse('roster.moderator');
    }
  }
  if (base !== undefined) return;
  if (rule.moderated !== (policy.region !== undefined)) refuse('roster.policy');
  if (rule.moderated) {
    const coordinator = coordinates(policy, author, view);
    if (coordinator !== 'yes') refuse(coordinator === 'pending' ? 'roster.pending' : 'roster.coordinator');
  }
  if (rule.desk)
    requireDesk(
      view,
      members.map(({ authority }) => authority),
    );
}
