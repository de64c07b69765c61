import { Injectable } from '@nestjs/common';
import type { AuthorityId, ConversationId } from '#contracts';
import { archiveInForce } from '#directory';
import { parseRosterStatement } from '#roster';
import { DirectoryState } from '../directory/directory-state.js';
import { ConversationRepository } from './conversation.repository.js';

/** Which archives hold for which epochs. */
@Injectable()
export class Archives {
  constructor(
    private readonly conversations: ConversationRepository,
    private readonly directory: DirectoryState,
  ) {}

  /** Whether the archive was an authority's, with as many holders, in the directory that the epoch's statement names. */
  async isDue(
    authority: AuthorityId,
    post: {
      readonly conversation: ConversationId;
      readonly statement: Uint8Array;
      readonly archive: string;
      readonly shares: number;
    },
  ): Promise<boolean> {
    const bytes = await this.conversations.statement(post.conversation, post.statement);
    if (bytes === undefined) return false;
    const { size } = parseRosterStatement(bytes).body.directory;
    const found = this.directory.view(size)?.authority(authority);
    const archive = found && archiveInForce(found);
    return archive?.id === post.archive && archive.n === post.shares;
  }
}
