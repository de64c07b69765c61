import { holderKeys, type HolderKeys } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';
import { formatArchiveFile, parseArchiveRelease, type ArchiveRelease } from './archive-files.js';
import { checkRelease, provenShares } from './archive-shares.js';
import type { ReadingContext } from './conversation-reader.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';
import { newHolderSeed } from './holder-file.js';
import { keyNumber } from './store.js';

const HOLDER = 'archive/holder';
const RELEASES = 'archive/release/';

/** What a holder has released, as it waits on the recovering device for the others. */
export interface KeptRelease {
  /** The holder's place in the archive, from 1. */
  readonly place: number;
  readonly shares: number;
}

/** What of an archive a device itself keeps, sealed as everything is: its own key as a holder, and what holders released to it. */
export class KeptShares {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
  ) {}

  /** The keys with which this device is a holder, if it has some. */
  async holder(): Promise<HolderKeys | undefined> {
    const seed = await this.store.get<string>(HOLDER);
    return seed === undefined ? undefined : holderKeys(fromBase64url(seed));
  }

  /** As {@link holder}; makes them where there are none. */
  async madeHolder(): Promise<HolderKeys> {
    const kept = await this.holder();
    if (kept !== undefined) return kept;
    const seed = newHolderSeed();
    await this.store.write([{ key: HOLDER, value: toBase64url(seed) }]);
    return holderKeys(seed);
  }

  /**
   * Keeps what a holder released to this device. Whoever may claim a holder's place: the first that gives shares as they
   * were posted stays, until one gives all of those and more.
   * @throws `archive.form`, `archive.share`, `archive.kept`, and as `checkRelease`
   */
  async keep(text: string): Promise<KeptRelease> {
    const release = parseArchiveRelease(text);
    checkRelease(this.context, release);
    const kept = { place: release.place, shares: release.shares.length };
    const value = formatArchiveFile(release);
    const earlier = (await this.releases(release.opening)).find(({ place }) => place === release.place);
    if (earlier !== undefined && formatArchiveFile(earlier) === value) return kept;
    const given = await provenShares(this.context, this.conversations, release);
    if (given.size === 0)
      refuse('archive.share', 'no share in it is one that was posted and that this device waits for');
    const before = earlier && (await provenShares(this.context, this.conversations, earlier));
    if (before !== undefined && !(given.size > before.size && [...before].every((post) => given.has(post))))
      refuse('archive.kept', 'what is kept of that holder gives as much: this one was not kept');
    await this.store.write([{ key: RELEASES + keyNumber(release.place), value }]);
    return kept;
  }

  /** What is kept of the releases for one opening, and is still of use. */
  async releases(opening: string): Promise<ArchiveRelease[]> {
    const kept = await this.store.range<string>({ prefix: RELEASES });
    return kept
      .map(({ value }) => parseArchiveRelease(value))
      .filter((one) => one.opening === opening && this.context.own.privateKey(one.number) !== undefined);
  }

  /** Forgets every release: all that they give has come back, or shall not. */
  async discard(): Promise<void> {
    const kept = await this.store.range<string>({ prefix: RELEASES });
    await this.store.write(kept.map(({ key }) => ({ key, remove: true as const })));
  }

  private get store(): ReadingContext['surroundings']['store'] {
    return this.context.surroundings.store;
  }
}
