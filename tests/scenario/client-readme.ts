import { diskDatabase, nodeEnvironment } from '#cli/platform/environment';
import { openClient } from '#client';

/** Answers whatever was said last in every conversation, from a case-management system, say. */
export async function answerAll(store: string, passphrase: string, answer: string): Promise<void> {
  const client = await openClient(nodeEnvironment(diskDatabase(store)), passphrase);
  await client.sync();
  for (const { id, unread } of await client.conversations()) if (unread > 0) await client.say(id, answer);
  await client.sync();
  await client.close();
}
