import type { ConversationId } from '#contracts';
import { isOpened } from '#directory';
import { fromUtf8, toBase64url } from '#primitives';
import { POSTS_PER_ITEM, type ArchiveRequest } from './archive-files.js';
import { openingOf } from './archive-opening.js';
import type { Posted } from './archive-reading.js';
import { isCovered } from './archive-rule.js';
import { decodeFrame } from './conversation-frame.js';
import type { ReadingContext } from './conversation-reader.js';
import { epochsOf } from './conversation-reopen.js';
import { keys, type EpochRecord } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';

/** What is asked of the holders, and what no holder can bring back. */
export interface Requested {
  readonly request: ArchiveRequest;
  readonly conversations: readonly ConversationId[];
  /** Epochs that this device cannot read and that stand in no post, by conversation: nothing brings them back. */
  readonly lost: readonly { readonly conversation: ConversationId; readonly epoch: number }[];
  /** Conversations in scope that this device is not in: a member adds it first. */
  readonly absent: readonly ConversationId[];
}

/** An epoch of a conversation that an opening makes readable and this device cannot read. */
export interface Wanted {
  readonly conversation: ConversationId;
  readonly epoch: EpochRecord;
}

/** The epochs in the scope of an opening in which something was said that is not readable here. */
export async function wantedEpochs(
  { surroundings }: Pick<ReadingContext, 'surroundings'>,
  conversations: Conversations,
  known: ReturnType<typeof openingOf>,
): Promise<Wanted[]> {
  const wanted: Wanted[] = [];
  for (const conversation of conversations.states.keys()) {
    if (!isOpened(known.opening, conversation)) continue;
    const epochs = (await epochsOf(surroundings, conversation)).filter(
      (epoch) => epoch.E === undefined && isCovered(epoch, known.opening),
    );
    const spoken = epochs.length === 0 ? new Set() : await spokenIn(surroundings, conversation);
    for (const epoch of epochs) if (spoken.has(epoch.S)) wanted.push({ conversation, epoch });
  }
  return wanted;
}

async function spokenIn({ store }: ReadingContext['surroundings'], id: ConversationId): Promise<ReadonlySet<string>> {
  const frames = (await store.rangeBytes({ prefix: keys.frames(id) })).map(({ bytes }) => decodeFrame(bytes).frame);
  return new Set(frames.filter(({ kind }) => kind === 'content').map(({ S }) => toBase64url(S)));
}

/** The distinct posts that stand of an epoch, as they came. */
export async function postsOf(
  { store }: Pick<ReadingContext['surroundings'], 'store'>,
  { conversation, epoch }: Wanted,
  archive: string,
): Promise<Uint8Array[]> {
  const posted = await store.get<Posted>(keys.posted(conversation, epoch.S, archive));
  const posts: Uint8Array[] = [];
  for (const { seq } of posted?.posts ?? []) {
    const stored = await store.getBytes(keys.frame(conversation, seq));
    if (stored !== undefined) posts.push(decodeFrame(stored).frame.bytes);
  }
  return posts;
}

/**
 * Gathers what the holders need, for the device that an opening names.
 * @throws `archive.unopened`, `archive.device`, `archive.nothing`
 */
export async function requestShares(context: ReadingContext, conversations: Conversations): Promise<Requested> {
  const { self, directory, store } = context.surroundings;
  const known = openingOf(directory.latest, self);
  if (known.opening.device !== self.device) refuse('archive.device', 'the archive was opened to another device');
  const epochs: ArchiveRequest['epochs'] = [];
  const lost: { conversation: ConversationId; epoch: number }[] = [];
  const found = new Set<ConversationId>();
  for (const wanted of await wantedEpochs(context, conversations, known)) {
    const { conversation, epoch } = wanted;
    const posts = await postsOf(context.surroundings, wanted, known.archive.id);
    const statement = await store.getBytes(keys.frame(conversation, epoch.seq));
    if (posts.length === 0 || statement === undefined) lost.push({ conversation, epoch: epoch.epoch });
    else {
      found.add(conversation);
      const text = fromUtf8(decodeFrame(statement).frame.bytes);
      for (let from = 0; from < posts.length; from += POSTS_PER_ITEM)
        epochs.push({ statement: text, posts: posts.slice(from, from + POSTS_PER_ITEM).map(toBase64url) });
    }
  }
  if (epochs.length === 0) refuse('archive.nothing', 'nothing in the scope of the opening waits for its holders');
  const { scope } = known.opening;
  const request: ArchiveRequest = {
    format: 'comity/archive-request/v1',
    network: toBase64url(self.networkId),
    authority: self.authority,
    opening: known.opening.id,
    archive: known.archive.id,
    device: self.device,
    epochs,
  };
  const absent = scope === 'all' ? [] : scope.filter((id) => conversations.states.get(id) === undefined);
  return { request, conversations: [...found], lost, absent };
}
