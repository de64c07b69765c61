import { inTheLog, isOwnExpert, type Client, type SponsoredExpert } from '#client';
import { OfficerId, type ConversationId } from '#contracts';
import { unixSeconds } from '#primitives';
import type { Confirmed, InvitationToGive } from './api/devices.js';
import type { ExpertLine, ExpertsDesk, SponsorForm } from './api/experts.js';
import type { Changes } from './changes.js';
import type { Browser } from './environment.js';
import { conversationOf } from './ids.js';
import { invitationToGive } from './invitations.js';
import { personNamed } from './names.js';

const DAY = 86_400;

/** Sponsoring outside experts, over the signed-in client. */
export class ExpertsViews implements ExpertsDesk {
  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
    private readonly browser: Pick<Browser, 'clock' | 'timers'>,
  ) {}

  async lines(conversation?: string): Promise<readonly ExpertLine[]> {
    const client = this.client();
    const experts = await client.experts.list(conversation === undefined ? undefined : conversationOf(conversation));
    return Promise.all(
      experts.map(async (expert): Promise<ExpertLine> => {
        const { officer, until, standing, conversation: id } = expert;
        const isHeld = expert.seated !== undefined;
        return {
          officer,
          name: personNamed(client, officer).name,
          conversation: id,
          subject: isHeld ? (await client.conversation(id)).heading.subject : undefined,
          until,
          standing,
          step: await stepOf(client, expert),
        };
      }),
    );
  }

  async sponsor({ conversation, name, days }: SponsorForm): Promise<InvitationToGive> {
    const client = this.client();
    const from = unixSeconds(this.browser.clock);
    const { officer } = await client.experts.sponsor({
      conversation: conversationOf(conversation),
      validity: { from, until: from + days * DAY },
      person: { name },
    });
    await inTheLog(client.directory, this.browser.timers, (latest) => latest.officer(officer) !== undefined);
    this.changed(conversation);
    return invitationToGive(client, officer, name);
  }

  invitation(officer: string): Promise<InvitationToGive> {
    return Promise.resolve().then(() => invitationToGive(this.client(), OfficerId.parse(officer)));
  }

  async admit(conversation: string, officer: string): Promise<'asked' | 'seated'> {
    try {
      const asked = await this.client().experts.bringIn(conversationOf(conversation), OfficerId.parse(officer));
      return asked === undefined ? 'seated' : 'asked';
    } finally {
      this.changed(conversation);
    }
  }

  async end(officer: string): Promise<Confirmed> {
    const client = this.client();
    const id = OfficerId.parse(officer);
    const confirmed = await client.experts.end(id);
    this.changed(client.directory.latest.officer(id)?.conversation);
    return { confirmed };
  }

  private changed(conversation: string | undefined): void {
    this.changes.say(['devices'], ['directory'], ['trust'], ['inbox']);
    if (conversation !== undefined) this.changes.say(['conversations', conversation]);
  }
}

async function stepOf(
  client: Client,
  { conversation, enrolled, seated }: SponsoredExpert,
): Promise<ExpertLine['step']> {
  if (seated === true) return 'seated';
  if (!enrolled) return 'invited';
  if (seated === undefined) return 'elsewhere';
  return (await isAsked(client, conversation)) ? 'asked' : 'enrolled';
}

async function isAsked(client: Client, conversation: ConversationId): Promise<boolean> {
  const proposals = await client.proposals(conversation);
  return proposals.some((proposal) => !proposal.done && isOwnExpert(proposal, client.identity.authority));
}
