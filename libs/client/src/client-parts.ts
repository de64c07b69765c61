import type { Applications } from './applications.js';
import type { Archive } from './archive.js';
import type { Attachments } from './attachments.js';
import type { Consents } from './conversation-consent.js';
import type { HandOver } from './conversation-hand-over.js';
import type { Membership } from './conversation-membership.js';
import type { ReadingContext } from './conversation-reader.js';
import type { Summaries } from './conversation-summary.js';
import type { Views } from './conversation-views.js';
import type { Conversations } from './conversations.js';
import type { OpenDevice } from './device.js';
import type { Drafts } from './drafts.js';
import type { Experts } from './experts.js';
import type { Exports } from './exports.js';
import type { HistoryGiving } from './grant-give.js';
import type { HistoryTaking } from './grant-take.js';
import type { Notebook } from './notebook.js';
import type { Outbox } from './outbox.js';
import type { RecordLeaves } from './record-leaves.js';
import type { RecordPacks } from './record-packs.js';
import type { Search } from './search.js';
import type { SideNotes } from './side-notes.js';
import type { Speaking } from './speaking.js';
import type { Upkeep } from './upkeep.js';

/** What of a device needs a real relay behind it. */
export type RelayedParts = Pick<
  OpenDevice,
  'administration' | 'pages' | 'regions' | 'carried' | 'record' | 'transport' | 'session' | 'directory'
>;

/** What a client works with, made by `assembleClient`. */
export interface ClientAssembled {
  readonly context: ReadingContext;
  readonly conversations: Conversations;
  readonly outbox: Outbox;
  readonly giving: HistoryGiving;
  readonly taking: HistoryTaking;
  readonly membership: Membership;
  readonly handOver: HandOver;
  readonly consents: Consents;
  readonly views: Views;
  readonly summaries: Summaries;
  readonly speaking: Speaking;
  readonly attachments: Attachments;
  readonly drafts: Drafts;
  readonly notebook: Notebook;
  readonly notes: SideNotes;
  readonly archive: Archive;
  readonly experts: Experts;
  readonly search: Search;
  readonly upkeep: Upkeep;
  /** What needs a real relay behind it. */
  readonly applications: Applications | undefined;
  readonly exports: Exports | undefined;
  readonly leaves: RecordLeaves | undefined;
  readonly packs: RecordPacks | undefined;
  readonly device: RelayedParts | undefined;
}
