import {
  safeFileName,
  type Client,
  type Content,
  type ContentOf,
  type ConversationItem,
  type MessageItem,
  type Notice,
} from '#client';
import type { ConversationId, DeviceId, MessageId } from '#contracts';
import type {
  Entry,
  FileView,
  MessageEntry,
  Place,
  Quote,
  ReactionView,
  Tail,
  ThreadEvent,
  ThreadNotice,
  WaitingEntry,
  Words,
} from './api/thread.js';
import { eventOf, eventsOf } from './conversation-events.js';
import type { People } from './people.js';

const EXCERPT = 160;

type Said = ContentOf<'text'> | ContentOf<'attachment'>;

/** Makes what a thread shows of what the client keeps of one conversation. */
export class Places {
  constructor(
    private readonly client: Client,
    private readonly id: ConversationId,
    private readonly people: People,
  ) {}

  /** The places from one to another, both included. */
  async between(from: number, to: number): Promise<Place[]> {
    const [{ items }, notices] = await Promise.all([
      this.client.messages(this.id, { before: to + 1, limit: to - from + 1 }),
      this.client.notices(this.id),
    ]);
    const wanted = items.filter(({ seq }) => seq >= from);
    return Promise.all(
      wanted.map(async (item) => ({
        seq: item.seq,
        notices: notices.filter((notice) => standsAt(notice, item)).map((notice) => this.notice(notice, true)),
        entry: await this.entry(item),
      })),
    );
  }

  /** What stands after the last place. @param seq - that place */
  async tail(seq: number): Promise<Tail> {
    const [{ waiting }, notices] = await Promise.all([
      this.client.messages(this.id, { limit: 1 }),
      this.client.notices(this.id),
    ]);
    return {
      waiting: await Promise.all(waiting.map((entry) => this.waiting(entry))),
      notices: notices
        .filter((notice) => notice.seq === undefined || notice.seq > seq)
        .map((notice) => this.notice(notice, false)),
    };
  }

  private async entry(item: ConversationItem): Promise<Entry> {
    const { id, storedAt: at } = item;
    const { latest, checkpoint } = this.client.directory;
    const by = this.people.person(item.sender);
    const placed = { id, at, by, own: item.sender.officer === this.client.identity.officer };
    switch (item.is) {
      case 'message':
        return this.message(item, placed);
      case 'roster': {
        const standing = ({ device }: { readonly device: DeviceId }): string | undefined => {
          const found = latest.standing(device, checkpoint?.at ?? at);
          return found === 'live' || found === 'pending' ? undefined : found;
        };
        return { ...placed, is: 'event', events: eventsOf(this.people, item, standing) };
      }
      case 'archived':
        return { is: 'quiet', at };
      case 'unreadable':
        return { ...placed, is: 'unreadable', why: item.why };
      case 'refused':
        return { ...placed, is: 'refused', code: item.code, detail: item.detail };
    }
  }

  private async message(item: MessageItem, placed: Pick<MessageEntry, 'id' | 'at' | 'by' | 'own'>): Promise<Entry> {
    const { content } = item;
    const unproved: readonly ThreadEvent[] = item.afterRevocation === true ? [{ is: 'unproved' }] : [];
    const event = (happened: ThreadEvent): Entry => ({ ...placed, is: 'event', events: [happened, ...unproved] });
    switch (content?.type) {
      case undefined:
      case 'text':
      case 'attachment':
        return this.text(item, placed);
      case 'correction':
        return event({ is: 'corrected', seq: await this.seqOf(content.message) });
      case 'withdrawal':
        return event({ is: 'withdrew', seq: await this.seqOf(content.message) });
      case 'consent.asked':
        return event({ is: 'consent-asked', change: eventOf(this.people, content.change) });
      case 'consent.given':
        return event({ is: 'consented', seq: await this.seqOf(content.asked) });
      case 'history.granted':
        return event({
          is: 'history-granted',
          person: this.people.ofDevice(content.joiner),
          from: content.from,
          to: content.to,
        });
      case 'heading':
        return event({ is: 'heading', subject: content.subject, reference: content.reference });
      case 'beside':
        return event({ is: 'notes' });
      case 'noted':
      case 'reaction':
      case 'read':
      case 'notebook':
        return { is: 'quiet', at: placed.at };
    }
  }

