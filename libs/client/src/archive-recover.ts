import type { ConversationId } from '#contracts';
import { recoverEpochSecret } from '#crypto';
import { codeOf, toBase64url } from '#primitives';
import type { ArchiveRelease } from './archive-files.js';
import { openingOf, type KnownOpening } from './archive-opening.js';
import { postsOf, wantedEpochs, type Wanted } from './archive-request.js';
import { checkRelease, sharesOf } from './archive-shares.js';
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
