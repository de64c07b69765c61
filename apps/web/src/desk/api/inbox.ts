import type { Purpose } from '#client';
import type { OfficeHours } from '#pages';
import type { AuthorityName } from './names.js';

/** Where a line stands: it needs this officer, is unread, waits for others, or for nobody. */
export type InboxPart = 'needs' | 'unread' | 'waiting' | 'quiet';

/** A line of the inbox. */
export interface InboxLine {
  readonly id: string;
  readonly part: InboxPart;
  readonly kind: 'consultation' | 'direct';
  /** The other authorities in it. */
  readonly counterparts: readonly AuthorityName[];
  /** Names of the officers on the other side; of one's own colleagues where there is no other side. */
  readonly officers: readonly string[];
  readonly subject: string | undefined;
  readonly ownReference: string | undefined;
  readonly theirReferences: readonly string[];
  readonly unread: number;
  /** Who has the next word: whoever did not have the last one. */
  readonly awaits: 'us' | 'them' | 'nobody';
  /** `asked`: our consent to a change is missing; `agreed`: all have agreed to one that this officer is to make. */
  readonly consent: 'asked' | 'agreed' | undefined;
  /** Whether a part of it was shown to be missing or false. */
  readonly doubted: boolean;
  /** Messages that this device cannot read, or not yet. */
  readonly unreadable: number;
  readonly draft: boolean;
  /** Own messages on their way, and those that were refused. */
  readonly queued: number;
  readonly lastAt: number;
  readonly member: boolean;
  readonly closed: boolean;
  /** Put aside until something new comes. */
  readonly done: boolean;
  readonly pinned: boolean;
  /** Hours of the first counterpart's office. */
  readonly hours: OfficeHours | undefined;
}

/** A conversation to be opened. */
export interface NewConversation {
  readonly kind: 'consultation' | 'direct';
  readonly authority: string;
  /** The officers to write to; everybody at the office where empty. */
  readonly officers: readonly string[];
  readonly subject: string;
  readonly reference: string;
  readonly purposes: readonly Purpose[];
}

/** What holds the words that were looked for, the newest first. */
export interface Found {
  /** Conversations whose subject, references or members hold them. */
  readonly conversations: readonly string[];
  readonly messages: readonly {
    readonly conversation: string;
    readonly seq: number;
    readonly text: string;
    readonly storedAt: number;
    readonly by: string | undefined;
  }[];
}

/** What there is to do. */
export interface InboxDesk {
  /** Every consultation and direct conversation, in the order in which they want an officer. */
  lines(): Promise<readonly InboxLine[]>;
  /** Looks through everything this device can read; nothing of it leaves the device. */
  find(words: string): Promise<Found>;
  /** Opens a conversation and answers its id. @throws `person.unknown` where nobody can be reached, `directory.stale` */
  open(conversation: NewConversation): Promise<string>;
  setDone(id: string, done: boolean): Promise<void>;
  setPinned(id: string, pinned: boolean): Promise<void>;
}
