import type { DeviceId } from '#contracts';
import { equalBytes, fromBase64url, toBase64url } from '#primitives';
import type { DirectoryHistory, RosterView } from './directory-history.js';
import { Draft } from './draft.js';
import { refuse } from './errors.js';
import { IdSet } from './id-set.js';
import { judge } from './judge.js';
import type { Judgement, RosterProposal } from './judgement.js';
import { deviceIn, type Roster, type RosterDevice } from './roster.js';
import { verifyRosterSignature, verifySecret, type RosterStatement } from './statement.js';

/**
 * The roster after a statement, judged at the statement's own directory and `at` alone; the relay and every client run
 * this same function. Pure: `roster` stays as it is, whatever happens.
 * @param roster - the roster before; undefined for a conversation's opening
 * @param statement - of right form; from the relay: untrusted until this returns
 * @throws `roster.stale` when it is not the successor of `roster`; `roster.pending` when the directory it names is not
 * fetched far enough; every other code of {@link RosterErrorCode} of the families `roster` and `consent`
 */
export function apply(
  networkId: Uint8Array,
  roster: Roster | undefined,
  statement: RosterStatement,
  directory: DirectoryHistory,
): Roster {
  const { body } = statement;
  const { judgement, authorKey } = place(networkId, roster, body, directory);
  verifyRosterSignature(networkId, statement, authorKey);
  const consentsUsed = judge(judgement);
  const devices = judgement.draft.devices();
  const sealed = holds(devices, body.author);
  verifySecret(body, sealed);
  const { draft, policy } = judgement;
  return {
    conversation: body.conversation,
    ...policy,
    history: draft.history,
    retention: draft.retention,
    closed: draft.closed,
    parties: draft.partyList(),
    devices,
    moderators: [...draft.moderators].sort(),
    epoch: body.epoch,
    S: statement.S,
    previous: roster?.S,
    author: body.author,
    sealed,
    secret: sealed ? fromBase64url(body.secret) : undefined,
    wraps: sealed ? fromBase64url(body.wraps) : undefined,
    size: body.directory.size,
    at: body.directory.at,
    agreements: new Map(roster?.agreements).set(body.author, body.agreement),
    consentsUsed,
    ids: (roster?.ids ?? IdSet.empty).with(body.id),
  };
}

/**
 * The roster of a whole chain, from its opening on. The same statements and directory give the same roster.
 * @throws as {@link apply} for the first statement that is refused or pending; `roster.opening` for no statement at all
 */
export function replay(
  networkId: Uint8Array,
  statements: Iterable<RosterStatement>,
  directory: DirectoryHistory,
): Roster {
  let roster: Roster | undefined;
  for (const statement of statements) roster = apply(networkId, roster, statement, directory);
  return roster ?? refuse('roster.opening');
}

/**
 * Judges what an author is about to sign, and names the devices of the new roster, to whom it then seals the epoch's
 * secret; `sealed` is false for a leaver, who draws none.
 * @throws as {@link apply}
 */
export function propose(
  networkId: Uint8Array,
  roster: Roster | undefined,
  body: RosterProposal,
  directory: DirectoryHistory,
): { readonly devices: readonly RosterDevice[]; readonly sealed: boolean } {
  const { judgement } = place(networkId, roster, body, directory);
  judge(judgement);
  const devices = judgement.draft.devices();
  return { devices, sealed: holds(devices, body.author) };
}

function holds(devices: readonly RosterDevice[], id: DeviceId): boolean {
  return deviceIn({ devices }, id) !== undefined;
}

// Everything that costs little comes before the signature, the signature before everything that costs more.
function place(
  networkId: Uint8Array,
  roster: Roster | undefined,
  body: RosterProposal,
  directory: DirectoryHistory,
): { judgement: Judgement; authorKey: Uint8Array } {
  requireSuccessor(roster, body);
  const view = viewOf(body, directory);
  const at = body.directory.at;
  const seat = roster === undefined ? openingSeat(body) : deviceIn(roster, body.author);
  if (seat === undefined) return refuse('roster.author');
  if (body.agreement < (roster?.agreements.get(body.author) ?? 0)) refuse('roster.agreement');
  const enrolled = view.device(body.author);
  if (enrolled === undefined) {
    return refuse(view.standing(body.author, at) === 'pending' ? 'roster.pending' : 'roster.author-not-live');
  }
  const author = { ...seat, officer: enrolled.officer };
  const policy = roster ?? openingPolicy(body);
  const draft = new Draft(roster, policy);
  const judgement: Judgement = {
    networkId,
    body,
    base: roster,
    policy: { kind: policy.kind, region: policy.region },
    view,
    at,
    author,
    draft,
  };
  return { judgement, authorKey: enrolled.signatureKey };
}

function requireSuccessor(roster: Roster | undefined, body: RosterProposal): void {
  if ((body.type === 'conversation.opened') !== (roster === undefined)) refuse('roster.opening');
  if (roster === undefined) return;
  if (body.conversation !== roster.conversation) refuse('roster.conversation');
  if (body.previous !== toBase64url(roster.S)) refuse('roster.stale');
  if (body.epoch !== roster.epoch + 1) refuse('roster.epoch');
  if (roster.ids.has(body.id)) refuse('roster.id');
  if (body.directory.size < roster.size || body.directory.at < roster.at) refuse('roster.directory-older');
}

function viewOf(body: RosterProposal, directory: DirectoryHistory): RosterView {
  const root = directory.root(body.directory.size);
  if (root !== undefined && !equalBytes(root, fromBase64url(body.directory.root))) refuse('roster.directory');
  const view = directory.view(body.directory.size);
  if (root === undefined || view === undefined) return refuse('roster.pending');
  return view;
}

// An opening's author adds itself as a `party`.
function openingSeat({ author: id, changes }: RosterProposal): Omit<RosterDevice, 'officer'> | undefined {
  for (const change of changes) {
    if (change.type === 'device.added' && change.device === id && change.capacity === 'party') {
      return { id, authority: change.authority, capacity: 'party', since: 0 };
    }
  }
  return undefined;
}

function openingPolicy(body: RosterProposal) {
  for (const change of body.changes) {
    if (change.type === 'policy.set') {
      return { kind: change.kind, region: change.region, history: change.history, retention: change.retention };
    }
  }
  return refuse('roster.policy');
}
