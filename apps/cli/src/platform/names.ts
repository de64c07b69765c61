import type { AuthorityId, ConversationId, MessageId, OfficerId } from '#contracts';
import { OfficerId as Officer } from '#contracts';
import type { Client, ConversationItem } from '#client';
import { CodedError } from '#primitives';
import type { Authority } from '#directory';
import { safeLine } from './io.js';

const SHORT = 8;

/** An officer's name where it was given to this client, else the id. */
export function officerName({ directory }: Pick<Client, 'directory'>, officer: OfficerId | undefined): string {
  if (officer === undefined) return '(unknown)';
  const name = directory.nameOf(officer);
  return name === undefined ? officer : safeLine(name);
}

/** An authority's name as notified, else the id. */
export function authorityName({ directory }: Pick<Client, 'directory'>, authority: AuthorityId | undefined): string {
  if (authority === undefined) return '(unknown)';
  return safeLine(directory.latest.authority(authority)?.name ?? authority);
}

/** The first characters of an id: enough to type, and to tell a few apart. Without the dashes that it may begin with, which would make an option of it. */
export function shortId(id: string): string {
  return withoutDashes(id).slice(0, SHORT);
}

/** A whole id as an argument that is copied into a shell: no option is made of one that begins with a dash. */
export function asArgument(id: string): string {
  return id.startsWith('-') ? `-- ${id}` : id;
}

/** Whether an id is meant by its beginning, as {@link shortId} shows it. */
export function isMeant(id: string, words: string): boolean {
  return withoutDashes(words) !== '' && withoutDashes(id).startsWith(withoutDashes(words));
}

function withoutDashes(id: string): string {
  return id.replace(/^-+/, '');
}

/**
 * The conversation whose id begins so; else the only one, closed ones aside, with an authority of which the words are a
 * part of the name. @throws `conversation.unknown`, `person.ambiguous`
 */
export async function findConversation(client: Client, words: string): Promise<ConversationId> {
  const all = words === '' ? [] : await client.conversations();
  const byId = all.filter(({ id }) => id.startsWith(words));
  const wanted = words.toLocaleLowerCase();
  const isWith = (authority: AuthorityId): boolean =>
    `${authority} ${authorityName(client, authority)}`.toLocaleLowerCase().includes(wanted);
  const found = byId.length > 0 ? byId : all.filter(({ closed, counterparts }) => !closed && counterparts.some(isWith));
  const [only, another] = found;
  if (only === undefined)
    throw new CodedError(
      'conversation.unknown',
      `no conversation here begins with ${words} or is with such an authority: see "comity inbox"`,
    );
  if (another !== undefined)
    throw new CodedError(
      'person.ambiguous',
      `${found.length} conversations match ${words}: type the beginning of the id, such as ${shortId(only.id)}`,
    );
  return only.id;
}

/** The id of {@link authorityOf}. @throws `person.unknown`, `person.ambiguous` */
export function findAuthority(client: Pick<Client, 'directory'>, words: string): AuthorityId {
  return authorityOf(client, words).id;
}

/** An authority by id, or by a part of its id or name. @throws `person.unknown`, `person.ambiguous` */
export function authorityOf({ directory }: Pick<Client, 'directory'>, words: string): Authority {
  const all = directory.latest.authorities();
  const exact = all.find(({ id }) => id === words || id === `authority:${words}`);
  if (exact !== undefined) return exact;
  const wanted = words.trim().toLocaleLowerCase();
  const found =
    wanted === ''
      ? []
      : all.filter(({ id, name }) => `${id.slice('authority:'.length)} ${name}`.toLocaleLowerCase().includes(wanted));
  const [only, another] = found;
  if (only === undefined)
    throw new CodedError('person.unknown', `no authority is named "${words}": see "comity directory find"`);
  if (another !== undefined)
    throw new CodedError(
      'person.ambiguous',
      `"${words}" could be ${found
        .slice(0, 5)
        .map(({ id }) => id)
        .join(' or ')}: give the id`,
    );
  return only;
}

/** The message at a place of a conversation, as it is shown: `12` or `#12`. @throws `message.absent` */
export async function findMessage(client: Client, conversation: ConversationId, place: string): Promise<MessageId> {
  const seq = Number(place.replace(/^#/, ''));
  const item = Number.isSafeInteger(seq) && seq > 0 ? await itemAt(client, conversation, seq) : undefined;
  if (item?.is !== 'message')
    throw new CodedError('message.absent', `there is no readable message ${place} in this conversation`);
  return item.id;
}

async function itemAt(
  client: Client,
  conversation: ConversationId,
  seq: number,
): Promise<ConversationItem | undefined> {
  const { items } = await client.messages(conversation, { before: seq + 1, limit: 1 });
  return items.find((item) => item.seq === seq);
}

/** An officer of an authority by id, or by a part of the name. @throws `person.unknown`, `person.ambiguous` */
export function findOfficer(client: Client, authority: AuthorityId, words: string): OfficerId {
  const wanted = words.toLocaleLowerCase();
  const { latest } = client.directory;
  const officers = [...latest.officersOf(authority), ...latest.accreditedTo(authority)].filter(
    ({ dismissed }) => !dismissed,
  );
  const exact = officers.find(({ id }) => id === words);
  if (exact !== undefined) return Officer.parse(exact.id);
  const [only, another] = officers.filter(({ id }) => officerName(client, id).toLocaleLowerCase().includes(wanted));
  if (only === undefined)
    throw new CodedError(
      'person.unknown',
      `nobody of ${authority} is named "${words}": see "comity directory show ${authority}"`,
    );
  if (another !== undefined)
    throw new CodedError(
      'person.ambiguous',
      `several officers of ${authority} match "${words}": give more of the name, or the id`,
    );
  return only.id;
}
