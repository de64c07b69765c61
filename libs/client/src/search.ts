import type { AuthorityId, ConversationId, MessageId, OfficerId } from '#contracts';
import { noFacts, type ConversationFacts } from './conversation-facts.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import { keys } from './conversation-state.js';
import { headingOf } from './conversation-summary.js';
import type { Conversations } from './conversations.js';
import { folded, holdsAll, wordsOf } from './search-text.js';
import type { Surroundings } from './surroundings.js';

/** A conversation whose subject, references or members hold the words. */
export interface FoundConversation {
  readonly conversation: ConversationId;
  readonly in: 'subject' | 'reference' | 'member';
  /** What holds them, as it was written. */
  readonly text: string;
}

/** A message that holds the words. */
export interface FoundMessage {
  readonly conversation: ConversationId;
  readonly message: MessageId;
  readonly seq: number;
  /** Its words as they are shown now. */
  readonly text: string;
  readonly storedAt: number;
  readonly officer: OfficerId | undefined;
}

/** What holds the words, the newest first. */
export interface Found {
  readonly conversations: readonly FoundConversation[];
  readonly messages: readonly FoundMessage[];
}

interface Entry extends FoundMessage {
  readonly folded: string;
}

const MOST = 50;
/** Items that are read from the store at a time. */
const PART = 250;

/**
 * Search on the device: nothing searchable leaves it, nor lies on its disk. The words of all messages are held in memory
 * once the first question was asked, and kept up to date from then on.
 */
export class Search {
  #messages: Promise<Map<string, Entry>> | undefined;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly conversations: Conversations,
  ) {}

  /** Makes the first question as quick as the others: takes seconds for fifty thousand messages. */
  async prepare(): Promise<void> {
    await this.messages();
  }

  /** What holds every word of a question, in any case and with or without accents. */
  async find(question: string, most = MOST): Promise<Found> {
    const words = wordsOf(question);
    if (words.length === 0) return { conversations: [], messages: [] };
    return {
      conversations: (await this.findConversations(words)).slice(0, most),
      messages: await this.findMessages(words, most),
    };
  }

  private async findConversations(words: readonly string[]): Promise<FoundConversation[]> {
    const { store, self } = this.surroundings;
    const found: FoundConversation[] = [];
    const newest = [...this.conversations.states.values()]
      .filter(({ S }) => S !== '')
      .sort((a, b) => b.lastAt - a.lastAt);
    for (const { id } of newest) {
      const facts = (await store.get<ConversationFacts>(keys.facts(id))) ?? noFacts;
      if (facts.notebook === true) continue;
      const { subject, references } = headingOf(facts);
      const { roster } = await this.conversations.begun(id);
      const members = new Map<string, AuthorityId>();
      for (const { officer, authority } of roster.devices)
        if (officer !== self.officer) members.set(officer, authority);
      const texts: [FoundConversation['in'], string][] = [
        ...(subject === undefined ? [] : [['subject', subject] as [FoundConversation['in'], string]]),
        ...Object.values(references).map((text): [FoundConversation['in'], string] => ['reference', text]),
        ...[...members].map(([officer, authority]): [FoundConversation['in'], string] => [
          'member',
          this.nameOf(officer as OfficerId, authority),
        ]),
      ];
      const match = texts.find(([, text]) => holdsAll(folded(text), words));
      if (match !== undefined) found.push({ conversation: id, in: match[0], text: match[1] });
    }
    return found;
  }

  private async findMessages(words: readonly string[], most: number): Promise<FoundMessage[]> {
    const found: Entry[] = [];
    for (const entry of (await this.messages()).values()) if (holdsAll(entry.folded, words)) found.push(entry);
    found.sort((a, b) => b.storedAt - a.storedAt || b.seq - a.seq);
    return found.slice(0, most).map(({ folded: _folded, ...message }) => message);
  }

  private messages(): Promise<Map<string, Entry>> {
    this.#messages ??= this.load();
    return this.#messages;
  }

  private async load(): Promise<Map<string, Entry>> {
    const entries = new Map<string, Entry>();
    const take = (item: ConversationItem): void => {
      const entry = item.is === 'message' ? entryOf(item) : undefined;
      const place = `${item.conversation} ${String(item.seq)}`;
      if (entry === undefined) entries.delete(place);
      else entries.set(place, entry);
    };
    // Listened to first: what changes meanwhile is newer than what is read.
    const changed: ConversationItem[] = [];
    let loaded = false;
    this.conversations.onItems((_id, items) => {
      if (loaded) for (const item of items) take(item);
      else changed.push(...items);
    });
    for (const id of this.conversations.states.keys()) await this.each(id, take);
    loaded = true;
    for (const item of changed) take(item);
    return entries;
  }

  // In parts, so that whatever else the client has to do comes in between.
  private async each(id: ConversationId, take: (item: ConversationItem) => void): Promise<void> {
    const { store } = this.surroundings;
    let part: { readonly key: string; readonly value: ConversationItem }[] = [];
    do {
      const after = part.at(-1)?.key ?? keys.items(id);
      part = await store.range<ConversationItem>({ prefix: keys.items(id), after, limit: PART });
      for (const { value } of part) take(value);
    } while (part.length === PART);
  }

  private nameOf(officer: OfficerId, authority: AuthorityId): string {
    const { directory } = this.surroundings;
    const { name: office = authority, state = '' } = directory.latest.authority(authority) ?? {};
    return [directory.nameOf(officer) ?? officer, office, state].join(', ');
  }
}

function entryOf(item: MessageItem): Entry | undefined {
  const { conversation, id, seq, storedAt, sender } = item;
  const text = item.afterRevocation === true ? undefined : wordsIn(item);
  if (text === undefined) return undefined;
  return { conversation, message: id, seq, text, storedAt, officer: sender.officer, folded: folded(text) };
}

function wordsIn({ content, corrections }: MessageItem): string | undefined {
  if (content?.type === 'text') return corrections?.at(-1)?.text ?? content.text;
  if (content?.type === 'attachment') return [content.name, content.text ?? ''].join('\n').trim();
  return undefined;
}
