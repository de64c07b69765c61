import type { AuthorityId, ConversationId, DeviceId, MessageId, OfficerId } from '#contracts';
import { sign } from '#crypto';
import { fromBase64url, toBase64url } from '#primitives';
import {
  CONSENT_SECONDS,
  consentMessage,
  consentNeed,
  deviceIn,
  verifyConsent,
  type Change,
  type Consent,
  type Roster,
} from '#roster';
import type { Advancing } from './conversation-advance.js';
import { isOfConsent } from './conversation-facts.js';
import type { ConversationItem, MessageItem } from './conversation-item.js';
import type { ReadingContext } from './conversation-reader.js';
import type { Conversations } from './conversations.js';
import { keys } from './conversation-state.js';
import { devicesJoining } from './conversation-membership.js';
import { refuse } from './errors.js';
import { refuseExpert } from './expert-limits.js';
import type { Identity } from './identity.js';
import type { ContentOf } from './message-content.js';
import type { Outbox } from './outbox.js';
import { newestCheckpoint } from './surroundings.js';

/** How old a directory may be by which a consent is judged, seconds: no network lets it be older (protocol 1.2). */
const OLDEST_DIRECTORY = 86_400;

/** A change that somebody asked consent for, and how far it has come. */
export interface Proposal {
  readonly conversation: ConversationId;
  /** The message that asked, and its place. */
  readonly asked: MessageId;
  readonly seq: number;
  readonly by: DeviceId;
  readonly change: Change;
  /** Authorities whose consent was given, and those whose is missing. */
  readonly given: readonly AuthorityId[];
  readonly missing: readonly AuthorityId[];
  /** Whether it has taken effect already. */
  readonly done: boolean;
}

