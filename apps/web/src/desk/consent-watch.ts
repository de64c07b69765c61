import type { Client, ConversationSummary, Proposal } from '#client';
import type { InboxLine } from './api/inbox.js';

interface Seen {
  readonly seq: number;
  readonly consent: InboxLine['consent'];
}

/** Knows what a change in a conversation awaits of this officer, and asks again only where one has moved. */
export class ConsentWatch {
  readonly #seen = new WeakMap<Client, Map<string, Seen>>();

  /** Whether one's own authority is asked to agree to a change, or all have agreed to one that this officer asked for. */
  async in(
    client: Client,
    { id, seat, seq, member, closed }: Pick<ConversationSummary, 'id' | 'seat' | 'seq' | 'member' | 'closed'>,
  ): Promise<InboxLine['consent']> {
    if (!member || closed) return undefined;
    const all = this.#seen.get(client) ?? new Map<string, Seen>();
    this.#seen.set(client, all);
    const before = all.get(id);
    if (before?.seq === seq) return before.consent;
    const consent = awaitedOf(client, seat, await client.proposals(id));
    all.set(id, { seq, consent });
    return consent;
  }
}

function awaitedOf(
  { identity, directory }: Client,
  seat: ConversationSummary['seat'],
  proposals: readonly Proposal[],
): InboxLine['consent'] {
  const open = proposals.filter(({ done }) => !done);
  if (open.some(({ missing }) => missing.includes(seat))) return 'asked';
  const isOwn = (proposal: Proposal): boolean => directory.latest.device(proposal.by)?.officer === identity.officer;
  return open.some((proposal) => proposal.missing.length === 0 && isOwn(proposal)) ? 'agreed' : undefined;
}
