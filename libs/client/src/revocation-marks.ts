import type { ConversationItem } from './conversation-item.js';
import { keys, loggedBefore } from './conversation-state.js';
import type { Conversations } from './conversations.js';
import type { Revoked } from './revocations.js';
import type { Store, StoreWrite } from './store.js';

/**
 * Marks what a device is said to have written before its revocation was seen here, where no head logged by then covers
 * it (protocol 2.7); with a seat only what it wrote for that authority.
 */
export async function markAfterRevocation(
  store: Store,
  conversations: Conversations,
  { device, seat, before }: Revoked,
): Promise<void> {
  for (const id of conversations.states.keys()) {
    await conversations.alone(id, async ({ state }) => {
      const after = keys.item(id, loggedBefore(state, before));
      const later = await store.range<ConversationItem>({ prefix: keys.items(id), after });
      const theirs = later
        .map(({ value }) => value)
        .filter((item) => item.is === 'message' && item.sender.device === device)
        .filter(({ sender }) => seat === undefined || sender.authority === seat);
      const marked = theirs.map((item): ConversationItem => ({ ...item, afterRevocation: true }) as ConversationItem);
      await store.write(marked.map((item): StoreWrite => ({ key: keys.item(id, item.seq), value: item })));
      conversations.tell(id, marked);
    });
  }
}