/** Asks for the consent that a change needs, gives it, and makes the change once all of it is there (protocol 2.3). */
export class Consents {
  constructor(
    private readonly context: ReadingContext,
    private readonly conversations: Conversations,
    private readonly advancing: Advancing,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Makes a change at once where nobody else must agree; else asks, and answers the message that asked.
   * @param officers - of a party that is added: whose devices come with it; all of them where absent
   */
  async propose(
    conversation: ConversationId,
    change: Change,
    officers?: readonly OfficerId[],
  ): Promise<MessageId | undefined> {
    refuseExpert(this.context.surroundings);
    const { roster } = await this.conversations.begun(conversation);
    if (this.needed(roster, change).length > 0) {
      const asked = await this.outbox.add(conversation, { type: 'consent.asked', change });
      await this.settle(conversation);
      return asked;
    }
    await this.fetchAbout(change);
    await this.advancing.advance(conversation, (now) => this.wish(conversation, now, change, officers));
    return undefined;
  }

  /** Gives this officer's consent to what a message asked. @throws `consent.absent` when no such message is readable */
  async give(conversation: ConversationId, asked: MessageId): Promise<MessageId> {
    const { surroundings } = this.context;
    refuseExpert(surroundings);
    const { change } = await this.asked(conversation, asked);
    // Whoever judges it may hold a directory that is up to a day older, after which it would last too long.
    const expiry = newestCheckpoint(surroundings).at + CONSENT_SECONDS - OLDEST_DIRECTORY;
    const { networkId, device, signatureKey } = surroundings.self;
    const message = consentMessage({ networkId, conversation, expiry, change });
    const signature = toBase64url(sign({ privateKey: signatureKey.privateKey, message }));
    const given = await this.outbox.add(conversation, { type: 'consent.given', asked, device, expiry, signature });
    await this.settle(conversation);
    return given;
  }

  /** Every change that consent was asked for, oldest first. */
  async proposals(conversation: ConversationId): Promise<Proposal[]> {
    const { roster } = await this.conversations.begun(conversation);
    const messages = await this.messages(conversation);
    const proposals: Proposal[] = [];
    for (const { content, id, seq, sender } of messages) {
      if (content?.type !== 'consent.asked') continue;
      const consents = this.collect(conversation, roster, messages, id, content.change);
      const given = consents
        .map(({ device }) => deviceIn(roster, device)?.authority)
        .filter((one) => one !== undefined);
      const missing = this.needed(roster, content.change, sender.device).filter(
        (authority) => !given.includes(authority),
      );
      proposals.push({
        conversation,
        asked: id,
        seq,
        by: sender.device,
        change: content.change,
        given: [...new Set(given)],
        missing,
        done: isDone(roster, content.change) || isAskedAnew(messages, seq, content.change),
      });
    }
    return proposals;
  }

  /**
   * Makes the change that a message asked consent for; a party that is added comes with its live devices.
   * An expert's are added by the authority that sponsors them, and by nobody else (protocol 2.3).
   * @throws `consent.missing` as replay has it, while somebody has not agreed; `consent.absent`, `consent.sponsor`
   */
  async enact(conversation: ConversationId, asked: MessageId, officers?: readonly OfficerId[]): Promise<void> {
    const { change } = await this.asked(conversation, asked);
    if (change.type === 'party.added' && change.capacity === 'expert' && change.authority !== this.self.authority)
      refuse('consent.sponsor', 'an outside expert is brought in by the authority that sponsors them');
    const consents = async (roster: Roster): Promise<Consent[]> => {
      const all = this.collect(conversation, roster, await this.messages(conversation), asked, change);
      const own = deviceIn(roster, this.self.device)?.authority;
      // The author's own signature is its party's.
      const found = all.filter(({ device }) => deviceIn(roster, device)?.authority !== own);
      return found.filter((consent, place) => found.findIndex(({ device }) => device === consent.device) === place);
    };
    await this.fetchAbout(change);
    await this.advancing.advance(conversation, (roster) => this.wish(conversation, roster, change, officers), consents);
  }

  private get self(): Identity {
    return this.context.surroundings.self;
  }

  private async settle(conversation: ConversationId): Promise<void> {
    await this.outbox.send(conversation);
    await this.conversations.pull(conversation);
  }

  private async fetchAbout(change: Change): Promise<void> {
    if (change.type === 'party.added') await this.context.surroundings.directory.fetchAbout(change.authority);
  }

  private wish(
    conversation: ConversationId,
    roster: Roster,
    change: Change,
    officers: readonly OfficerId[] | undefined,
  ) {
    if (isDone(roster, change)) return undefined;
    const joining =
      change.type === 'party.added' ? devicesJoining(this.context.surroundings, conversation, change, officers) : [];
    return {
      changes: [change, ...joining.filter((added) => deviceIn(roster, added.device) === undefined)],
      consents: [],
    };
  }

  private needed(roster: Roster, change: Change, by = this.self.device): readonly AuthorityId[] {
    const { directory } = this.context.surroundings;
    const { at } = newestCheckpoint(this.context.surroundings);
    const need = consentNeed(roster, change.type, deviceIn(roster, by), directory.latest, at);
    return need.by === 'members' ? [...need.authorities, ...need.pending] : [];
  }

  private collect(
    conversation: ConversationId,
    roster: Roster,
    messages: readonly MessageItem[],
    asked: MessageId,
    change: Change,
  ): Consent[] {
    const consents: Consent[] = [];
    for (const { content, sender } of messages) {
      if (content?.type !== 'consent.given' || content.asked !== asked || content.device !== sender.device) continue;
      const { device, expiry, signature } = content;
      if (deviceIn(roster, device)?.capacity !== 'party') continue;
      const failure = this.context.surroundings.checks.failure('consent.valid', () =>
        this.invalid(conversation, change, content),
      );
      if (failure === undefined) consents.push({ change: 0, device, expiry, signature });
    }
    return consents;
  }

  private invalid(
    conversation: ConversationId,
    change: Change,
    { device, expiry, signature }: ContentOf<'consent.given'>,
  ): string | undefined {
    const { self, directory } = this.context.surroundings;
    const { at } = newestCheckpoint(this.context.surroundings);
    const deviceKey = directory.latest.device(device)?.signatureKey;
    if (deviceKey === undefined) return 'device.unknown';
    try {
      verifyConsent({
        networkId: self.networkId,
        conversation,
        expiry,
        change,
        deviceKey,
        signature: fromBase64url(signature),
        at,
      });
      return undefined;
    } catch {
      return 'consent.invalid';
    }
  }

  private async asked(conversation: ConversationId, asked: MessageId): Promise<ContentOf<'consent.asked'>> {
    const [found, other] = (await this.messages(conversation)).flatMap(({ id, content }) =>
      id === asked && content?.type === 'consent.asked' ? [content] : [],
    );
    // Two senders may choose one id: a signature is given to neither.
    if (other !== undefined) refuse('consent.absent', 'two messages of this id ask for consent, to different changes');
    return found ?? refuse('consent.absent', 'no message of this id asks for consent');
  }

  private async messages(conversation: ConversationId): Promise<MessageItem[]> {
    const { store } = this.context.surroundings;
    await this.listEarlier(conversation);
    const prefix = keys.consents(conversation);
    const places = (await store.keys({ prefix })).map((key) => keys.items(conversation) + key.slice(prefix.length));
    const stored = await Promise.all(places.map((place) => store.get<ConversationItem>(place)));
    return stored.filter((item) => item?.is === 'message').filter(({ afterRevocation }) => afterRevocation !== true);
  }

  // A store may be older than the list.
  private async listEarlier(conversation: ConversationId): Promise<void> {
    const { store } = this.context.surroundings;
    const listed = keys.consentsListed(conversation);
    if ((await store.get(listed)) !== undefined) return;
    const stored = await store.range<ConversationItem>({ prefix: keys.items(conversation) });
    const places = stored.flatMap(({ value }) =>
      value.is === 'message' && isOfConsent(value) ? [keys.consent(conversation, value.seq)] : [],
    );
    await store.write([...places, listed].map((key) => ({ key, value: true })));
  }
}

/** Whether an authority has asked for another expert of its since: the time of its party has changed with that one. */
function isAskedAnew(messages: readonly MessageItem[], seq: number, change: Change): boolean {
  if (change.type !== 'party.added' || change.capacity !== 'expert') return false;
  return messages.some(
    ({ content, seq: later }) =>
      later > seq &&
      content?.type === 'consent.asked' &&
      content.change.type === 'party.added' &&
      content.change.capacity === 'expert' &&
      content.change.authority === change.authority,
  );
}

function isDone(roster: Roster, change: Change): boolean {
  switch (change.type) {
    case 'party.added':
      return roster.parties.some(
        ({ authority, capacity, until }) =>
          authority === change.authority && capacity === change.capacity && until === change.until,
      );
    case 'party.removed':
      return !roster.parties.some(
        ({ authority, capacity }) => authority === change.authority && capacity === change.capacity,
      );
    case 'policy.changed':
      return (
        (change.history ?? roster.history) === roster.history &&
        (change.retention ?? roster.retention) === roster.retention
      );
    case 'conversation.closed':
      return roster.closed;
    case 'conversation.reopened':
      return !roster.closed;
    default:
      return false;
  }
}
