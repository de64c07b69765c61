import { ProblemError, type AttachmentId, type ConversationId } from '#contracts';
import { codeOf } from '#primitives';
import type { AttachmentRelay } from './attachment-relay.js';
import type { StoreWrite } from './store.js';
import type { Surroundings } from './surroundings.js';

interface Discarded {
  readonly conversation: ConversationId;
  readonly attachment: AttachmentId;
}

const PREFIX = 'attachment-discarded/';
/** Answers that may be others a moment later; any other refusal is the last word. */
const passing: ReadonlySet<unknown> = new Set(['rate.limited', 'relay.unavailable', 'relay.fault']);

/** Ciphertexts that no message will name: the relay is asked to delete them until it has answered, also over a restart. */
export class Discards {
  constructor(
    private readonly surroundings: Pick<Surroundings, 'store' | 'relay'>,
    private readonly relay: Pick<AttachmentRelay, 'delete'>,
  ) {}

  /** The write that has one deleted, for the batch of what makes it so. */
  discarding(conversation: ConversationId, attachment: AttachmentId): StoreWrite {
    const value: Discarded = { conversation, attachment };
    return { key: PREFIX + attachment, value };
  }

  /** Asks the relay, where there is a line; what is not answered now is asked again the next time. */
  async sendAll(): Promise<void> {
    const { store, relay } = this.surroundings;
    if (!relay.isConnected()) return;
    for (const { key, value } of await store.range<Discarded>({ prefix: PREFIX })) {
      try {
        await this.relay.delete(value.conversation, value.attachment);
      } catch (error) {
        if (!(error instanceof ProblemError) || passing.has(codeOf(error))) return;
      }
      await store.write([{ key, remove: true }]);
    }
  }
}
