import { reactions, type Client } from '#client';
import { AuthorityId, OfficerId, type ConversationId } from '#contracts';
import { CodedError } from '#primitives';
import { HistoryRule } from '#roster';
import type { Conversations, ConversationView, Draft, Heading, Newcomer, TakenBack } from './api/conversations.js';
import type { HistoryPreview, Members } from './api/members.js';
import type { Place, Tail } from './api/thread.js';
import type { Changes } from './changes.js';
import { giveHistory, previewHistory } from './conversation-history.js';
import { membersOf } from './conversation-members.js';
import { officesOf } from './conversation-offices.js';
import { Places } from './conversation-places.js';
import { conversationOf, messageOf } from './ids.js';
import { joinedDraft } from './joined-draft.js';
import { personNamed } from './names.js';
import { peopleOf, type People } from './people.js';

/** How long a message is kept back, milliseconds: so long it can be taken back as if it had not been written. */
const HOLD = 10_000;

/** Reading and writing in conversations, over the signed-in client. */
export class ConversationViews implements Conversations {
  /** Who is who, by client and conversation; a client that is here is listened to. */
  readonly #people = new WeakMap<Client, Map<ConversationId, People>>();
  /** One draft is kept after the other: each is joined to the one before. */
  #keeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly signedIn: () => Client,
    private readonly changes: Changes,
  ) {}

  async view(conversation: string): Promise<ConversationView> {
    const client = this.client();
    const id = conversationOf(conversation);
    const { roster, state } = await client.parts.conversations.begun(id);
    const [people, summary, newcomers, experts] = await Promise.all([
      this.people(id),
      client.conversation(id),
      client.newcomers(id),
      client.experts.present(id),
    ]);
    const { ours, others } = officesOf(client, people, roster, summary.heading);
    return {
      id,
      kind: roster.kind,
      subject: summary.heading.subject,
      ours,
      others,
      seq: state.seq,
      readTo: summary.readTo,
      unread: summary.unread,
      readByOthers: Math.max(0, ...summary.readBy.map(({ upTo }) => upTo)),
      member: state.member,
      closed: roster.closed,
      beside: summary.beside,
      newcomers: newcomers.map(({ officer, authority, withAuthority }): Newcomer => ({
        person: people.person({ officer, authority }),
        withAuthority,
      })),
      experts: experts.map(({ officer, authority, until }) => ({
        person: people.person({ officer, authority }),
        self: officer === client.identity.officer,
        until,
      })),
      met: summary.met.map((officer) => personNamed(client, officer).name),
      officers: new Set(roster.devices.map(({ officer }) => officer)).size,
      devices: roster.devices.length,
    };
  }

  async places(conversation: string, from: number, to: number): Promise<readonly Place[]> {
    return (await this.shown(conversation)).between(from, to);
  }

  async tail(conversation: string): Promise<Tail> {
    const { state } = await this.client().parts.conversations.begun(conversationOf(conversation));
    return (await this.shown(conversation)).tail(state.seq);
  }

  async members(conversation: string): Promise<Members> {
    const id = conversationOf(conversation);
    return membersOf(this.client(), id, await this.people(id));
  }

  async say(conversation: string, { text, language, answers, onTheRecord }: Draft): Promise<string> {
    return this.acted(conversation, (client, id) =>
      client.say(id, text, {
        holdFor: HOLD,
        ...(language === undefined ? {} : { language }),
        ...(answers === undefined ? {} : { answers: messageOf(answers) }),
        ...(onTheRecord === undefined ? {} : { onTheRecord }),
      }),
    );
  }

  async correct(conversation: string, message: string, text: string): Promise<void> {
    await this.acted(conversation, (client, id) => client.correct(id, messageOf(message), text));
  }

  async withdraw(conversation: string, message: string): Promise<void> {
    await this.acted(conversation, (client, id) => client.withdraw(id, messageOf(message)));
  }

  async note(conversation: string, message: string): Promise<void> {
    await this.acted(conversation, (client, id) => client.note(id, messageOf(message)));
  }

  async react(conversation: string, message: string, reaction: string | undefined): Promise<void> {
    const known = reactions.find((one) => one === reaction);
    await this.acted(conversation, (client, id) => client.speaking.react(id, messageOf(message), known));
  }

  async describe(conversation: string, heading: Heading): Promise<void> {
    await this.acted(conversation, (client, id) => client.speaking.setHeading(id, heading));
  }

  async retry(conversation: string, message: string): Promise<void> {
    await this.acted(conversation, (client, id) => client.speaking.retry(id, messageOf(message)));
  }

  async takeBack(conversation: string, message: string): Promise<TakenBack> {
    return this.acted(conversation, async (client, id) => {
      const { waiting } = await client.messages(id, { limit: 1 });
      const entry = waiting.find((one) => one.id === message);
      const isText = entry?.content.type === 'text';
      const taken = isText
        ? await client.speaking.reconsider(id, messageOf(message))
        : await client.takeBack(id, messageOf(message));
      if (!taken) throw new CodedError('message.sent', 'it may have reached the others');
      if (entry?.content.type !== 'text') return { draft: undefined };
      const { text, language, answers } = entry.content;
      const more = { ...(language !== undefined && { language }), ...(answers !== undefined && { answers }) };
      return { draft: { text, ...more, onTheRecord: entry.onTheRecord } };
    });
  }

  async markRead(conversation: string, seq: number): Promise<void> {
    await this.acted(conversation, (client, id) => client.markRead(id, seq));
  }

  async draft(conversation: string): Promise<Draft> {
    const kept = await this.client().drafts.of(conversationOf(conversation));
    const { text, language, answers, onTheRecord } = { text: '', ...kept };
    return {
      text,
      ...(language === undefined ? {} : { language }),
      ...(answers === undefined ? {} : { answers }),
      ...(onTheRecord === undefined ? {} : { onTheRecord }),
    };
  }

  async keepDraft(conversation: string, given: Draft, known: string): Promise<Draft> {
    const kept = this.#keeping.then(async () => {
      const id = conversationOf(conversation);
      const { answers, ...draft } = joinedDraft(given, await this.draft(conversation), known);
      const answering = answers === undefined ? {} : { answers: messageOf(answers) };
      await this.client().drafts.keep(id, { ...draft, ...answering });
      this.changes.say(['inbox'], ['conversations', id, 'draft']);
      return { ...draft, ...answering };
    });
    this.#keeping = kept.catch(() => undefined);
    return kept;
  }

  async addOfficer(conversation: string, party: string, officer: string): Promise<void> {
    const invited = { authority: AuthorityId.parse(party), officers: [OfficerId.parse(officer)] };
    await this.acted(conversation, (client, id) => client.addOfficers(id, invited));
  }

  async previewHistory(conversation: string, officer: string): Promise<HistoryPreview | undefined> {
    const id = conversationOf(conversation);
    return previewHistory(this.client(), id, OfficerId.parse(officer), await this.people(id));
  }

  async giveHistory(conversation: string, officer: string): Promise<'given' | 'promised'> {
    return this.acted(conversation, (client, id) => giveHistory(client, id, OfficerId.parse(officer)));
  }

  async askForParty(conversation: string, authority: string): Promise<void> {
    await this.acted(conversation, (client, id) =>
      client.propose(id, { type: 'party.added', authority: AuthorityId.parse(authority), capacity: 'party' }),
    );
  }

  async consent(conversation: string, asked: string): Promise<void> {
    await this.acted(conversation, async (client, id) => {
      const message = messageOf(asked);
      const { seat } = await client.parts.conversations.begun(id);
      const wanted = (await client.proposals(id)).find((proposal) => proposal.asked === message);
      // A colleague may have agreed meanwhile.
      if (wanted?.missing.includes(seat) === true) await client.consent(id, message);
    });
  }

  async enact(conversation: string, asked: string): Promise<void> {
    await this.acted(conversation, (client, id) => client.enact(id, messageOf(asked)));
  }

  async changeRules(conversation: string, { history, retention }: Parameters<Conversations['changeRules']>[1]) {
    await this.acted(conversation, (client, id) =>
      client.propose(id, {
        type: 'policy.changed',
        ...(history === undefined ? {} : { history: HistoryRule.parse(history) }),
        ...(retention === undefined ? {} : { retention }),
      }),
    );
  }

  async leave(conversation: string): Promise<void> {
    await this.acted(conversation, (client, id) => client.leave(id));
  }

  async close(conversation: string): Promise<void> {
    await this.acted(conversation, (client, id) => client.closeConversation(id));
  }

  async notes(conversation: string): Promise<string | undefined> {
    return this.client().notes.find(conversationOf(conversation));
  }

  async beginNotes(conversation: string): Promise<string> {
    return this.acted(conversation, (client, id) => client.notes.of(id));
  }

  private async acted<Result>(
    conversation: string,
    act: (client: Client, id: ConversationId) => Promise<Result>,
  ): Promise<Result> {
    const id = conversationOf(conversation);
    try {
      return await act(this.client(), id);
    } finally {
      this.changed(id);
    }
  }

  private changed(conversation: string): void {
    this.changes.say(['conversations', conversation], ['inbox']);
  }

  private async shown(conversation: string): Promise<Places> {
    const id = conversationOf(conversation);
    return new Places(this.client(), id, await this.people(id));
  }

  private client(): Client {
    const client = this.signedIn();
    if (this.#people.has(client)) return client;
    this.#people.set(client, new Map());
    client.onItems((id) => {
      this.changed(id);
    });
    client.onNotice(({ conversation }) => {
      if (conversation !== undefined) this.changed(conversation);
    });
    return client;
  }

  private async people(id: ConversationId): Promise<People> {
    const client = this.client();
    const known = this.#people.get(client);
    const { seat } = await client.parts.conversations.begun(id);
    const before = known?.get(id);
    // An opening never changes; for whom a liaison sits may.
    if (before?.own === seat) return before;
    const people = await peopleOf(client, id);
    known?.set(id, people);
    return people;
  }
}
