import type { AuthorityId } from '#contracts';
import { fromBase64url, equalBytes } from '#primitives';
import { deviceIn, type Roster } from '#roster';
import { frameEvidence, frameHash, type Frame } from './conversation-frame.js';
import type { ConversationItem, MessageItem, Sender, Unreadable } from './conversation-item.js';
import { loggedBefore, type ConversationState, type EpochRecord, type EpochStanding } from './conversation-state.js';
import { understand } from './message-content.js';
import { judgeContext, type HeadAt } from './message-context.js';
import { openContent, type MessageSecret } from './message-open.js';
import type { Finding, NoticeCode } from './notices.js';
import type { Revocations } from './revocations.js';
import type { Surroundings } from './surroundings.js';

/** What a content frame came to. */
export interface ContentRead {
  readonly item: ConversationItem;
  readonly findings: readonly Finding[];
  /** A head that differs, and is judged once the logged one is known. */
  readonly differing?: Finding;
  /** The sender's own word on its newest agreement key, where it was opened. */
  readonly agreement?: number;
}

/** A conversation, and its roster where a frame stands: a device speaks for the authority it sits for there. */
export interface Seated {
  readonly state: ConversationState;
  readonly roster: Roster | undefined;
}

/** A conversation as its next content frame finds it. */
export interface ContentPlace extends Seated {
  readonly epoch: EpochRecord | undefined;
}

const whyUnreadable: Readonly<Record<Exclude<EpochStanding, 'open'>, Unreadable>> = {
  dormant: 'dormant',
  unreadable: 'wrap-unreadable',
  withheld: 'wrap-withheld',
  'not-member': 'before-joining',
  'no-secret': 'no-key',
};

/** Judges and opens a content frame at its place in the sequence (protocol 2.6, 2.7, 3.3, 3.4). */
export async function readContent(
  surroundings: Surroundings,
  revocations: Revocations,
  place: ContentPlace,
  frame: Frame,
  headAt: HeadAt,
): Promise<ContentRead> {
  const { checks } = surroundings;
  const { state, epoch } = place;
  const refused = (code: NoticeCode, detail: string): ContentRead => refusal(surroundings, place, frame, code, detail);
  const wrongEpoch = checks.failure('content.epoch', () => outsideEpoch(place, frame));
  if (epoch === undefined || wrongEpoch !== undefined) return refused('content.wrong-epoch', wrongEpoch ?? 'none');
  const stranger = checks.failure('content.sender', () =>
    epoch.devices.includes(frame.sender) ? undefined : 'not in the roster',
  );
  if (stranger !== undefined) return refused('content.stranger', stranger);
  if (epoch.standing !== 'open' || epoch.E === undefined) {
    const why = epoch.standing === 'open' ? 'no-key' : whyUnreadable[epoch.standing];
    return { item: { ...placed(surroundings, place, frame), is: 'unreadable', why }, findings: [] };
  }
  const read = openedItem(surroundings, place, epoch, frame, { E: fromBase64url(epoch.E) });
  if (read.item.is !== 'message' || read.context === undefined) return read;
  const findings = [...read.findings];
  const judged = read.item.own
    ? { findings: [] }
    : await judgeContext(surroundings, state.id, frame, read.context, headAt);
  findings.push(...judged.findings);
  const differing = judged.differing === undefined ? {} : { differing: judged.differing };
  const late = afterRevocation(surroundings, revocations, state, frame, read.item.sender.authority);
  if (late === undefined) return { item: read.item, findings, ...differing, agreement: read.context.agreement };
  return { item: { ...read.item, afterRevocation: true }, findings: [...findings, late], ...differing };
}

/** Opens a frame of a known epoch to an item, whatever brought the secret. */
export function openedItem(
  surroundings: Surroundings,
  place: Seated,
  epoch: EpochRecord,
  frame: Frame,
  secret: MessageSecret,
) {
  const opening = openContent(surroundings, place.state.id, epoch, frame, secret);
  if (opening.is === 'refused')
    return { ...refusal(surroundings, place, frame, opening.code, opening.detail), context: undefined };
  const { message, record, recordRefused } = opening;
  const understood = understand(message.json);
  if (understood.is === 'malformed') {
    return { ...refusal(surroundings, place, frame, 'content.malformed', 'content.type'), context: undefined };
  }
  const item: MessageItem = {
    ...placed(surroundings, place, frame),
    is: 'message',
    ...(understood.is === 'known' ? { content: understood.content } : { newer: message.json }),
    ...(record === undefined ? {} : { record }),
  };
  const findings: Finding[] = recordRefused
    ? [
        {
          code: 'content.record-refused',
          conversation: place.state.id,
          seq: frame.seq,
          device: frame.sender,
          evidence: frameEvidence(place.state.id, frame),
        },
      ]
    : [];
  return { item, findings, context: message.context };
}

/** What every item of a frame holds. */
export function placed({ self, directory }: Surroundings, { state, roster }: Seated, frame: Frame) {
  const { seq, id, storedAt } = frame;
  const device = directory.latest.device(frame.sender);
  const seat = roster && deviceIn(roster, frame.sender);
  const sender: Sender = {
    device: frame.sender,
    officer: device?.officer,
    authority: seat?.authority ?? device?.authority,
  };
  const own = frame.sender === self.device;
  return { conversation: state.id, seq, id, storedAt, sender, own, hash: frameHash(frame) };
}

/** A frame that is refused: its item and the finding that says why, with the frame as evidence. */
export function refusal(
  surroundings: Surroundings,
  place: Seated,
  frame: Frame,
  code: NoticeCode,
  detail: string,
): ContentRead {
  const finding: Finding = {
    code,
    conversation: place.state.id,
    seq: frame.seq,
    device: frame.sender,
    detail,
    evidence: frameEvidence(place.state.id, frame),
  };
  return { item: { ...placed(surroundings, place, frame), is: 'refused', code, detail }, findings: [finding] };
}

function outsideEpoch({ state, roster }: ContentPlace, frame: Frame): string | undefined {
  if (roster === undefined || !equalBytes(roster.S, frame.S) || state.S === '') return 'not the epoch of its place';
  if (!roster.sealed) return 'the epoch has no secret';
  return roster.closed ? 'the conversation is closed' : undefined;
}

/** What is found wrong with a frame of a revoked device, or of one whose officer's service for `seat` has ended (protocol 2.7). */
export function afterRevocation(
  { checks, directory }: Pick<Surroundings, 'checks' | 'directory'>,
  revocations: Revocations,
  state: ConversationState,
  frame: Frame,
  seat: AuthorityId | undefined,
): Finding | undefined {
  // [Note: Before or after a revocation] Nobody's clock tells; only a head that was logged, by a proof older than the
  // last directory without the revocation, shows that a frame stood in its place before.
  const late = checks.failure('content.revoked', () => {
    const before = revocations.notBefore(frame.sender, directory.latest, seat);
    return before === undefined || frame.seq <= loggedBefore(state, before) ? undefined : 'not logged before';
  });
  if (late === undefined) return undefined;
  const { id: conversation } = state;
  const { seq, sender: device } = frame;
  return {
    code: 'content.after-revocation',
    conversation,
    seq,
    device,
    evidence: frameEvidence(conversation, frame),
  };
}
