import type { HistoryPreview, Members } from './members.js';
import type { Party, Person } from './parties.js';
import type { Place, Tail } from './thread.js';

/** A conversation as its head shows it. */
export interface ConversationView {
  readonly id: string;
  readonly kind: string;
  readonly subject: string | undefined;
  readonly ours: Office;
  /** The other parties: those we consult first. */
  readonly others: readonly Office[];
  /** The last place. */
  readonly seq: number;
  /** The place up to which was read, and how much is new after it. */
  readonly readTo: number;
  readonly unread: number;
  /** The place up to which some other authority says that it has read; 0 where none says. */
  readonly readByOthers: number;
  readonly member: boolean;
  readonly closed: boolean;
  /** The conversation beside which these are our own notes. */
  readonly beside: string | undefined;
  /** Whom what is written now would reach and who came since we last wrote. */
  readonly newcomers: readonly Newcomer[];
  /** Outside experts who read along: everybody is told. */
  readonly experts: readonly PresentExpert[];
  /** Officers whom we meet in it, by name. */
  readonly met: readonly string[];
  readonly officers: number;
  readonly devices: number;
}

/** An outside expert in a conversation. */
interface PresentExpert {
  readonly person: Person;
  readonly self: boolean;
  /** Unix seconds until which they read. */
  readonly until: number;
}

/** A party with what its page says that matters to who writes to it. */
export interface Office extends Party {
  readonly reference: string | undefined;
  /** IANA zone of its office. */
  readonly zone: string | undefined;
  /** What it says of its law's power to have consultations disclosed. */
  readonly disclosure: { readonly text: string; readonly language: string } | undefined;
  readonly archive: boolean;
  /** Whether any of its devices is in it, but for an expert's; true where it is no party. */
  readonly reads: boolean;
}

/** Somebody who reads along since we last wrote. */
export interface Newcomer {
  readonly person: Person;
  /** Whether the whole authority is new. */
  readonly withAuthority: boolean;
}

/** What is being written and not sent. */
export interface Draft {
  readonly text: string;
  readonly language?: string;
  readonly answers?: string;
  readonly onTheRecord?: boolean;
}

/** What a conversation is about; what is left out stays as it was. */
export interface Heading {
  readonly subject?: string;
  /** The reference of our side; empty to take it away. */
  readonly reference?: string;
}

/** What a message was taken back to: its words, and nothing else, go into the composer again. */
export interface TakenBack {
  readonly draft: Draft | undefined;
}

/** Reading and writing in conversations. */
export interface Conversations {
  /** The head of a conversation. @throws `conversation.absent` */
  view(conversation: string): Promise<ConversationView>;
  /** The places from one to another, both included; those that are not there are left out. */
  places(conversation: string, from: number, to: number): Promise<readonly Place[]>;
  /** What stands after the last place. */
  tail(conversation: string): Promise<Tail>;
  /** Who is in it. */
  members(conversation: string): Promise<Members>;

  /** Takes a message to be sent; it is kept back for ten seconds, in which it can be taken back. */
  say(conversation: string, draft: Draft): Promise<string>;
  correct(conversation: string, message: string, text: string): Promise<void>;
  withdraw(conversation: string, message: string): Promise<void>;
  note(conversation: string, message: string): Promise<void>;
  /** Says something of a message without words; undefined takes it back. */
  react(conversation: string, message: string, reaction: string | undefined): Promise<void>;
  /** Says what the conversation is about. */
  describe(conversation: string, heading: Heading): Promise<void>;
  /** Tries again what was refused. */
  retry(conversation: string, message: string): Promise<void>;
  /** Takes back what has not left this device, or was refused. @throws `message.sent` when it is too late */
  takeBack(conversation: string, message: string): Promise<TakenBack>;
  markRead(conversation: string, seq: number): Promise<void>;

  /** What is being written, in whichever window; without words where nothing is. */
  draft(conversation: string): Promise<Draft>;
  /**
   * Keeps what is being written, and answers what is kept then; one without words is discarded.
   * @param known - the text that the window knew to be kept: with words that another one has kept since, its own are joined
   */
  keepDraft(conversation: string, draft: Draft, known: string): Promise<Draft>;

  /** Adds an officer, with all devices: a colleague, or one of a party of which nobody reads any more. */
  addOfficer(conversation: string, party: string, officer: string): Promise<void>;
  /** What a colleague who came later would be able to read of the past; undefined: nothing may be given. */
  previewHistory(conversation: string, officer: string): Promise<HistoryPreview | undefined>;
  /** Gives what the preview lists; `promised` where the colleague's device gets it once it has come to the desk. */
  giveHistory(conversation: string, officer: string): Promise<'given' | 'promised'>;
  /** Asks every party whether an authority may join. */
  askForParty(conversation: string, authority: string): Promise<void>;
  /** Agrees to what a message asks; the change is left to the office that asked. */
  consent(conversation: string, asked: string): Promise<void>;
  /** Makes the change that a message of our office asked for, once nobody's word is missing. */
  enact(conversation: string, asked: string): Promise<void>;
  /** Changes how much of the past joiners may be given, or after how many days messages expire. */
  changeRules(conversation: string, rules: { readonly history?: string; readonly retention?: number }): Promise<void>;
  leave(conversation: string): Promise<void>;
  close(conversation: string): Promise<void>;

  /** Our own notes beside a conversation, where there are any. */
  notes(conversation: string): Promise<string | undefined>;
  /** Begins our own notes beside a conversation, with these colleagues. */
  beginNotes(conversation: string): Promise<string>;
}
