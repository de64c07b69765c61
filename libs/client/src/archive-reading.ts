import { readArchivePost, sha256, verifyArchivePost } from '#crypto';
import { codeOf, toBase64url } from '#primitives';
import { deviceIn } from '#roster';
import { splitOf } from './archive-rule.js';
import { placed, refusal } from './conversation-content.js';
import type { Frame } from './conversation-frame.js';
import type { ConversationItem } from './conversation-item.js';
import type { Page } from './conversation-page.js';
import { keys, type EpochArchive, type EpochRecord } from './conversation-state.js';
import type { Finding } from './notices.js';
import type { Surroundings } from './surroundings.js';

/**
 * Where each distinct post of one epoch for one archive first stands, and whether one of them was seen to be the one that
 * follows from the secret. However many there are: who lacks the secret cannot tell which of them to leave out.
 */
export interface Posted {
  /** `hash` is SHA-256 of the post, in base64url. */
  readonly posts: readonly { readonly seq: number; readonly hash: string }[];
  readonly checked: boolean;
}

/**
 * Judges an archive frame: every member who holds the epoch's secret makes the post again and compares it bit for bit
 * (protocol 4.2). From the relay: it could invent such a frame in anybody's name, and none that is true.
 */
export async function readArchiveFrame(
  surroundings: Surroundings,
  page: Page,
  frame: Frame,
): Promise<{ item: ConversationItem; findings: readonly Finding[] }> {
  const { id } = page.state;
  const epoch = await page.batch.get<EpochRecord>(keys.epoch(id, toBase64url(frame.S)));
  const archive = archiveIn(frame.bytes);
  const seat = page.roster && deviceIn(page.roster, frame.sender);
  const entry = epoch?.archives?.find((one) => one.archive === archive && one.authority === seat?.authority);
  const failure = surroundings.checks.failure('archive.post', () => {
    if (archive === undefined) return 'form';
    if (seat?.capacity !== 'party' || entry === undefined) return 'not declared';
    return epoch && falsePost(surroundings, page, epoch, entry, frame.bytes);
  });
  if (failure !== undefined || epoch === undefined || seat === undefined)
    return refusal(surroundings, page, frame, 'archive.false', failure ?? 'not declared');
  const checked = epoch.E !== undefined;
  const key = keys.posted(id, epoch.S, archive ?? '');
  const before = await page.batch.get<Posted>(key);
  const { posts = [] } = before ?? {};
  const hash = toBase64url(sha256(frame.bytes));
  const isNoted = posts.some((post) => post.hash === hash);
  page.batch.put(key, {
    posts: isNoted ? posts : [...posts, { seq: frame.seq, hash }],
    checked: checked || before?.checked === true,
  } satisfies Posted);
  return {
    item: {
      ...placed(surroundings, page, frame),
      is: 'archived',
      epoch: epoch.epoch,
      authority: seat.authority,
      checked,
    },
    findings: [],
  };
}

function archiveIn(post: Uint8Array): string | undefined {
  try {
    return toBase64url(readArchivePost(post).archive);
  } catch {
    return undefined;
  }
}

function falsePost(
  { directory }: Surroundings,
  page: Page,
  epoch: EpochRecord,
  entry: EpochArchive,
  post: Uint8Array,
): string | undefined {
  const split = splitOf(directory.latest, page.state.id, epoch, entry);
  try {
    if (split !== undefined) verifyArchivePost({ ...split, post });
    return undefined;
  } catch (error) {
    return codeOf(error) ?? 'form';
  }
}
