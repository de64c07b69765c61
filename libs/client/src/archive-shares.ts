import { openRewrappedShare, readArchivePost, sha256, verifyShare } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import type { ArchiveRelease } from './archive-files.js';
import { openingFor, type KnownOpening } from './archive-opening.js';
import { postsOf, wantedEpochs, type Wanted } from './archive-request.js';
import type { ReadingContext } from './conversation-reader.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';

/**
 * Whether a release is for this device, under an opening that stands in the directory, and to a key that it still has.
 * @throws `archive.network`, `archive.unopened`, `archive.device`, `archive.stale`
 */
export function checkRelease(
  { surroundings, own }: Pick<ReadingContext, 'surroundings' | 'own'>,
  release: ArchiveRelease,
): KnownOpening {
  const known = openingFor(surroundings, release);
  if (release.device !== surroundings.self.device) refuse('archive.device', 'a release is for another device');
  if (own.privateKey(release.number) === undefined)
    refuse(
      'archive.stale',
      'a release is wrapped to a key that this device no longer has: ask its holder for a new one',
    );
  return known;
}

/**
 * The posts, by their hashes, of which a release gives this device the share that was posted, and that it still waits for.
 * @throws as {@link checkRelease}
 */
export async function provenShares(
  context: ReadingContext,
  conversations: Conversations,
  release: ArchiveRelease,
): Promise<ReadonlySet<string>> {
  const known = checkRelease(context, release);
  const proven = new Set<string>();
  for (const wanted of await wantedEpochs(context, conversations, known)) {
    for (const post of await postsOf(context.surroundings, wanted, known.archive.id)) {
      if (shareOf(context, known, release, wanted, post) !== undefined) proven.add(toBase64url(sha256(post)));
    }
  }
  return proven;
}

/**
 * The shares of a post, one of each place: the first that is what was posted, for a release proves its place by nothing
 * else, and whoever claims another's must not keep that other's back.
 */
export function sharesOf(
  context: ReadingContext,
  known: KnownOpening,
  releases: readonly ArchiveRelease[],
  wanted: Wanted,
  post: Uint8Array,
): Uint8Array[] {
  const byPlace = new Map<number, Uint8Array>();
  for (const release of releases) {
    if (byPlace.has(release.place)) continue;
    const share = shareOf(context, known, release, wanted, post);
    if (share !== undefined) byPlace.set(release.place, share);
  }
  return [...byPlace.values()];
}

/** The share of a post in a release: none where there is none, or another than was posted. */
function shareOf(
  { own }: ReadingContext,
  { archive, opening }: KnownOpening,
  { number, place: i, shares }: ArchiveRelease,
  { conversation, epoch }: Wanted,
  post: Uint8Array,
): Uint8Array | undefined {
  const hash = toBase64url(sha256(post));
  const released = shares.find((one) => one.conversation === conversation && one.S === epoch.S && one.post === hash);
  const privateKey = own.privateKey(number);
  if (released === undefined || privateKey === undefined) return undefined;
  const place = { conversation, S: fromBase64url(epoch.S), archive: fromBase64url(archive.id), i };
  try {
    const { commitment } = readArchivePost(post).shares[i - 1] ?? refuse('archive.form');
    const opened = fromBase64url(opening.id);
    const wrap = fromBase64url(released.wrap);
    const share = openRewrappedShare({ ...place, opened, device: opening.device, number, privateKey, wrap });
    verifyShare({ ...place, share, commitment });
    return share;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  }
}
