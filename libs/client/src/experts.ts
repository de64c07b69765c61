import type { AuthorityId, ConversationId, MessageId, OfficerId } from '#contracts';
import { codeOf } from '#primitives';
import { deviceIn, type ChangeOf, type Roster } from '#roster';
import type { Administration, PersonalValues } from './administration.js';
import type { Advancing } from './conversation-advance.js';
import type { Consents, Proposal } from './conversation-consent.js';
import { liveDevices } from './conversation-membership.js';
import type { ReadingContext } from './conversation-reader.js';
import { isOfConsent } from './conversation-facts.js';
import type { ConversationItem } from './conversation-item.js';
import type { Conversations } from './conversations.js';
import { refuse } from './errors.js';
import { newOfficerId } from './identity.js';
import { isExpert } from './expert-limits.js';
import { inTheLog } from './in-the-log.js';
import type { Invitation } from './invitation.js';
import { Serial } from './serial.js';
import { newestCheckpoint } from './surroundings.js';

/** How often, and how many milliseconds apart, an end is stated that others were ahead of. */
const END_ATTEMPTS = 20;
const END_PAUSE = 500;

/** An outside expert, as the directory has them. */
export interface SponsoredExpert {
  readonly officer: OfficerId;
  readonly conversation: ConversationId;
  /** Unix seconds until which the sponsorship holds. */
  readonly until: number;
  /** `ended` by the sponsor, `over` by its date. */
  readonly standing: 'current' | 'ended' | 'over';
  /** Whether a device of theirs is enrolled and live. */
  readonly enrolled: boolean;
  /** Whether a device of theirs is in the conversation; undefined where this device is not in it and cannot say. */
  readonly seated: boolean | undefined;
}

/** An outside expert in a conversation, whoever sponsors them: what everybody in it is told. */
export interface PresentExpert {
  readonly officer: OfficerId;
  /** Who sponsors them. */
  readonly authority: AuthorityId;
  /** Unix seconds until which they read. */
  readonly until: number;
}

/** A person to be sponsored. */
export interface Sponsorship {
  readonly conversation: ConversationId;
  /** Unix seconds. */
  readonly validity: { readonly from: number; readonly until: number };
  readonly person: PersonalValues;
}

/** Outside experts of one's own authority: sponsored by an administrator, brought in with the consent of all, put out at once. */
export class Experts {
  readonly #serial = new Serial();

  constructor(
    private readonly parts: {
      readonly context: ReadingContext;
      readonly conversations: Conversations;
      readonly consents: Consents;
      readonly advancing: Advancing;
      /** Absent where there is no real relay behind the client. */
      readonly administration: Administration | undefined;
    },
  ) {}

  /** Those of one's own authority, of one conversation or all; whoever still has time first. */
  async list(conversation?: ConversationId): Promise<SponsoredExpert[]> {
    const { surroundings } = this.parts.context;
    const { latest } = surroundings.directory;
    const { authority } = surroundings.self;
    const { at } = newestCheckpoint(surroundings);
    const found: SponsoredExpert[] = [];
    for (const officer of latest.officersOf(authority)) {
      const { id, conversation: one, validity, dismissed } = officer;
      if (one === undefined || (conversation !== undefined && one !== conversation)) continue;
      found.push({
        officer: id,
        conversation: one,
        until: validity.until,
        standing: dismissed ? 'ended' : validity.until <= at ? 'over' : 'current',
        enrolled: latest.devicesOf(id).some((device) => latest.live(device.id, at, authority)),
        seated: await this.isSeated(one, id),
      });
    }
    const rank = ({ standing }: SponsoredExpert): number => Number(standing !== 'current');
    return found.sort((a, b) => rank(a) - rank(b) || b.until - a.until);
  }

  /** Those who read a conversation now. */
  async present(conversation: ConversationId): Promise<PresentExpert[]> {
    const { directory } = this.parts.context.surroundings;
    const { roster } = await this.parts.conversations.begun(conversation);
    const found = new Map<OfficerId, PresentExpert>();
    for (const { officer, authority, capacity } of roster.devices) {
      if (capacity !== 'expert') continue;
      const party = roster.parties.find((one) => one.authority === authority && one.capacity === capacity);
      const sponsored = directory.latest.officer(officer)?.validity.until ?? 0;
      found.set(officer, { officer, authority, until: Math.min(party?.until ?? sponsored, sponsored) });
    }
    return [...found.values()];
  }

  /**
   * Sponsors somebody for one conversation; answers the invitation for their device, which an administrator approves.
   * @throws `expert.kind` where this device knows that the conversation takes no expert, and what the statement is refused with
   */
  async sponsor({ conversation, validity, person }: Sponsorship): Promise<Invitation> {
    const { self } = this.parts.context.surroundings;
    if (this.parts.conversations.states.has(conversation)) {
      const { roster } = await this.parts.conversations.begun(conversation);
      if (roster.kind !== 'consultation' || roster.closed)
        refuse('expert.kind', 'an outside expert comes into a consultation that is open, and into nothing else');
    }
    const officer = newOfficerId('expert');
    await this.administration().sponsor({ officer, conversation, validity, person });
    return { ...self.invitation, authority: self.authority, officer };
  }

