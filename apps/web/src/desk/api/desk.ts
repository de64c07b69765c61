import type { Access } from './access.js';
import type { AdministrationDesk } from './administration.js';
import type { ApplicationsDesk } from './applications.js';
import type { ApplyingDesk } from './applying.js';
import type { ArchiveDesk } from './archive.js';
import type { Conversations } from './conversations.js';
import type { DevicesDesk } from './devices.js';
import type { DirectoryDesk } from './directory.js';
import type { ExpertsDesk } from './experts.js';
import type { ExportsDesk } from './exports.js';
import type { FilesDesk } from './files.js';
import type { HandOversDesk } from './hand-overs.js';
import type { InboxDesk } from './inbox.js';
import type { ImportsDesk } from './imports.js';
import type { RegionsDesk } from './regions.js';
import type { PagesDesk } from './pages.js';
import type { RecordDesk } from './record.js';
import type { SettingsDesk } from './settings.js';
import type { SignaturesDesk } from './signatures.js';
import type { TokensDesk } from './tokens.js';
import type { Topic } from './topics.js';
import type { TrustDesk } from './trust.js';

/**
 * What the page may ask of the worker, by noun. Every method answers plain values; keys, statements and ciphertext never
 * cross. A refusal crosses as an error with its `code`.
 */
export interface Desk {
  readonly access: Access;
  readonly applying: ApplyingDesk;
  readonly conversations: Conversations;
  readonly devices: DevicesDesk;
  readonly administration: AdministrationDesk;
  readonly applications: ApplicationsDesk;
  readonly experts: ExpertsDesk;
  readonly archive: ArchiveDesk;
  readonly exports: ExportsDesk;
  readonly files: FilesDesk;
  readonly handOvers: HandOversDesk;
  readonly inbox: InboxDesk;
  readonly directory: DirectoryDesk;
  readonly imports: ImportsDesk;
  readonly regions: RegionsDesk;
  readonly pages: PagesDesk;
  readonly trust: TrustDesk;
  readonly record: RecordDesk;
  readonly settings: SettingsDesk;
  readonly signatures: SignaturesDesk;
  readonly tokens: TokensDesk;
}

/** The channel on which the worker says which views have changed. */
export const CHANGES = 'comity.changes';

/** What is said there. */
export interface Changed {
  readonly topics: readonly Topic[];
}
