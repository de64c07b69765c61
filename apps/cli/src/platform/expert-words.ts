import type { Client } from '#client';
import type { ConversationId } from '#contracts';
import { remark, type Io } from './io.js';
import { authorityName, officerName } from './names.js';
import { timeOf } from './time.js';

/** Says, before anything else is read or written, that outside experts read a conversation. */
export async function remarkExperts(io: Io, client: Client, conversation: ConversationId): Promise<void> {
  for (const { officer, authority, until } of await client.experts.present(conversation))
    remark(
      io,
      officer === client.identity.officer
        ? `! You are here as an outside expert of ${authorityName(client, authority)}, until ${timeOf(until, io)}.`
        : `! An outside expert reads this conversation until ${timeOf(until, io)}: ${officerName(client, officer)}, sponsored by ${authorityName(client, authority)}.`,
    );
}
