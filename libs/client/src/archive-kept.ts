import { holderKeys, type HolderKeys } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';
import { formatArchiveFile, parseArchiveRelease, type ArchiveRelease } from './archive-files.js';
import { openingFor } from './archive-opening.js';
import type { ReadingContext } from './conversation-reader.js';
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
  constructor(private readonly context: Pick<ReadingContext, 'surroundings' | 'own'>) {}

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

  /** Keeps what a holder released to this device, in the place of what the same holder released before. @throws `archive.form`, and as `checkRelease` */
  async keep(text: string): Promise<KeptRelease> {
    const release = parseArchiveRelease(text);
    checkRelease(this.context, release);
    await this.store.write([{ key: RELEASES + keyNumber(release.place), value: formatArchiveFile(release) }]);
    return { place: release.place, shares: release.shares.length };
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

/**
 * Whether a release is for this device, under an opening that stands in the directory, and to a key that it still has.
 * @throws `archive.network`, `archive.unopened`, `archive.device`, `archive.stale`
 */
export function checkRelease(
  { surroundings, own }: Pick<ReadingContext, 'surroundings' | 'own'>,
  release: ArchiveRelease,
): ReturnType<typeof openingFor> {
  const known = openingFor(surroundings, release);
  if (release.device !== surroundings.self.device) refuse('archive.device', 'a release is for another device');
  if (own.privateKey(release.number) === undefined)
    refuse(
      'archive.stale',
      'a release is wrapped to a key that this device no longer has: ask its holder for a new one',
    );
  return known;
}
