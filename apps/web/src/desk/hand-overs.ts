import type { Client, LeftConversation } from '#client';
import { OfficerId, type ConversationId } from '#contracts';
import { CodedError, codeOf } from '#primitives';
import type { HandOverChoice, HandOverLine, HandOverState, HandOversDesk, HandOverView } from './api/hand-overs.js';
import type { PersonName } from './api/names.js';
import type { Changes } from './changes.js';
import { conversationOf } from './ids.js';
import { authorityNamed, personNamed } from './names.js';
import { reachableStaff } from './staff.js';

interface Turn {
  readonly id: ConversationId;
  readonly successor: OfficerId;
}

interface Job {
  readonly turns: Turn[];
  underWay: Turn | undefined;
  readonly refused: Map<ConversationId, Extract<HandOverState, { is: 'refused' }>>;
}

/** Handing over the conversations of officers who leave, over the signed-in client. */
export class HandOvers implements HandOversDesk {
  readonly #jobs = new Map<OfficerId, Job>();

  constructor(
    private readonly client: () => Client,
    private readonly changes: Changes,
  ) {}

  async view(text: string): Promise<HandOverView> {
    const client = this.client();
    const known = OfficerId.safeParse(text);
    const officer = known.success ? client.directory.latest.officer(known.data) : undefined;
    if (officer?.authority !== client.identity.authority)
      throw new CodedError('person.unknown', 'it is no officer of this authority');
    const { id, roles, dismissed } = officer;
    const left = await client.handingOver.of(id);
    return {
      officer: personNamed(client, id),
      isSelf: id === client.identity.officer,
      isAdministrator: roles.includes('administrator'),
      dismissed,
      lines: await Promise.all(left.map((one) => this.line(client, id, one))),
      successors: reachableStaff(client)
        .filter((one) => one !== id && one !== client.identity.officer)
        .map((one) => personNamed(client, one)),
      isUnderWay: this.#jobs.get(id)?.underWay !== undefined,
    };
  }

  start(text: string, choices: readonly HandOverChoice[]): Promise<void> {
    const officer = OfficerId.parse(text);
    const job: Job = this.#jobs.get(officer) ?? { turns: [], underWay: undefined, refused: new Map() };
    this.#jobs.set(officer, job);
    for (const { conversation, successor } of choices) {
      const turn = { id: conversationOf(conversation), successor: OfficerId.parse(successor) };
      if (job.underWay?.id === turn.id || job.turns.some(({ id }) => id === turn.id)) continue;
      job.refused.delete(turn.id);
      job.turns.push(turn);
    }
    if (job.underWay === undefined) void this.work(this.client(), officer, job);
    this.changes.say(['hand-overs']);
    return Promise.resolve();
  }

  stop(text: string): Promise<void> {
    this.#jobs.get(OfficerId.parse(text))?.turns.splice(0);
    this.changes.say(['hand-overs']);
    return Promise.resolve();
  }

  async settle(officer: string, conversation: string): Promise<void> {
    await this.client().handingOver.settle(OfficerId.parse(officer), conversationOf(conversation));
    this.changes.say(['hand-overs']);
  }

  async open(): ReturnType<HandOversDesk['open']> {
    const client = this.client();
    const open = await client.handingOver.open();
    return open.map(({ officer, conversations }) => ({
      officer: personNamed(client, officer),
      count: conversations.length,
    }));
  }

  private async work(client: Client, officer: OfficerId, job: Job): Promise<void> {
    for (let turn = job.turns.shift(); turn !== undefined; turn = job.turns.shift()) {
      job.underWay = turn;
      this.changes.say(['hand-overs']);
      try {
        await client.handingOver.give(officer, turn.id, turn.successor);
      } catch (error) {
        const { detail } = error as { readonly detail?: unknown };
        const code = codeOf(error) ?? 'desk.fault';
        const to = personNamed(client, turn.successor);
        const told = typeof detail === 'string' ? { detail } : {};
        job.refused.set(turn.id, { is: 'refused', to, code, ...told });
      }
      this.changes.say(['conversations', turn.id]);
    }
    job.underWay = undefined;
    client.speaking.sendWaiting();
    this.changes.say(['hand-overs']);
  }

  private async line(client: Client, officer: OfficerId, left: LeftConversation): Promise<HandOverLine> {
    const { conversation } = left;
    const { heading, counterparts } = await client.conversation(conversation);
    const members = await client.members(conversation);
    const own = members.filter(({ authority }) => authority === client.identity.authority);
    const ours = [...new Set(own.map((member) => member.officer))].filter((one) => one !== officer);
    return {
      conversation,
      subject: heading.subject,
      counterparts: counterparts.map((one) => authorityNamed(client, one)),
      ours: ours.map((one) => personNamed(client, one)),
      state: stateOf(left, this.#jobs.get(officer), (one) => personNamed(client, one)),
    };
  }
}

function stateOf(
  { conversation, to, history }: LeftConversation,
  job: Job | undefined,
  named: (officer: OfficerId) => PersonName,
): HandOverState {
  if (job?.underWay?.id === conversation) return { is: 'under-way', to: named(job.underWay.successor) };
  const next = job?.turns.find(({ id }) => id === conversation);
  if (next !== undefined) return { is: 'next', to: named(next.successor) };
  if (to === 'nobody') return { is: 'settled' };
  if (to !== undefined) return { is: 'handed', to: named(to), history: history ?? 'nothing' };
  return job?.refused.get(conversation) ?? { is: 'open' };
}