  /**
   * Asks every party to agree to an expert whose device is enrolled; brings them in at once where nobody else has to, and
   * else as soon as all have agreed. Answers the message that asked, if one did.
   * @throws `person.unknown` where no device of theirs is live, and what replay refuses
   */
  async bringIn(conversation: ConversationId, officer: OfficerId): Promise<MessageId | undefined> {
    const { context, conversations, consents } = this.parts;
    const { directory, self } = context.surroundings;
    await directory.fetchAbout(self.authority);
    const expert = directory.latest.officer(officer);
    if (expert?.authority !== self.authority || expert.conversation !== conversation)
      return refuse('person.unknown', 'your authority sponsors no such expert for this conversation');
    liveDevices(context.surroundings, { authority: self.authority, officers: [officer] }, conversation);
    const { roster } = await conversations.begun(conversation);
    if (roster.devices.some((device) => device.officer === officer)) return undefined;
    const change: ChangeOf<'party.added'> = {
      type: 'party.added',
      authority: self.authority,
      capacity: 'expert',
      until: this.untilFor(roster, expert.validity.until),
    };
    return consents.propose(conversation, change, [officer]);
  }

  /** Goes on at once with what has come: the last consent that was missing, or somebody whose name an expert may be given now. */
  heed(conversation: ConversationId, items: readonly ConversationItem[]): void {
    const isDue = items.some((item) => item.is === 'roster' || (item.is === 'message' && isOfConsent(item)));
    if (isDue) void this.tend(conversation).catch((error: unknown) => this.defer(error));
  }

  /** Brings in experts to whom all have agreed; an expert's own device learns who it sits with. */
  tend(conversation: ConversationId): Promise<void> {
    return this.#serial.run(conversation, () =>
      isExpert(this.parts.context.surroundings) ? this.learnNames(conversation) : this.admitAgreed(conversation),
    );
  }

  /** Brings in whom this device asked for, once every party has agreed. */
  private async admitAgreed(conversation: ConversationId): Promise<void> {
    const { consents, context } = this.parts;
    const { self } = context.surroundings;
    for (const proposal of await consents.proposals(conversation)) {
      const isMine = proposal.by === self.device && isOwnExpert(proposal, self.authority);
      if (isMine && !proposal.done && proposal.missing.length === 0) await consents.enact(conversation, proposal.asked);
    }
  }

  /**
   * Ends a sponsorship for good: the relay cuts the expert off as soon as it has the statement; this device, where it is in the
   * conversation, has the keys changed as soon as the witnesses confirm it. Answers whether they did within a minute.
   */
  async end(officer: OfficerId): Promise<boolean> {
    const { directory, timers } = this.parts.context.surroundings;
    await this.stateEnd(officer);
    const confirmed = await inTheLog(directory, timers, (latest) => latest.officer(officer)?.dismissed === true);
    const conversation = directory.latest.officer(officer)?.conversation;
    if (confirmed && conversation !== undefined) await this.putOut(conversation);
    return confirmed;
  }

  /** Fetches the names of those with whom this device, an expert's, sits: they are given to it from its coming in on. */
  private async learnNames(conversation: ConversationId): Promise<void> {
    const { context, conversations } = this.parts;
    const { directory } = context.surroundings;
    if (!isExpert(context.surroundings)) return;
    const { roster } = await conversations.begun(conversation);
    const isNameless = ({ officer }: Roster['devices'][number]): boolean =>
      directory.latest.officer(officer)?.fields.name !== undefined && directory.nameOf(officer) === undefined;
    const nameless = new Set(roster.devices.filter(isNameless).map(({ authority }) => authority));
    for (const authority of nameless) await directory.openAgain(authority);
  }

  // What was stated just before is confirmed within seconds; a withdrawal waits for it and is not given up.
  private async stateEnd(officer: OfficerId): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.administration().endSponsorship(officer);
        return;
      } catch (error) {
        if (codeOf(error) !== 'statement.stale' || attempt === END_ATTEMPTS) throw error;
        await this.parts.context.surroundings.timers.sleep(END_PAUSE);
      }
    }
  }

  private async putOut(conversation: ConversationId): Promise<void> {
    const { conversations, advancing, context } = this.parts;
    const { authority, device } = context.surroundings.self;
    if (conversations.states.get(conversation)?.member !== true) return;
    const { roster } = await conversations.begun(conversation);
    const wasIn = roster.devices.some((one) => one.capacity === 'expert' && one.authority === authority);
    if (!wasIn || roster.closed || deviceIn(roster, device) === undefined) return;
    // Whatever keeps this device from it, the members put the expert out before they seal anything.
    await advancing.makeSealable(conversation).catch((error: unknown) => {
      this.defer(error);
    });
  }

  private defer(error: unknown): void {
    this.parts.context.surroundings.logger.warn('expert.deferred', { code: codeOf(error) });
  }

  /** A party whose time is not changed is no party that is added: each coming in has an `until` of its own. */
  private untilFor(roster: Roster, until: number): number {
    const { directory, self } = this.parts.context.surroundings;
    const isOwn = (one: { authority: string; capacity: string }): boolean =>
      one.authority === self.authority && one.capacity === 'expert';
    const others = roster.devices.filter(isOwn).map(({ officer }) => directory.latest.officer(officer)?.validity.until);
    const longest = Math.max(until, ...others.map((one) => one ?? 0));
    return roster.parties.some((party) => isOwn(party) && party.until === longest) ? longest - 1 : longest;
  }

  private async isSeated(conversation: ConversationId, officer: OfficerId): Promise<boolean | undefined> {
    const { conversations } = this.parts;
    if (conversations.states.get(conversation)?.member !== true) return undefined;
    return (await conversations.begun(conversation)).roster.devices.some((device) => device.officer === officer);
  }

  private administration(): Administration {
    return this.parts.administration ?? refuse('client.offline');
  }
}

/** Whether what is asked is that an expert of this authority comes in. */
export function isOwnExpert({ change }: Pick<Proposal, 'change'>, authority: string): boolean {
  return change.type === 'party.added' && change.capacity === 'expert' && change.authority === authority;
}
