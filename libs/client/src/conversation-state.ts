import type { AuthorityId, ConversationId, ConversationKind, DeviceId, OfficerId } from '#contracts';
import { head0 } from '#crypto/verify';
import { toBase64url } from '#primitives';
import { keyNumber } from './store.js';

/** Where a logged head was proved: the sequence number it covers and the cosignature time of the proof, Unix seconds. */
export interface LoggedHead {
  readonly seq: number;
  readonly at: number;
}

/** What a client keeps of one conversation beside its frames. Hashes are base64url, times Unix seconds. */
export interface ConversationState {
  readonly id: ConversationId;
  readonly kind: ConversationKind | undefined;
  /** The last frame that was processed: the cursor. */
  readonly seq: number;
  /** The head after it, from one's own chain. */
  readonly head: string;
  /** The last statement's `S`; empty before the opening. */
  readonly S: string;
  /** Its place in the sequence. */
  readonly statementSeq: number;
  /** Content frames since. */
  readonly contents: number;
  /** Own device: whether the last roster holds it. */
  readonly member: boolean;
  /** Own device: the authority for which it sits in the conversation, or sat last; what was said for that one is one's own side's. */
  readonly seat?: AuthorityId;
  /** The place up to which the officer has read, on any device. */
  readonly readTo: number;
  /** News after it. */
  readonly unread: number;
  /** The last place where somebody said something; where somebody else did, or changed what they had said. */
  readonly lastWord?: number;
  readonly lastNews?: number;
  /** The epoch in which the officer last said something or changed the roster. */
  readonly spokeIn?: number;
  /** Frames that could not be read when they came: a grant may open them. */
  readonly unreadable: number;
  /** The last things proved about the logged head, newest last. */
  readonly logged: readonly LoggedHead[];
  /** How far it had been read at the last checks of the map, newest last. */
  readonly read: readonly LoggedHead[];
  /** The relay's time of the last frame: for display only. */
  readonly lastAt: number;
}

/** How far a client came with the secret of one epoch. */
export type EpochStanding = 'open' | 'dormant' | 'unreadable' | 'withheld' | 'not-member' | 'no-secret';

/** An archive that holds for an epoch, and whose. */
export interface EpochArchive {
  readonly authority: AuthorityId;
  /** `H("comity/body/v1", JCS(archive.declared body))`, base64url. */
  readonly archive: string;
}

/** One epoch as it is kept: what its messages are opened and judged by. */
export interface EpochRecord {
  readonly epoch: number;
  readonly S: string;
  readonly previous: string;
  /** Size of the directory that its statement names, and the archives that hold for it by that directory. */
  readonly size?: number;
  readonly archives?: readonly EpochArchive[];
  readonly seq: number;
  readonly author: DeviceId;
  /** Cosignature time of its statement. */
  readonly at: number;
  readonly secret: string;
  /** Devices of its roster, in roster order. */
  readonly devices: readonly DeviceId[];
  readonly forum: boolean;
  readonly standing: EpochStanding;
  /** The epoch secret `E`. */
  readonly E?: string;
  /** Of the own wrap: the agreement key it was sealed to. */
  readonly number?: number;
  /** Whether the relay has the signed report that the wrap does not open. */
  readonly reported?: boolean;
  /** Where `E` came by a grant: who gave it. */
  readonly receivedBy?: DeviceId;
  /** Where `E` came back from the shares of the archive's holders. */
  readonly recovered?: true;
}

/** A conversation of which nothing is known yet. */
export function emptyState(id: ConversationId): ConversationState {
  return {
    id,
    kind: undefined,
    seq: 0,
    head: toBase64url(head0(id)),
    S: '',
    statementSeq: 0,
    contents: 0,
    member: false,
    readTo: 0,
    unread: 0,
    unreadable: 0,
    logged: [],
    read: [],
    lastAt: 0,
  };
}

const LOGGED_KEPT = 32;

/** The state after a check of the map: the proof about the logged head, and how far was read by then; old ones go. */
export function withLogged(state: ConversationState, seen: LoggedHead): ConversationState {
  const logged = telling([...state.logged, seen]);
  return { ...state, logged, read: [...state.read, { seq: state.seq, at: seen.at }].slice(-LOGGED_KEPT) };
}

