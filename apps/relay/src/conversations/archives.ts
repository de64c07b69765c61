import { Injectable } from '@nestjs/common';
import type { AuthorityId, ConversationId, DeviceId } from '#contracts';
import { archiveInForce } from '#directory';
import { toBase64url } from '#primitives';
import { parseRosterStatement } from '#roster';
import { DirectoryState } from '../directory/directory-state.js';
import { forgetOldest } from '../platform/forget-oldest.js';
import { ConversationsRepository } from './conversations.repository.js';
import { FramesRepository } from './frames.repository.js';

/** So many epochs, and so many first posts, are remembered: some 200 bytes each. */
const MOST_KEPT = 20_000;

/** A post as far as it is judged here: of which epoch, by `S`, and for which archive. */
interface Post {
  readonly conversation: ConversationId;
  readonly statement: Uint8Array;
  readonly archive: string;
  readonly id: string;
}

/** Which archives hold for which epochs, and who has posted what to them. */
@Injectable()
export class Archives {
  // In order of coming. Neither is ever anything else: an epoch's directory, and which of a device's posts is the first.
  readonly #sizes = new Map<string, number>();
  readonly #posted = new Map<string, string>();

  constructor(
    private readonly conversations: ConversationsRepository,
    private readonly frames: FramesRepository,
    private readonly directory: DirectoryState,
  ) {}

  /** Whether the archive was an authority's, with as many holders, in the directory that the epoch's statement names. */
  async isDue(authority: AuthorityId, post: Omit<Post, 'id'> & { readonly shares: number }): Promise<boolean> {
    const size = await this.sizeOf(post);
    const found = size === undefined ? undefined : this.directory.view(size)?.authority(authority);
    const archive = found && archiveInForce(found);
    return archive?.id === post.archive && archive.n === post.shares;
  }

  /** The id of a device's first post of an epoch to an archive: the one given, which is then waited for, unless there is one. */
  async first(sender: DeviceId, post: Post): Promise<string> {
    const { conversation, statement, archive, id } = post;
    const name = nameOf(sender, post);
    const stored = this.#posted.get(name) ?? (await this.frames.archivePost(conversation, statement, archive, sender));
    // What another has claimed meanwhile is first.
    const first = this.#posted.get(name) ?? stored ?? id;
    keep(this.#posted, name, first);
    return first;
  }

  /** Forgets what {@link first} has noted of a post that was not stored, or of which nobody knows. */
  forget(sender: DeviceId, post: Post): void {
    this.#posted.delete(nameOf(sender, post));
  }

  private async sizeOf({ conversation, statement }: Omit<Post, 'id'>): Promise<number | undefined> {
    const name = `${conversation} ${toBase64url(statement)}`;
    const kept = this.#sizes.get(name);
    if (kept !== undefined) return kept;
    const bytes = await this.conversations.statement(conversation, statement);
    if (bytes === undefined) return undefined;
    const { size } = parseRosterStatement(bytes).body.directory;
    keep(this.#sizes, name, size);
    return size;
  }
}

function nameOf(sender: DeviceId, { conversation, statement, archive }: Post): string {
  return `${conversation} ${toBase64url(statement)} ${archive} ${sender}`;
}

function keep<Value>(kept: Map<string, Value>, name: string, value: Value): void {
  kept.set(name, value);
  forgetOldest(kept, MOST_KEPT);
}
