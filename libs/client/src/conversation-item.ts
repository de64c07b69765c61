import type { AuthorityId, ConversationId, DeviceId, MessageId, OfficerId } from '#contracts';
import type { Json } from '#crypto/verify';
import type { Change } from '#roster';
import type { Reaction } from './choices.js';
import type { Content } from './message-content.js';
import type { NoticeCode } from './notices.js';

/** Who a frame is from: the device's officer, and the authority that it sits for in the conversation, a liaison's too. */
export interface Sender {
  readonly device: DeviceId;
  readonly officer: OfficerId | undefined;
  readonly authority: AuthorityId | undefined;
}

/** What an officer said last of a message without words; no `reaction` where it was taken back. */
export interface Reacted {
  readonly seq: number;
  readonly sender: Sender;
  readonly reaction?: Reaction;
}

interface Placed {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly id: MessageId;
  /** The relay's own time, Unix seconds: for display, never for order. */
  readonly storedAt: number;
  readonly sender: Sender;
  /** Whether this device sent it. */
  readonly own: boolean;
  /** SHA-256 of the frame's bytes, base64url: with the id, the name by which later messages speak of this one. */
  readonly hash: string;
}

/** A message that was opened and whose author is certain, or is certain to somebody who passed it on. */
export interface MessageItem extends Placed {
  readonly is: 'message';
  /** The content of a known type; absent when only a newer client understands it. */
  readonly content?: Content;
  /** The content as it stood, where its type is not known here: "needs a newer version". */
  readonly newer?: Json;
  /** Its author's signature over the content, checked: the author put it on the record (base64url). */
  readonly record?: string;
  /** The device that passed it on by a history grant; nobody else vouches for its author. */
  readonly receivedBy?: DeviceId;
  /** It came back from the shares of an archive's holders: its bytes are those of its place, nobody vouches for its author. */
  readonly recovered?: true;
  /** Its place is not covered by a head logged before its device was revoked, its officer was dismissed, or their service as a liaison was ended: not shown as theirs. */
  readonly afterRevocation?: true;
  /** Words that replaced it, oldest first; the original stays. */
  readonly corrections?: readonly { readonly seq: number; readonly text: string }[];
  /** Where its author withdrew it; its place and the fact remain. */
  readonly withdrawn?: { readonly seq: number };
  /** Who noted it. */
  readonly noted?: readonly { readonly seq: number; readonly sender: Sender }[];
  /** Reactions, one of an officer, the newest last. */
  readonly reactions?: readonly Reacted[];
}

/** A statement that took effect: what it changed. */
export interface RosterItem extends Placed {
  readonly is: 'roster';
  readonly epoch: number;
  readonly changes: readonly Change[];
}

/** An epoch's secret was posted to an authority's archive. */
export interface ArchivedItem extends Placed {
  readonly is: 'archived';
  readonly epoch: number;
  readonly authority: AuthorityId;
  /** Whether the post was seen to be the one that follows from the secret; without the secret nobody can. */
  readonly checked: boolean;
}

/** Why a frame cannot be read here. */
export type Unreadable =
  | 'before-joining'
  | 'dormant'
  | 'wrap-unreadable'
  | 'wrap-withheld'
  | 'no-key'
  | 'not-supported';

/** A frame that is in its place but cannot be read on this device, or not yet. */
export interface UnreadableItem extends Placed {
  readonly is: 'unreadable';
  readonly why: Unreadable;
}

/** A frame that was refused: never shown as its claimed sender's. */
export interface RefusedItem extends Placed {
  readonly is: 'refused';
  readonly code: NoticeCode;
  readonly detail?: string;
}

/** One place of a conversation's sequence as it is shown. */
export type ConversationItem = MessageItem | RosterItem | ArchivedItem | UnreadableItem | RefusedItem;
