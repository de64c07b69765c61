import type { ConversationId } from '#contracts';
import { isOpened, type ArchiveOpening } from '#directory';
import { isCovered } from './archive-rule.js';
import { epochsOf } from './conversation-reopen.js';
import { keys } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import type { Surroundings } from './surroundings.js';

/** Says in every conversation in scope that an archive was opened (protocol 4.3). */
export class ArchiveOpenings {
  /** The last statement at which a conversation had nothing that an opening covers, by both. */
  readonly #elsewhere = new Map<string, string>();

  constructor(
    private readonly surroundings: Pick<Surroundings, 'store' | 'notices' | 'directory'>,
    private readonly conversations: Conversations,
  ) {}

  /** Looks for openings that a conversation has not been told of. */
  async note(id: ConversationId): Promise<void> {
    const { directory, notices, store } = this.surroundings;
    const openings = directory.latest.authorities().flatMap(({ openings: each }) => each);
    if (openings.length === 0) return;
    const { seq, S } = (await this.conversations.begun(id)).state;
    for (const opening of openings) {
      const key = keys.opened(id, opening.id);
      if (!isOpened(opening, id) || this.#elsewhere.get(key) === S || (await store.get(key)) !== undefined) continue;
      if (!(await this.isAboutIt(id, opening))) {
        this.#elsewhere.set(key, S);
        continue;
      }
      const { device, archive, index } = opening;
      const found = { code: 'archive.opened', conversation: id, seq, device, evidence: { archive, index } } as const;
      await notices.keep({ ...found, detail: `entry ${String(index)}` });
      await store.write([{ key, value: true }]);
      this.#elsewhere.set(key, S);
    }
  }

  private async isAboutIt(id: ConversationId, opening: ArchiveOpening): Promise<boolean> {
    return (await epochsOf(this.surroundings, id)).some((epoch) => isCovered(epoch, opening));
  }
}
