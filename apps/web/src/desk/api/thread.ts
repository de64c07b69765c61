import type { NoticeCode } from '#client';
import type { Party, Person } from './parties.js';

/** One place of a conversation's sequence, with what there is to say before it. */
export interface Place {
  readonly seq: number;
  readonly notices: readonly ThreadNotice[];
  readonly entry: Entry;
}

/** What stands in a place. */
export type Entry = MessageEntry | EventEntry | UnreadableEntry | RefusedEntry | QuietEntry;

interface Placed {
  readonly id: string;
  /** The relay's time, Unix seconds: for display. */
  readonly at: number;
  readonly by: Person;
  /** Whether the signed-in officer sent it, on whatever device. */
  readonly own: boolean;
}

/** Words as they were written, and the language their author gave (BCP 47). */
export interface Words {
  readonly text: string;
  readonly language?: string;
}

/** Words that replaced others. */
interface Correction {
  readonly seq: number;
  readonly at: number | undefined;
  readonly text: string;
}

/** The message that another one answers, as much of it as a quotation shows. */
export interface Quote {
  readonly seq: number;
  readonly by: Person;
  /** The beginning of its words; undefined where they were withdrawn. */
  readonly text: string | undefined;
}

/** What somebody said of a message without words. */
export interface ReactionView {
  readonly reaction: string;
  readonly by: readonly Person[];
  readonly own: boolean;
}

/** A file that a message names; the file itself is fetched when it is asked for. */
export interface FileView {
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly length: number;
}

/** A message that can be shown. */
export interface MessageEntry extends Placed {
  readonly is: 'message';
  /** Undefined where it was withdrawn, a file came without any, or only a newer client understands it. */
  readonly words: Words | undefined;
  readonly file: FileView | undefined;
  /** Oldest first; the last one holds. */
  readonly corrections: readonly Correction[];
  readonly withdrawn: { readonly seq: number; readonly at: number | undefined } | undefined;
  readonly needsNewer: boolean;
  /** The message it answers; `absent` where that cannot be read here. */
  readonly answers: Quote | 'absent' | undefined;
  readonly noted: readonly Person[];
  readonly reactions: readonly ReactionView[];
  readonly onTheRecord: boolean;
  /** Who passed it on: nobody else vouches for its author. */
  readonly receivedBy: Person | undefined;
  /** It came back from the shares of an archive's holders: nobody vouches for its author. */
  readonly recovered: boolean;
  readonly afterRevocation: boolean;
  /** Whether the author's office may still be told: the author may correct and withdraw it. */
  readonly changeable: boolean;
}

/** Something that happened to the conversation. */
export interface EventEntry extends Placed {
  readonly is: 'event';
  readonly events: readonly ThreadEvent[];
}

/** A change of who is in a conversation or of its rules, or a message about another message. */
export type ThreadEvent =
  | {
      readonly is: 'opened';
      readonly kind: string;
      readonly with: readonly Person[];
      readonly history: string;
      readonly retention: number;
    }
  | {
      readonly is: 'joined' | 'joined-anew';
      readonly person: Person;
      /** Kinds of the devices. */
      readonly devices: readonly string[];
      /** The officers whose devices approved these; empty where the authority's key did. */
      readonly approvedBy: readonly Person[];
    }
  | {
      readonly is: 'left' | 'removed';
      readonly person: Person;
      /** Why the directory says that the device is not live, where it says so. */
      readonly standing: string | undefined;
    }
  | {
      readonly is: 'party-added' | 'party-removed';
      readonly party: Party;
      readonly capacity: string;
      readonly until: number | undefined;
    }
  | { readonly is: 'policy-changed'; readonly history: string | undefined; readonly retention: number | undefined }
  | { readonly is: 'moderator-added' | 'moderator-removed'; readonly person: Person }
  | { readonly is: 'closed' | 'reopened' | 'keys-changed' | 'notes' }
  /** What was done in the message is not proved to be from before its device was revoked. */
  | { readonly is: 'unproved' }
  | { readonly is: 'corrected' | 'withdrew' | 'consented'; readonly seq: number | undefined }
  | { readonly is: 'consent-asked'; readonly change: ThreadEvent }
  | { readonly is: 'history-granted'; readonly person: Person; readonly from: number; readonly to: number }
  | { readonly is: 'heading'; readonly subject: string | undefined; readonly reference: string | undefined };

/** A place whose words cannot be read on this device, or not yet. */
export interface UnreadableEntry extends Placed {
  readonly is: 'unreadable';
  readonly why: string;
}

/** A place whose frame failed a check: never shown as its sender's. */
export interface RefusedEntry extends Placed {
  readonly is: 'refused';
  readonly code: NoticeCode;
  readonly detail: string | undefined;
}

/** A place of which nothing is shown there: what it says is shown at the message it speaks of. */
interface QuietEntry {
  readonly is: 'quiet';
  readonly at: number;
}

/** Something that is not as it should be, at its place. */
export interface ThreadNotice {
  readonly number: number;
  readonly code: NoticeCode;
  readonly about: 'relay' | 'member' | 'device';
  readonly seq: number | undefined;
  /** When this device saw it, Unix seconds. */
  readonly at: number;
  readonly person: Person | undefined;
  readonly detail: string | undefined;
  /** Whether what was missing came later. */
  readonly mended: boolean;
}

/** An own message that does not stand in its place yet. */
export interface WaitingEntry {
  readonly id: string;
  readonly is: 'words' | 'other';
  readonly words: Words | undefined;
  readonly file: FileView | undefined;
  readonly answers: Quote | 'absent' | undefined;
  readonly onTheRecord: boolean;
  /** Kept back for a moment; waiting for the line; on its way, and too late to be taken back; refused for good. */
  readonly state: 'held' | 'waiting' | 'sealed' | 'refused';
  /** Unix milliseconds until which it is held. */
  readonly heldUntil: number | undefined;
  readonly code: string | undefined;
}

/** What stands after the last place. */
export interface Tail {
  readonly waiting: readonly WaitingEntry[];
  readonly notices: readonly ThreadNotice[];
}
