import type { ConversationId } from '#contracts';
import { openRewrappedShare, readArchivePost, recoverEpochSecret, sha256, verifyShare } from '#crypto';
import { codeOf, fromBase64url, toBase64url } from '#primitives';
import type { ArchiveRelease } from './archive-files.js';
import { checkRelease } from './archive-kept.js';
import { openingOf, type KnownOpening } from './archive-opening.js';
import { postsOf, wantedEpochs, type Wanted } from './archive-request.js';
import type { ReadingContext } from './conversation-reader.js';
import { Reopening } from './conversation-reopen.js';
import { keys } from './conversation-state.js';
import { placeOf } from './conversation-wrap.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';
import { StoreBatch } from './store-batch.js';

/** How far a recovery has come: epochs looked at, of how many, and messages that became readable. */
export interface RecoveryProgress {
  readonly done: number;
  readonly of: number;
  readonly messages: number;
}

/** How a recovery is followed, and stopped: what came back until then stays, and the next one goes on from there. */
export interface RecoveryOptions {
  readonly onProgress?: (progress: RecoveryProgress) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** What a recovery came to. */
export interface Recovered {
  readonly epochs: number;
  readonly messages: number;
  /** Epochs that it was stopped before. */
  readonly left: number;
  /** Epochs that stay unread, and why: `not-posted`, `too-few` shares that are what was posted, or `other-secret`. */
  readonly missing: readonly {
    readonly conversation: ConversationId;
    readonly epoch: number;
    readonly why: MissingShares;
  }[];
}

/** Why an epoch stays unread. */
export type MissingShares = 'not-posted' | 'too-few' | 'other-secret';

/**
 * Brings back what the shares of k holders open: each is checked against what was posted, the secret against the statement
 * of its epoch, and only then anything is read with it (protocol 4.3). With fewer than k nothing is begun.
 * @param releases - by the holders, untrusted
 * @throws `archive.unopened`, `archive.network`, `archive.device`, `archive.stale`, `archive.too-few`
 */
export async function recoverFromShares(
  context: ReadingContext,
  conversations: Conversations,
  releases: readonly ArchiveRelease[],
  { onProgress, signal }: RecoveryOptions = {},
): Promise<Recovered> {
  const { self, directory } = context.surroundings;
  const known = openingOf(directory.latest, self, releases[0]?.opening);
  const { archive, opening } = known;
  const places = new Set<number>();
  for (const release of releases) {
    if (checkRelease(context, release).opening.id !== opening.id)
      refuse('archive.unopened', 'the releases are of different openings');
    places.add(release.place);
  }
  if (places.size < archive.k)
    refuse(
      'archive.too-few',
      `${String(archive.k)} of ${String(archive.n)} holders must release, and ${String(places.size)} did: nothing can be read before ${String(archive.k - places.size)} more did`,
    );
  const wanted = await wantedEpochs(context, conversations, known);
  const missing: Recovered['missing'][number][] = [];
  let [messages, done] = [0, 0];
  for (const one of wanted) {
    if (signal?.aborted === true) break;
    const secret = await secretOf(context, known, releases, one);
    if (typeof secret === 'string')
      missing.push({ conversation: one.conversation, epoch: one.epoch.epoch, why: secret });
    else messages += await reopen(context, conversations, one, secret);
    done++;
    onProgress?.({ done, of: wanted.length, messages });
  }
  return { epochs: done - missing.length, messages, missing, left: wanted.length - done };
}

/** The epoch's secret from whichever of its posts gives it. */
async function secretOf(
  context: ReadingContext,
  known: KnownOpening,
  releases: readonly ArchiveRelease[],
  wanted: Wanted,
): Promise<Uint8Array | MissingShares> {
  const posts = await postsOf(context.surroundings, wanted, known.archive.id);
  let why: MissingShares = 'not-posted';
  for (const post of posts) {
    const shares = sharesOf(context, known, releases, wanted, post);
    if (shares.length < known.archive.k) {
      why = 'too-few';
      continue;
    }
    try {
      const { conversation, epoch } = wanted;
      return recoverEpochSecret({ ...placeOf(conversation, epoch), k: known.archive.k, shares });
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      why = 'other-secret';
    }
  }
  return why;
}

/**
 * The shares of a post, one of each place: the first that is what was posted, for a release proves its place by nothing
 * else, and whoever claims another's must not keep that other's back.
 */
function sharesOf(
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

/** Reads an epoch with its secret; answers how many messages became readable. */
async function reopen(
  { surroundings }: ReadingContext,
  conversations: Conversations,
  { conversation, epoch }: Wanted,
  E: Uint8Array,
): Promise<number> {
  const reopening = await conversations.alone(conversation, async ({ state }) => {
    const batch = new StoreBatch(surroundings.store);
    const source = { recovered: true } as const;
    const opened = new Reopening(surroundings, batch, state, source);
    batch.put(keys.epoch(conversation, epoch.S), { ...epoch, E: toBase64url(E), ...source });
    await opened.epoch(epoch, E);
    const { writes, told } = surroundings.notices.prepare(opened.findings);
    await batch.write(writes);
    told();
    return opened;
  });
  await conversations.update(conversation, (state) => reopening.after(state));
  const items = [...reopening.items.values()];
  conversations.tell(conversation, items);
  return items.filter((item) => item.is === 'message').length;
}
