import type { Client } from '#client';
import type { ConversationId, MessageId } from '#contracts';
import type { Change } from '#roster';
import { print, remark, type Io } from './io.js';
import { shortId } from './names.js';

/** What the author of a proposal types once everybody has agreed. */
export function enactLine(conversation: ConversationId, place: number): string {
  return `comity conversation consent ${shortId(conversation)} ${String(place)} --enact`;
}

/**
 * Makes a change that others must agree to, or asks them, and prints which of the two.
 * @param done - the words for a change that nobody else had to agree to
 * @param keys - what the document names besides the conversation and the message that asked
 */
export async function proposeChange(
  io: Io,
  client: Client,
  conversation: ConversationId,
  change: Change,
  { done, keys = {} }: { readonly done: string; readonly keys?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const asked = await client.propose(conversation, change);
  print(io, asked === undefined ? done : 'every party was asked for consent', { conversation, ...keys, asked });
  if (asked === undefined) return;
  const place = await placeOf(client, conversation, asked);
  if (place !== undefined) remark(io, `When all have agreed, you make it so with: ${enactLine(conversation, place)}`);
}

async function placeOf(client: Client, conversation: ConversationId, asked: MessageId): Promise<number | undefined> {
  return (await client.proposals(conversation)).find((proposal) => proposal.asked === asked)?.seq;
}
