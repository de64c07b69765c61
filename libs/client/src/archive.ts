import type { AuthorityId, ConversationId } from '#contracts';
import type { HolderKeys } from '#crypto';
import { archiveInForce } from '#directory';
import { parseArchiveRelease, parseArchiveRequest, formatArchiveFile } from './archive-files.js';
import { recoverFromShares, type Recovered, type RecoveryProgress } from './archive-recover.js';
import { releaseShares, type Released } from './archive-release.js';
import { requestShares, type Requested } from './archive-request.js';
import type { ReadingContext } from './conversation-reader.js';
import type { Conversations } from './conversations.js';

/** A party's archive of a conversation, as it is to be known before anything is written there. */
export interface KeptArchive {
  readonly authority: AuthorityId;
  /** How many of how many holders open it together. */
  readonly k: number;
  readonly n: number;
  /** `false` while it holds for the present epoch alone: its authority has ended or replaced it. */
  readonly lasts: boolean;
}

/** The archives of conversations: who keeps one, what holders give, and how history comes back (protocol 4.2, 4.3). */
export class Archive {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
  ) {}

  /** Who keeps an archive of what is written in a conversation now, or of what will be after the next change of keys. */
  async keptOf(conversation: ConversationId): Promise<KeptArchive[]> {
    const { latest } = this.context.surroundings.directory;
    const { roster, epoch } = await this.conversations.begun(conversation);
    return roster.parties.flatMap(({ authority: id, capacity }) => {
      const authority = capacity === 'party' ? latest.authority(id) : undefined;
      const lasting = authority && archiveInForce(authority);
      const name = epoch.archives?.find((one) => one.authority === id)?.archive;
      const present = authority?.archives.find((one) => one.id === name);
      const shown = lasting ?? present;
      return shown === undefined ? [] : [{ authority: id, k: shown.k, n: shown.n, lasts: lasting !== undefined }];
    });
  }

  /** What this device asks of the holders: the text for them, and what is in it. @throws as `requestShares` */
  async request(): Promise<Requested & { readonly text: string }> {
    const requested = await requestShares(this.context, this.conversations);
    return { ...requested, text: formatArchiveFile(requested.request) };
  }

  /** A holder's answer to a request: the text for the recovering device. @throws `archive.form`, and as `releaseShares` */
  async release(request: string, holder: HolderKeys): Promise<Released & { readonly text: string }> {
    const released = await releaseShares(this.context, parseArchiveRequest(request), holder);
    return { ...released, text: formatArchiveFile(released.release) };
  }

  /** Brings history back from the releases of k holders. @throws `archive.form`, and as `recoverFromShares` */
  async recover(releases: readonly string[], onProgress?: (progress: RecoveryProgress) => void): Promise<Recovered> {
    return recoverFromShares(this.context, this.conversations, releases.map(parseArchiveRelease), onProgress);
  }
}
