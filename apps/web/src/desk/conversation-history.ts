import type { Client, Content } from '#client';
import type { ConversationId, DeviceId, OfficerId } from '#contracts';
import { CodedError, codeOf } from '#primitives';
import type { HistoryPreview } from './api/members.js';
import type { People } from './people.js';

/** Of a preview so many messages are listed; how many there are is always told. */
const LISTED = 200;

/** What a colleague who came later would be able to read of what was before; undefined: nothing may be given. */
export async function previewHistory(
  client: Client,
  id: ConversationId,
  officer: OfficerId,
  people: People,
): Promise<HistoryPreview | undefined> {
  for (const device of await devicesOf(client, id, officer)) {
    const preview = await unlessNothing(client.previewHistory(id, device));
    if (preview === undefined) continue;
    const said = preview.messages.filter(({ content }) => isSaid(content));
    const messages = said.slice(0, LISTED).map(({ seq, storedAt, sender, content, corrections }) => ({
      seq,
      at: storedAt,
      by: people.name(sender.officer),
      text: content?.type === 'text' ? (corrections?.at(-1)?.text ?? content.text) : undefined,
      file: content?.type === 'attachment' ? content.name : undefined,
      corrected: content?.type === 'text' && corrections !== undefined && corrections.length > 0,
    }));
    return { count: said.length, messages };
  }
  return undefined;
}

// Marks of having read, and what only tells of another message, come along and are no messages to a reader.
function isSaid(content: Content | undefined): boolean {
  return content === undefined || content.type === 'text' || content.type === 'attachment';
}

/** Gives each device of a colleague what the preview lists; `promised` where one of them is not ready for it yet. */
export async function giveHistory(
  client: Client,
  id: ConversationId,
  officer: OfficerId,
): Promise<'given' | 'promised'> {
  let promised = false;
  for (const device of await devicesOf(client, id, officer)) {
    promised = (await unlessNothing(client.giveHistory(id, device)))?.promised === true || promised;
  }
  return promised ? 'promised' : 'given';
}

async function devicesOf(client: Client, id: ConversationId, officer: OfficerId): Promise<DeviceId[]> {
  const devices = (await client.members(id)).filter((member) => member.officer === officer);
  if (devices.length === 0)
    throw new CodedError('conversation.not-in-roster', 'the officer is not in the conversation');
  return devices.map(({ device }) => device);
}

async function unlessNothing<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (codeOf(error) === 'grant.nothing') return undefined;
    throw error;
  }
}
