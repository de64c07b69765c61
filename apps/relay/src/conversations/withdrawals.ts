import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ConversationId } from '#contracts';
import { Checkpointer } from '../audit/checkpointer.js';
import { DirectoryService } from '../directory/directory.service.js';
import { DirectoryState } from '../directory/directory-state.js';
import { FrameFanOut } from './frame-fan-out.js';
import { Rosters } from './rosters.js';

/**
 * Has the members of a conversation change its keys as soon as the witnesses confirm that an expert's sponsorship was
 * withdrawn: not at their next message, nor with their next look at the directory.
 */
@Injectable()
export class Withdrawals implements OnModuleInit {
  /** The size of the directory that says it, by conversation. */
  readonly #due = new Map<ConversationId, number>();

  constructor(
    private readonly directory: DirectoryService,
    private readonly state: DirectoryState,
    private readonly checkpointer: Checkpointer,
    private readonly rosters: Rosters,
    private readonly fanOut: FrameFanOut,
  ) {}

  onModuleInit(): void {
    this.directory.onStating((_tx, body) => {
      const { latest } = this.state;
      const conversation = body.type === 'expert.ended' ? latest.officer(body.officer)?.conversation : undefined;
      if (conversation !== undefined) this.#due.set(conversation, latest.size + 1);
      return Promise.resolve();
    });
    this.checkpointer.onShown(async (log) => {
      if (log === 'directory') await this.tell();
    });
  }

  private async tell(): Promise<void> {
    const size = this.checkpointer.shown('directory')?.size ?? 0;
    for (const [conversation, needed] of [...this.#due]) {
      if (size < needed) continue;
      this.#due.delete(conversation);
      const roster = await this.rosters.latest(conversation);
      if (roster?.devices.some(({ capacity }) => capacity === 'expert') === true)
        this.fanOut.advanceDue(roster, 'eviction');
    }
  }
}
