import type { Client, ConversationSummary, NoticeCode } from '#client';
import { AuthorityId, ConversationId, OfficerId } from '#contracts';
import type { Found, InboxDesk, InboxLine, NewConversation } from './api/inbox.js';
import type { Changes } from './changes.js';
import { ConsentWatch } from './consent-watch.js';
import { hoursOf } from './directory.js';
import { inboxPart, ordered } from './inbox-order.js';
import { authorityNamed, personNamed } from './names.js';
import { peopleOf } from './people.js';

/** Notices after which a part of a conversation is missing, or is not what it was. */
const DOUBTS: ReadonlySet<NoticeCode> = new Set<NoticeCode>([
  'frames.gap',
  'frames.rewritten',
  'head.differs',
  'head.not-logged',
  'tail.cut',
  'conversation.hidden',
  'context.relay-forked',
]);
/** Results of each kind that a person looks through. */
const MOST_FOUND = 8;

/** What there is to do: consultations and direct conversations, and the opening of new ones. */
export class InboxViews implements InboxDesk {
  readonly #consents = new ConsentWatch();

  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
  ) {}

  async lines(): Promise<readonly InboxLine[]> {
    const client = this.client();
    const notices = await client.notices();
    const doubts = notices.filter(({ code, standing }) => DOUBTS.has(code) && standing === 'open');
    const doubted = new Set(doubts.map(({ conversation }) => conversation));
    const lines: InboxLine[] = [];
    for (const summary of await client.conversations()) {
      const { kind } = summary;
      if (kind !== 'consultation' && kind !== 'direct') continue;
      const counterparts = await ranked(client, summary);
      const line = inboxLine(client, { ...summary, kind, counterparts }, doubted.has(summary.id));
      const consent = await this.#consents.in(client, summary);
      lines.push({ ...line, consent, part: inboxPart({ ...line, consent }) });
    }
    return ordered(lines);
  }

  async find(words: string): Promise<Found> {
    const client = this.client();
    const { conversations, messages } = await client.search.find(words, MOST_FOUND);
    return {
      conversations: conversations.map(({ conversation }) => conversation),
      messages: messages.map(({ conversation, seq, text, storedAt, officer }) => ({
        conversation,
        seq,
        text,
        storedAt,
        by: officer === undefined ? undefined : personNamed(client, officer).name,
      })),
    };
  }

  async open({ kind, authority, officers, purposes, ...words }: NewConversation): Promise<string> {
    const client = this.client();
    const whole = { authority: AuthorityId.parse(authority) };
    const some = officers.map((id) => OfficerId.parse(id));
    const id = await client.open({ kind, with: [some.length === 0 ? whole : { ...whole, officers: some }] });
    const [subject, reference] = [words.subject.trim(), words.reference.trim()];
    if (subject !== '' || reference !== '' || purposes.length > 0)
      await client.speaking.setHeading(id, { ...(subject === '' ? {} : { subject }), reference, purposes });
    this.changes.say(['inbox']);
    return id;
  }

  async setDone(id: string, done: boolean): Promise<void> {
    await this.client().notebook.markDone(ConversationId.parse(id), done);
    this.changes.say(['inbox']);
  }

  async setPinned(id: string, pinned: boolean): Promise<void> {
    await this.client().notebook.pin(ConversationId.parse(id), pinned);
    this.changes.say(['inbox']);
  }
}

/** The other authorities, whom one consulted first before whoever joined later. */
async function ranked(client: Client, { id, counterparts }: ConversationSummary): Promise<readonly AuthorityId[]> {
  return counterparts.length < 2 ? counterparts : (await peopleOf(client, id)).ranked(counterparts);
}

type Listed = ConversationSummary & { readonly kind: InboxLine['kind'] };

function inboxLine(client: Client, summary: Listed, doubted: boolean): Omit<InboxLine, 'part' | 'consent'> {
  const { id, kind, counterparts, met, seat, heading, awaited, draft, doneFor } = summary;
  const [first] = counterparts;
  return {
    id,
    kind,
    counterparts: counterparts.map((authority) => authorityNamed(client, authority)),
    officers: met.map((officer) => personNamed(client, officer).name),
    subject: heading.subject,
    ownReference: heading.references[seat],
    theirReferences: counterparts.map((one) => heading.references[one]).filter((one) => one !== undefined),
    unread: summary.unread,
    awaits: awaited ?? 'nobody',
    doubted,
    unreadable: client.parts.conversations.states.get(id)?.unreadable ?? 0,
    draft: draft !== undefined,
    queued: summary.waiting,
    lastAt: summary.lastAt,
    member: summary.member,
    closed: summary.closed,
    done: doneFor,
    pinned: summary.pinned,
    hours: first === undefined ? undefined : hoursOf(client, first),
  };
}