  private async text(item: MessageItem, placed: Pick<MessageEntry, 'id' | 'at' | 'by' | 'own'>): Promise<MessageEntry> {
    const content = saidIn(item.content);
    const corrections = item.corrections ?? [];
    return {
      ...placed,
      is: 'message',
      words: content && wordsOf(content),
      file: content && fileOf(content),
      corrections: await Promise.all(
        corrections.map(async ({ seq, text }) => ({ seq, text, at: await this.timeOf(seq) })),
      ),
      withdrawn: item.withdrawn && { seq: item.withdrawn.seq, at: await this.timeOf(item.withdrawn.seq) },
      needsNewer: item.newer !== undefined,
      answers: content?.answers && (await this.quote(content.answers)),
      noted: (item.noted ?? []).map(({ sender }) => this.people.person(sender)),
      reactions: this.reactions(item),
      onTheRecord: item.record !== undefined,
      receivedBy: item.receivedBy && this.people.ofDevice(item.receivedBy),
      recovered: item.recovered === true,
      afterRevocation: item.afterRevocation === true,
      changeable:
        placed.own &&
        item.sender.authority === this.people.own &&
        content?.type === 'text' &&
        item.withdrawn === undefined &&
        !item.afterRevocation,
    };
  }

  private async waiting(entry: Awaited<ReturnType<Client['messages']>>['waiting'][number]): Promise<WaitingEntry> {
    const { id, content, onTheRecord, state, code } = entry;
    const said = saidIn(content);
    return {
      id,
      is: said === undefined ? 'other' : 'words',
      words: said && wordsOf(said),
      file: said && fileOf(said),
      answers: said?.answers && (await this.quote(said.answers)),
      onTheRecord,
      state,
      heldUntil: entry.holdUntil,
      code,
    };
  }

  private reactions({ reactions = [] }: MessageItem): ReactionView[] {
    const given = new Map<string, ReactionView>();
    for (const { reaction, sender } of reactions) {
      if (reaction === undefined) continue;
      const before = given.get(reaction);
      given.set(reaction, {
        reaction,
        by: [...(before?.by ?? []), this.people.person(sender)],
        own: before?.own === true || sender.officer === this.client.identity.officer,
      });
    }
    return [...given.values()];
  }

  private async quote(message: MessageId): Promise<Quote | 'absent'> {
    const item = await this.client.parts.views.message(this.id, message);
    if (item === undefined) return 'absent';
    const said = saidIn(item.content);
    const text = item.corrections?.at(-1)?.text ?? said?.text ?? (said && fileOf(said)?.name);
    return { seq: item.seq, by: this.people.person(item.sender), text: text && excerptOf(text) };
  }

  private async seqOf(message: MessageId): Promise<number | undefined> {
    return (await this.client.parts.views.message(this.id, message))?.seq;
  }

  private async timeOf(seq: number): Promise<number | undefined> {
    const { items } = await this.client.messages(this.id, { before: seq + 1, limit: 1 });
    return items[0]?.storedAt;
  }

  private notice({ number, code, about, seq, noticedAt, device, detail }: Notice, passed: boolean): ThreadNotice {
    return {
      number,
      code,
      about,
      seq,
      at: noticedAt,
      person: device === undefined ? undefined : this.people.ofDevice(device as DeviceId),
      detail,
      mended: passed && code === 'frames.gap',
    };
  }
}

/** The beginning of a text, on one line. */
function excerptOf(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= EXCERPT ? line : `${[...line].slice(0, EXCERPT).join('')}…`;
}

/** Content that says something itself, rather than of another message or of the conversation. */
function saidIn(content: Content | undefined): Said | undefined {
  return content?.type === 'text' || content?.type === 'attachment' ? content : undefined;
}

function wordsOf(content: Said): Words | undefined {
  if (content.text === undefined) return undefined;
  const { language } = { language: undefined, ...content };
  return { text: content.text, ...(language === undefined ? {} : { language }) };
}

function fileOf(content: Said): FileView | undefined {
  if (content.type !== 'attachment') return undefined;
  const { name, mediaType, length } = content;
  return { name: safeFileName(name, mediaType), mediaType, length };
}

/** A refused frame says itself what its notice says. */
function standsAt({ seq, code }: Notice, item: ConversationItem): boolean {
  return seq === item.seq && !(item.is === 'refused' && item.code === code);
}