/**
 * The proofs that are worth keeping, at most {@link LOGGED_KEPT}: of several of one head the first and the newest, and of
 * older ones the fewer the older they are. However long a relay holds the directory back, nearly all that was said before is
 * covered.
 */
function telling(all: readonly LoggedHead[]): readonly LoggedHead[] {
  const newest = all.length - 1;
  const kept = all.filter(({ seq }, place) => place === newest || all[place - 1]?.seq !== seq);
  if (kept.length <= LOGGED_KEPT) return kept;
  const last = kept.at(-1)?.at ?? 0;
  // How long it is from the one before to the one after, by how long it is ago: the least is missed least.
  const missed = ({ at }: LoggedHead, place: number): number =>
    ((kept[place + 1]?.at ?? Infinity) - (kept[place - 1]?.at ?? -Infinity)) / Math.max(1, last - at);
  const missing = kept.map(missed);
  const least = missing.indexOf(Math.min(...missing));
  return kept.filter((_, place) => place !== least);
}

/** The highest sequence number that was proved logged by a proof of `at` or before (protocol 2.7). */
export function loggedBefore(state: ConversationState, at: number): number {
  return state.logged.reduce((seq, seen) => (seen.at <= at ? Math.max(seq, seen.seq) : seq), 0);
}

/** Where things of a conversation stand in the store. Keys hold random ids, hashes and numbers only. */
export const keys = Object.freeze({
  states: 'conversation/',
  state: (id: ConversationId) => `conversation/${id}`,
  frames: (id: ConversationId) => `frame/${id}/`,
  frame: (id: ConversationId, seq: number) => `frame/${id}/${keyNumber(seq)}`,
  /** Places of a frame id by sender: two senders may choose the same. */
  frameId: (id: ConversationId, frame: string) => `frame-id/${id}/${frame}`,
  items: (id: ConversationId) => `item/${id}/`,
  item: (id: ConversationId, seq: number) => `item/${id}/${keyNumber(seq)}`,
  epochs: (id: ConversationId) => `epoch/${id}/`,
  epoch: (id: ConversationId, S: string) => `epoch/${id}/${S}`,
  /** Corrections and withdrawals that wait for their target to become readable, by its place. */
  effects: (id: ConversationId, seq: number) => `effect/${id}/${keyNumber(seq)}`,
  /** Contexts whose head differs, until the logged head tells who is wrong, by the place of the frame. */
  differing: (id: ConversationId) => `differing/${id}/`,
  /** History that is promised to joiners, by device. */
  promised: (id: ConversationId) => `promised/${id}/`,
  facts: (id: ConversationId) => `facts/${id}`,
  /** Places of messages that ask for consent or give it; and whether those from before there was such a list are in it. */
  consents: (id: ConversationId) => `consent/${id}/`,
  consent: (id: ConversationId, seq: number) => `consent/${id}/${keyNumber(seq)}`,
  consentsListed: (id: ConversationId) => `consents-listed/${id}`,
  draft: (id: ConversationId) => `draft/${id}`,
  drafts: 'draft/',
  mark: (id: ConversationId) => `mark/${id}`,
  marks: 'mark/',
  /** How far a notebook was taken into account. */
  taken: (id: ConversationId) => `taken/${id}`,
  /** Keys of single messages that were granted, by place. */
  messageKey: (id: ConversationId, seq: number) => `key/${id}/${keyNumber(seq)}`,
  /** Posts of an epoch to an archive. */
  posted: (id: ConversationId, S: string, archive: string) => `posted/${id}/${S}/${archive}`,
  /** Where nothing was left to post to an archive. */
  postedUpTo: (id: ConversationId) => `posted-up-to/${id}`,
  /** Openings of archives of which the conversation was told. */
  opened: (id: ConversationId, opening: string) => `opened/${id}/${opening}`,
  /** What became of a conversation of an officer who leaves. */
  handedOver: (leaving: OfficerId, id: ConversationId) => `handed-over/${leaving}/${id}`,
  sent: (id: ConversationId, frame: string) => `sent/${id}/${frame}`,
  acknowledgements: 'acknowledged/',
  outbox: 'outbox/',
  outboxEntry: (id: ConversationId, order: number) => `outbox/${id}/${keyNumber(order)}`,
});
