import type { AuthorityId, ConversationId } from '#contracts';
import type { HolderKeys } from '#crypto';
import { archiveInForce } from '#directory';
import { parseArchiveRelease, parseArchiveRequest, formatArchiveFile } from './archive-files.js';
import { KeptShares } from './archive-kept.js';
import { openingOf, type KnownOpening } from './archive-opening.js';
import { recoverFromShares, type Recovered, type RecoveryOptions } from './archive-recover.js';
import { releaseShares, type Released } from './archive-release.js';
import { requestShares, wantedEpochs, type Requested } from './archive-request.js';
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
  /** What of it this device itself keeps. */
  readonly kept: KeptShares;

  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
  ) {
    this.kept = new KeptShares(context, conversations);
  }

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
  async recover(releases: readonly string[], options?: RecoveryOptions): Promise<Recovered> {
    return recoverFromShares(this.context, this.conversations, releases.map(parseArchiveRelease), options);
  }

  /** As {@link recover}, from what {@link KeptShares.keep} has kept of the last opening; it is forgotten once nothing is missing. */
  async recoverKept(options?: RecoveryOptions): Promise<Recovered> {
    const { opening } = this.opened();
    const releases = await this.kept.releases(opening.id);
    const recovered = await recoverFromShares(this.context, this.conversations, releases, options);
    if (recovered.left === 0 && recovered.missing.length === 0) await this.kept.discard();
    return recovered;
  }

  /** The last opening of an archive of one's own authority. @throws `archive.unopened` */
  opened(): KnownOpening {
    const { directory, self } = this.context.surroundings;
    return openingOf(directory.latest, self);
  }

  /** How many epochs the last opening makes readable in which something was said that this device cannot read, by conversation. @throws `archive.unopened` */
  async unread(): Promise<ReadonlyMap<ConversationId, number>> {
    const found = new Map<ConversationId, number>();
    for (const { conversation } of await wantedEpochs(this.context, this.conversations, this.opened()))
      found.set(conversation, (found.get(conversation) ?? 0) + 1);
    return found;
  }
}
